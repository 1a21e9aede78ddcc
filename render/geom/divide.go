package geom

// Divide cuts a mesh into pieces, each where its field is the lowest. A field
// holds one value per vertex, taken to be linear within a triangle, so that the
// borders run as finely as the fields, not as the triangles. A piece that no
// triangle touches is nil. Fields that are lowest only inside a triangle and at
// none of its corners are not seen.
func Divide(m *Mesh, fields [][]float32) []*Mesh {
	d := divider{mesh: m, fields: fields, pieces: make([]*Mesh, len(fields)), kept: make([]map[uint32]uint32, len(fields))}
	lowest := make([]int, len(m.Positions))
	for v := range lowest {
		for f := range fields {
			if fields[f][v] < fields[lowest[v]][v] {
				lowest[v] = f
			}
		}
	}
	for t := 0; t+2 < len(m.Indices); t += 3 {
		corners := [3]uint32(m.Indices[t : t+3])
		a, b, c := lowest[corners[0]], lowest[corners[1]], lowest[corners[2]]
		if a == b && b == c {
			d.whole(a, corners)
			continue
		}
		d.split(corners, [3]int{a, b, c})
	}
	for _, p := range d.pieces {
		if p != nil {
			p.SetBounds()
		}
	}
	return d.pieces
}

type divider struct {
	mesh   *Mesh
	fields [][]float32
	pieces []*Mesh
	kept   []map[uint32]uint32 // by piece: vertex of the mesh -> of the piece
}

func (d *divider) piece(f int) *Mesh {
	if d.pieces[f] == nil {
		d.pieces[f], d.kept[f] = &Mesh{Grain: d.mesh.Grain}, map[uint32]uint32{}
	}
	return d.pieces[f]
}

// whole gives a triangle to a piece as it is.
func (d *divider) whole(f int, corners [3]uint32) {
	p := d.piece(f)
	for _, v := range corners {
		at, ok := d.kept[f][v]
		if !ok {
			at = d.add(p, [3]uint32{v, v, v}, [3]float32{1})
			d.kept[f][v] = at
		}
		p.Indices = append(p.Indices, at)
	}
}

// split gives each of the fields that meet in a triangle its share.
func (d *divider) split(corners [3]uint32, meeting [3]int) {
	for i, f := range meeting {
		if i > 0 && f == meeting[0] || i > 1 && f == meeting[1] {
			continue // once
		}
		share := [][3]float32{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
		for _, other := range meeting {
			if other != f {
				share = d.clip(share, corners, f, other)
			}
		}
		if len(share) < 3 {
			continue
		}
		p := d.piece(f)
		first := uint32(len(p.Positions))
		for _, weights := range share {
			d.add(p, corners, weights)
		}
		for k := 2; k < len(share); k++ {
			p.Indices = append(p.Indices, first, first+uint32(k)-1, first+uint32(k))
		}
	}
}

// clip keeps the part of a convex polygon, in weights of the corners, in which
// field f is below another.
func (d *divider) clip(polygon [][3]float32, corners [3]uint32, f, other int) [][3]float32 {
	above := func(w [3]float32) (sum float32) {
		for k, v := range corners {
			sum += w[k] * (d.fields[f][v] - d.fields[other][v])
		}
		return sum
	}
	var out [][3]float32
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		da, db := above(a), above(b)
		if da <= 0 {
			out = append(out, a)
		}
		if da < 0 && db > 0 || da > 0 && db < 0 {
			t := da / (da - db)
			out = append(out, [3]float32{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t, a[2] + (b[2]-a[2])*t})
		}
	}
	return out
}

// add adds a vertex to a piece: the place with these weights of the corners.
func (d *divider) add(p *Mesh, corners [3]uint32, weights [3]float32) uint32 {
	m := d.mesh
	var at, normal Vec3
	var open float32
	for k, c := range corners {
		at = at.Add(m.Positions[c].Mul(weights[k]))
		if len(m.Normals) > 0 {
			normal = normal.Add(m.Normals[c].Mul(weights[k]))
		}
		if len(m.Occlusion) > 0 {
			open += weights[k] * float32(m.Occlusion[c])
		}
	}
	p.Positions = append(p.Positions, at)
	if len(m.Normals) > 0 {
		p.Normals = append(p.Normals, normal.Unit())
	}
	if len(m.Occlusion) > 0 {
		p.Occlusion = append(p.Occlusion, uint8(open+0.5))
	}
	return uint32(len(p.Positions) - 1)
}
