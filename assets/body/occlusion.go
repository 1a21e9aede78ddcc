package body

import (
	"math"

	"bodymap/render/geom"
)

// Ambient occlusion says per vertex how open a place is to light from around. As
// layers of the body are taken off in the product, only what is there whenever the
// structure can be seen may darken it:
//
//   - bones and cartilages are darkened by each other;
//   - muscles by bones, and by muscles beside them, but not by those over them;
//   - ligaments and nerves by bones;
//   - the skin by itself.

// rays is how many directions are looked in from each vertex.
const rays = 24

// shadeOf is how the structures of a system are darkened.
type shadeOf struct {
	by    string  // the occluder
	reach float32 // metres; nearer things darken more
	depth float32 // how much of the light is lost for each share that is kept off
}

func shadesOf(system string) []shadeOf {
	switch system {
	case "bone", "cartilage", "tooth":
		return []shadeOf{{"bone", 0.060, 1.4}}
	case "skin":
		return []shadeOf{{"skin", 0.070, 1}}
	case "ligament", "nerve":
		return []shadeOf{{"bone", 0.030, 0.8}}
	}
	return []shadeOf{{"flesh", 0.018, 1.3}, {"bone", 0.030, 1}}
}

// occluder is one tree over all that darkens something.
type occluder struct {
	mesh  geom.Mesh
	owner []int // part of each triangle, -1 for those of the left side
	tree  *geom.Tree
}

// occlude gives every vertex of the parts of the right side and the midline its
// openness. Their meshes are changed.
func occlude(parts []Part) {
	by := map[string]*occluder{"bone": {}, "flesh": {}, "skin": {}}
	for i, p := range parts {
		switch {
		case hard(p.System):
			by["bone"].add(p, i)
		case crowds(p.System):
			by["flesh"].add(p, i)
		case p.System == "skin":
			by["skin"].add(p, i)
		}
	}
	for _, o := range by {
		o.mesh.SetBounds()
		o.tree = geom.NewTree(&o.mesh)
	}
	pattern := cosineDirections(rays)
	each(len(parts), func(i int) {
		m := parts[i].Mesh
		open := make([]float32, len(m.Positions))
		for v, p := range m.Positions {
			at := place{p: p, normal: m.Normals[v], part: i}
			if parts[i].Side == "midline" && p.X > 0 { // its mirror image sees the same
				at.p.X, at.normal.X = -at.p.X, -at.normal.X
			}
			open[v] = 1
			for _, s := range shadesOf(parts[i].System) {
				open[v] *= 1 - min(s.depth*by[s.by].shut(at, s, pattern, by["skin"]), 1)
			}
		}
		open = evened(m, open)
		m.Occlusion = make([]uint8, len(open))
		for v, o := range open {
			m.Occlusion[v] = uint8(255*min(max(o, 0), 1) + 0.5)
		}
	})
}

// add takes up a part, and of its mirror image what lies near the midline.
func (o *occluder) add(p Part, part int) {
	const beyond = 0.075 // metres across the midline
	m := p.Mesh
	first := uint32(len(o.mesh.Positions))
	o.mesh.Positions = append(o.mesh.Positions, m.Positions...)
	for i := 0; i+2 < len(m.Indices); i += 3 {
		o.mesh.Indices = append(o.mesh.Indices, first+m.Indices[i], first+m.Indices[i+1], first+m.Indices[i+2])
		o.owner = append(o.owner, part)
	}
	if p.Side != "right" || m.Bounds.Max.X < -beyond {
		return
	}
	first = uint32(len(o.mesh.Positions))
	for _, v := range m.Positions {
		v.X = -v.X
		o.mesh.Positions = append(o.mesh.Positions, v)
	}
	for i := 0; i+2 < len(m.Indices); i += 3 {
		a, b, c := m.Indices[i], m.Indices[i+2], m.Indices[i+1]
		if max(m.Positions[a].X, m.Positions[b].X, m.Positions[c].X) > -beyond {
			o.mesh.Indices = append(o.mesh.Indices, first+a, first+b, first+c)
			o.owner = append(o.owner, -1)
		}
	}
}

// place is a vertex that light may reach.
type place struct {
	p, normal geom.Vec3
	part      int
}

// shut returns how much of the light from around is kept off, 0 to 1. Directions
// that come from straight above count most.
func (o *occluder) shut(at place, s shadeOf, pattern []geom.Vec3, skin *occluder) float32 {
	const clear = 0.0005 // metres off the surface
	from := at.p.Add(at.normal.Mul(clear))
	u, v := besides(at.normal)
	var outward geom.Vec3 // once it is needed
	sum := float32(0)
	for _, d := range pattern {
		d = u.Mul(d.X).Add(v.Mul(d.Y)).Add(at.normal.Mul(d.Z))
		h, ok := o.tree.First(geom.Ray{Origin: from, Dir: d}, s.reach)
		if !ok {
			continue
		}
		share := float32(1)
		if s.by == "flesh" && o.owner[h.Triangle] != at.part {
			if outward == (geom.Vec3{}) {
				outward = skin.outward(at)
			}
			share = min(max((0.8-d.Dot(outward))/0.5, 0), 1)
		}
		near := 1 - h.T/s.reach
		sum += share * near * near
	}
	return sum / float32(len(pattern))
}

// outward returns the direction from a place to the skin, or its normal where no
// skin is near.
func (o *occluder) outward(at place) geom.Vec3 {
	if near, ok := o.tree.Nearest(at.p, 0.1); ok && near.Distance > 1e-4 {
		return near.At.Sub(at.p).Unit()
	}
	return at.normal
}

// cosineDirections spreads n directions over the half sphere about z, more of
// them near the pole, by the golden angle.
func cosineDirections(n int) []geom.Vec3 {
	out := make([]geom.Vec3, n)
	for i := range out {
		r2 := (float64(i) + 0.5) / float64(n)
		sin, cos := math.Sincos(float64(i) * math.Pi * (3 - math.Sqrt(5)))
		r := math.Sqrt(r2)
		out[i] = geom.Vec3{X: float32(r * cos), Y: float32(r * sin), Z: float32(math.Sqrt(1 - r2))}
	}
	return out
}

// besides returns two directions that make a frame with n.
func besides(n geom.Vec3) (u, v geom.Vec3) {
	axis := geom.Vec3{X: 1}
	if n.X > 0.8 || n.X < -0.8 {
		axis = geom.Vec3{Y: 1}
	}
	u = n.Cross(axis).Unit()
	return u, n.Cross(u)
}

// evened takes the grain of the few directions off.
func evened(m *geom.Mesh, open []float32) []float32 {
	around := vertexNeighbours(m)
	for range 2 {
		next := make([]float32, len(open))
		for i, near := range around {
			sum := 2 * open[i]
			for _, j := range near {
				sum += open[j]
			}
			next[i] = sum / float32(len(near)+2)
		}
		open = next
	}
	return open
}
