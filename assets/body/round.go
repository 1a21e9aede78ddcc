package body

// cage is a surface of triangles over points of any dimension, refined step by
// step to a smooth one that passes through the points it began with.
type cage struct {
	points [][]float64
	faces  [][3]int
}

// side is an edge of a cage: the ends, the corners across from it, and the
// point put on it.
type side struct {
	a, b, point int
	across      []int
}

// seam tells whether the surface ends or branches here.
func (s *side) seam() bool { return len(s.across) != 2 }

// refined cuts every triangle in four. The points on the edges lie where Loop's
// scheme (1987) puts them, pushed out by as much as it would draw in the ends,
// so that the old points stay: on a sphere the new ones lie on the sphere too.
// Along a seam it is the four-point scheme of Dyn, Levin and Gregory (1987).
func (c cage) refined() cage {
	sides, of := c.sides()
	drawn := c.drawn(sides)
	out := cage{points: append([][]float64{}, c.points...)}
	for i := range sides {
		s := &sides[i]
		s.point = len(out.points)
		p := weighted(0.5, c.points[s.a], c.points[s.b], drawn[s.a], drawn[s.b])
		if !s.seam() {
			bend := weighted(0.125, c.points[s.across[0]], c.points[s.across[1]])
			ends := weighted(-0.125, c.points[s.a], c.points[s.b])
			p = weighted(1, p, bend, ends)
		}
		out.points = append(out.points, p)
	}
	for i, f := range c.faces {
		u, v, w := sides[of[i][0]].point, sides[of[i][1]].point, sides[of[i][2]].point
		out.faces = append(out.faces, [3]int{f[0], u, w}, [3]int{u, f[1], v}, [3]int{w, v, f[2]}, [3]int{u, v, w})
	}
	return out
}

// sides returns the edges in order and, per face, those from corner to corner.
func (c cage) sides() ([]side, [][3]int) {
	var sides []side
	known := map[[2]int]int{}
	of := make([][3]int, len(c.faces))
	for i, f := range c.faces {
		for k := range f {
			a, b := min(f[k], f[(k+1)%3]), max(f[k], f[(k+1)%3])
			n, ok := known[[2]int{a, b}]
			if !ok {
				n = len(sides)
				known[[2]int{a, b}] = n
				sides = append(sides, side{a: a, b: b})
			}
			sides[n].across = append(sides[n].across, f[(k+2)%3])
			of[i][k] = n
		}
	}
	return sides, of
}

// drawn returns how far Loop's scheme would draw in each point.
func (c cage) drawn(sides []side) [][]float64 {
	around, along := make([][]int, len(c.points)), make([][]int, len(c.points))
	for i := range sides {
		s := &sides[i]
		for _, e := range [2][2]int{{s.a, s.b}, {s.b, s.a}} {
			around[e[0]] = append(around[e[0]], e[1])
			if s.seam() {
				along[e[0]] = append(along[e[0]], e[1])
			}
		}
	}
	out := make([][]float64, len(c.points))
	for i, p := range c.points {
		out[i] = make([]float64, len(p))
		near, share := around[i], 3.0/8/float64(max(len(around[i]), 1))
		switch {
		case len(along[i]) == 2:
			near, share = along[i], 0.125
		case len(along[i]) > 0 || len(near) < 3: // a corner stays
			continue
		case len(near) == 3:
			share = 3.0 / 16
		}
		for _, n := range near {
			for k := range p {
				out[i][k] += share * (p[k] - c.points[n][k])
			}
		}
	}
	return out
}

func weighted(w float64, points ...[]float64) []float64 {
	out := make([]float64, len(points[0]))
	for _, p := range points {
		for k := range out {
			out[k] += w * p[k]
		}
	}
	return out
}

// rounded returns the triangular blades of a bone as smooth surfaces, every one
// cut in four the given number of times.
func (s *skeleton) rounded() []piece {
	c := s.cage()
	for k := 0; k < s.round; k++ {
		c = c.refined()
	}
	round := func(i int) ball {
		v := c.points[i]
		return ball{vec{v[0], v[1], v[2]}, max(v[3], s.grid)} // thinner would fall between the points of the net
	}
	out := make([]piece, len(c.faces))
	for i, f := range c.faces {
		out[i] = facet{round(f[0]), round(f[1]), round(f[2])}
	}
	return out
}

// facet is a small blade, so small that the radius changes little across it:
// the distance is from the nearest point of its triangle, which is quicker.
type facet struct{ a, b, c ball }

func (s facet) reach() (vec, vec) { return hullOf(s.a, s.b, s.c) }

func (s facet) distance(p vec) float64 {
	u, v := s.nearest(p)
	at := s.a.at.add(s.b.at.sub(s.a.at).mul(u)).add(s.c.at.sub(s.a.at).mul(v))
	return p.sub(at).len() - s.a.radius - u*(s.b.radius-s.a.radius) - v*(s.c.radius-s.a.radius)
}

// nearest returns the weights of b and c in the point of the triangle nearest
// to p: inside it, or on the edge, or at the corner, whose side p lies on
// (Ericson, Real-Time Collision Detection, 2005, 5.1.5).
func (s facet) nearest(p vec) (u, v float64) {
	ab, ac := s.b.at.sub(s.a.at), s.c.at.sub(s.a.at)
	pa, pb, pc := p.sub(s.a.at), p.sub(s.b.at), p.sub(s.c.at)
	ba, ca := ab.dot(pa), ac.dot(pa)
	bb, cb := ab.dot(pb), ac.dot(pb)
	bc, cc := ab.dot(pc), ac.dot(pc)
	va, vb, vc := bb*cc-bc*cb, bc*ca-ba*cc, ba*cb-bb*ca
	switch {
	case ba <= 0 && ca <= 0:
		return 0, 0
	case bb >= 0 && cb <= bb:
		return 1, 0
	case cc >= 0 && bc <= cc:
		return 0, 1
	case vc <= 0 && ba >= 0 && bb <= 0:
		return ba / (ba - bb), 0
	case vb <= 0 && ca >= 0 && cc <= 0:
		return 0, ca / (ca - cc)
	case va <= 0 && cb >= bb && bc >= cc:
		t := (cb - bb) / (cb - bb + bc - cc)
		return 1 - t, t
	}
	sum := va + vb + vc
	return vb / sum, vc / sum
}

// cage returns the nodes and the blades between them.
func (s *skeleton) cage() cage {
	c := cage{}
	number := map[string]int{}
	for i, name := range s.order {
		b := s.nodes[name]
		number[name] = i
		c.points = append(c.points, []float64{b.at[0], b.at[1], b.at[2], b.radius})
	}
	for _, j := range s.pieces {
		if j.kind != "blade" {
			continue
		}
		for k := 1; k+1 < len(j.names); k++ {
			c.faces = append(c.faces, [3]int{number[j.names[0]], number[j.names[k]], number[j.names[k+1]]})
		}
	}
	return c
}
