package compare

import (
	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/render/geom"
)

// solid is a structure that can be asked what lies in it and near it.
type solid struct {
	assets.Structure
	tree *geom.Tree
}

// solidsOf readies the structures of the given systems on all sides.
func solidsOf(a *assets.Atlas, systems ...anatomy.System) []solid {
	var out []solid
	for _, s := range a.Structures {
		for _, system := range systems {
			if s.System == system {
				out = append(out, solid{Structure: s})
			}
		}
	}
	eachOf(len(out), func(i int) { out[i].tree = geom.NewTree(out[i].Mesh) })
	return out
}

// depth returns how deep, in metres, a place lies inside the solid: negative
// outside. Pieces of one structure may overlap; inside any of them is inside.
func (s *solid) depth(p geom.Vec3) float64 {
	if !s.Mesh.Bounds.Contains(p) {
		return -1
	}
	near, ok := s.tree.Nearest(p, far)
	if !ok {
		return -1
	}
	if s.holds(p) {
		return float64(near.Distance)
	}
	return -float64(near.Distance)
}

// holds reports whether a place lies inside: whether most of three rays leave
// the solid more often than they enter it.
func (s *solid) holds(p geom.Vec3) bool {
	votes := 0
	for _, d := range [...]geom.Vec3{{X: 0.5773, Y: 0.5211, Z: 0.6286}, {X: -0.7071, Y: 0.1463, Z: 0.6918}, {X: 0.2113, Y: -0.8934, Z: -0.3965}} {
		out := 0
		for _, h := range s.tree.All(geom.Ray{Origin: p, Dir: d.Unit()}, far) {
			if h.Back {
				out++
			} else {
				out--
			}
		}
		if out > 0 {
			votes++
		}
	}
	return votes >= 2
}

// within returns the distance from a place to the surface where it is less than
// most, in metres; else most.
func (s *solid) within(p geom.Vec3, most float64) float64 {
	if d := p.Sub(s.Mesh.Bounds.Clamp(p)); float64(d.Len()) >= most {
		return most
	}
	if near, ok := s.tree.Nearest(p, float32(most)); ok {
		return float64(near.Distance)
	}
	return most
}
