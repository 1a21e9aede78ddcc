package assets

import "bodymap/render/geom"

// outerWall returns a mesh without its inner wall: the triangles that have the
// back of another one a short way before them. Some open models give the skin a
// thickness; its inside is never seen, and a place laid on it would be painted
// where nobody looks.
func outerWall(m *geom.Mesh) *geom.Mesh {
	tree := geom.NewTree(m)
	out := &geom.Mesh{Bounds: m.Bounds}
	moved := make(map[uint32]uint32)
	for t := 0; t+2 < len(m.Indices); t += 3 {
		corners := m.Indices[t : t+3]
		a, b, c := m.Positions[corners[0]], m.Positions[corners[1]], m.Positions[corners[2]]
		normal := b.Sub(a).Cross(c.Sub(a)).Unit()
		middle := a.Add(b).Add(c).Mul(1. / 3)
		const lift = 1e-4 // metres, off the triangle itself
		hit, ok := tree.First(geom.Ray{Origin: middle.Add(normal.Mul(lift)), Dir: normal}, wall)
		if ok && hit.Back {
			continue
		}
		for _, v := range corners {
			to, ok := moved[v]
			if !ok {
				to = uint32(len(out.Positions))
				moved[v] = to
				out.Positions = append(out.Positions, m.Positions[v])
				out.Normals = append(out.Normals, m.Normals[v])
			}
			out.Indices = append(out.Indices, to)
		}
	}
	return out
}
