package geom

import "math"

// thinCell is the side of a cell of [Mesh.Thin], in mean lengths of an edge: it
// leaves a fifth to a third of the triangles.
const thinCell = 2.5

// Thin returns the same shape in a fifth to a third of the triangles, roughly: for
// while the camera moves. Vertices that lie in one cell of a grid and face the
// same way become one in their middle (Rossignac and Borrel, Multi-resolution 3D
// approximations for rendering complex scenes, 1993); which way they face counts,
// so that thin sheets keep both their sides. It returns nil where that would
// leave nothing to see.
func (m *Mesh) Thin() *Mesh {
	side := m.meanEdge() * thinCell
	if side == 0 || len(m.Normals) != len(m.Positions) {
		return nil
	}
	out, cell := m.gathered(side)
	out.Indices = make([]uint32, 0, len(m.Indices)/3)
	for i := 0; i+2 < len(m.Indices); i += 3 {
		a, b, c := cell[m.Indices[i]], cell[m.Indices[i+1]], cell[m.Indices[i+2]]
		if a != b && b != c && c != a {
			out.Indices = append(out.Indices, a, b, c)
		}
	}
	if len(out.Indices) == 0 {
		return nil
	}
	out.SetBounds()
	return out
}

// meanEdge is the mean length of the edges, in metres.
func (m *Mesh) meanEdge() float32 {
	var sum float64
	for i := 0; i+2 < len(m.Indices); i += 3 {
		a, b, c := m.Triangle(i / 3)
		sum += float64(b.Sub(a).Len() + c.Sub(b).Len() + a.Sub(c).Len())
	}
	if len(m.Indices) == 0 {
		return 0
	}
	return float32(sum / float64(len(m.Indices)))
}

// gathered returns the mesh of one vertex for each cell that is taken, without
// triangles, and the cell of each vertex of m.
func (m *Mesh) gathered(side float32) (out *Mesh, cell []uint32) {
	number := map[uint64]uint32{}
	var count []float32
	cell = make([]uint32, len(m.Positions))
	out = &Mesh{Grain: m.Grain}
	var open []float32
	for i, p := range m.Positions {
		key := cellKey(p.Sub(m.Bounds.Min).Mul(1/side), m.Normals[i])
		k, known := number[key]
		if !known {
			k = uint32(len(count))
			number[key] = k
			count, open = append(count, 0), append(open, 0)
			out.Positions, out.Normals = append(out.Positions, Vec3{}), append(out.Normals, Vec3{})
			out.Fibres = append(out.Fibres, [2]float32{})
		}
		cell[i] = k
		count[k]++
		out.Positions[k], out.Normals[k] = out.Positions[k].Add(p), out.Normals[k].Add(m.Normals[i])
		if m.Fibres != nil {
			out.Fibres[k][0] += m.Fibres[i][0]
			out.Fibres[k][1] += m.Fibres[i][1]
		}
		if m.Occlusion != nil {
			open[k] += float32(m.Occlusion[i])
		}
	}
	out.Occlusion = make([]uint8, len(count))
	for k, n := range count {
		out.Positions[k], out.Normals[k] = out.Positions[k].Mul(1/n), out.Normals[k].Unit()
		out.Fibres[k][0] /= n
		out.Fibres[k][1] /= n
		out.Occlusion[k] = uint8(open[k] / n)
	}
	if m.Fibres == nil {
		out.Fibres = nil
	}
	if m.Occlusion == nil {
		out.Occlusion = nil
	}
	return out, cell
}

// cellKey numbers the cell of a place, in cells from the corner of the bounds,
// and the octant that it faces.
func cellKey(p, normal Vec3) uint64 {
	const most = 1<<20 - 1
	along := func(v float32) uint64 { return uint64(min(max(int64(math.Floor(float64(v))), 0), most)) }
	key := along(p.X)<<40 | along(p.Y)<<20 | along(p.Z)
	for _, v := range [3]float32{normal.X, normal.Y, normal.Z} {
		key <<= 1
		if v < 0 {
			key |= 1
		}
	}
	return key
}
