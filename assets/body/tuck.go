package body

import "bodymap/render/geom"

const (
	tuckRounds = 3
	tuckSpread = 6 // vertices along a nerve that go along with one that is tucked in
)

// tuck draws nerves that lie outside the skin, or just under it, inwards: a thin
// nerve gives way to the skin, and not the skin to it, which would swell fingers
// and toes. What is still outside then is the matter of enclose.
func tuck(parts []Part) {
	for _, p := range parts {
		if p.System != "skin" {
			continue
		}
		s := newInterior(p.Mesh)
		each(len(parts), func(i int) {
			if parts[i].System == "nerve" {
				parts[i].Mesh = s.tucked(parts[i].Mesh)
			}
		})
	}
}

// tucked returns a mesh with what lies above its place under the surface drawn
// in, its neighbours with it, so that a thin tube keeps its section.
func (s *interior) tucked(m *geom.Mesh) *geom.Mesh {
	around := vertexNeighbours(m)
	for range tuckRounds {
		shift := make([]geom.Vec3, len(m.Positions))
		found := false
		for i, p := range m.Positions {
			if up, triangle := s.above(p); up > 0 {
				shift[i], found = s.mesh.FaceNormal(triangle).Mul(-up), true
			}
		}
		if !found {
			break
		}
		for range tuckSpread {
			shift = longest(shift, around)
		}
		next := *m
		next.Positions = make([]geom.Vec3, len(m.Positions))
		for i, p := range m.Positions {
			next.Positions[i] = p.Add(shift[i])
		}
		next.SmoothNormals()
		next.SetBounds()
		m = &next
	}
	return m
}

// longest gives each vertex the longest shift among its own and, a little
// shortened, those of its neighbours.
func longest(shift []geom.Vec3, around [][]uint32) []geom.Vec3 {
	const fade = 0.9
	out := make([]geom.Vec3, len(shift))
	for i, own := range shift {
		out[i] = own
		for _, j := range around[i] {
			if s := shift[j].Mul(fade); s.Dot(s) > out[i].Dot(out[i]) {
				out[i] = s
			}
		}
	}
	return out
}
