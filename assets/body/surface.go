package body

import "bodymap/render/geom"

// finish turns the faces of a closed mesh outwards and gives it normals and
// bounds.
func finish(m *geom.Mesh) {
	orient(m)
	m.Normals = make([]geom.Vec3, len(m.Positions))
	for i := 0; i+2 < len(m.Indices); i += 3 {
		a, b, c := m.Indices[i], m.Indices[i+1], m.Indices[i+2]
		pa, pb, pc := m.Positions[a], m.Positions[b], m.Positions[c]
		n := pb.Sub(pa).Cross(pc.Sub(pa)) // length: twice the area, so large faces count more
		for _, v := range [3]uint32{a, b, c} {
			m.Normals[v] = m.Normals[v].Add(n)
		}
	}
	for i, n := range m.Normals {
		m.Normals[i] = n.Mul(1e6).Unit()
	}
	m.Bounds = bounds(m.Positions)
}

// orient turns the faces of a closed mesh outwards.
func orient(m *geom.Mesh) {
	if volume(m) >= 0 {
		return
	}
	for i := 0; i+2 < len(m.Indices); i += 3 {
		m.Indices[i+1], m.Indices[i+2] = m.Indices[i+2], m.Indices[i+1]
	}
}

// volume returns the signed volume of a closed mesh: positive where its faces
// are counter-clockwise from outside.
func volume(m *geom.Mesh) float64 {
	total := 0.0
	for i := 0; i+2 < len(m.Indices); i += 3 {
		a, b, c := m.Positions[m.Indices[i]], m.Positions[m.Indices[i+1]], m.Positions[m.Indices[i+2]]
		total += float64(a.Dot(b.Cross(c))) / 6
	}
	return total
}

func bounds(points []geom.Vec3) geom.Box {
	if len(points) == 0 {
		return geom.Box{}
	}
	b := geom.Box{Min: points[0], Max: points[0]}
	for _, p := range points {
		b.Min = geom.Vec3{X: min(b.Min.X, p.X), Y: min(b.Min.Y, p.Y), Z: min(b.Min.Z, p.Z)}
		b.Max = geom.Vec3{X: max(b.Max.X, p.X), Y: max(b.Max.Y, p.Y), Z: max(b.Max.Z, p.Z)}
	}
	return b
}
