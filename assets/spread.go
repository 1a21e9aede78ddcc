package assets

import (
	"bodymap/anatomy"
	"bodymap/render/geom"
)

// spread returns the corners of a mesh and, where its triangles are large, places
// between them. What lies furthest in a direction, or within a band, must not
// depend on where a model or a level of detail happens to have corners: a flat
// plate has few.
func spread(m *geom.Mesh) []anatomy.Vec {
	const finest = 0.002                           // metres between places
	step := max(m.Bounds.Size().Len()/200, finest) // and no more than a large structure needs
	out := make([]anatomy.Vec, 0, len(m.Positions))
	for _, p := range m.Positions {
		out = append(out, Vec(p))
	}
	for t := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(t)
		n := int(max(b.Sub(a).Len(), c.Sub(b).Len(), a.Sub(c).Len()) / step)
		for i := range n + 1 {
			for k := range n + 1 - i {
				if i == n || k == n || i+k == 0 {
					continue // a corner
				}
				u, v := float32(i)/float32(n), float32(k)/float32(n)
				out = append(out, Vec(a.Mul(1-u-v).Add(b.Mul(u)).Add(c.Mul(v))))
			}
		}
	}
	return out
}
