package geom

// Cut is a mesh cut by a plane.
type Cut struct {
	Plane   Plane
	Kept    *Mesh      // what lies behind the plane; it has no triangles where nothing does
	Sources []Source   // of the vertices of Kept
	Contour []Crossing // where the plane meets the surface
}

// Source says of which vertices of a mesh a vertex was made: of A, moved a share
// T of the way to B.
type Source struct {
	A, B uint32
	T    float32
}

// Crossing is where a plane meets a triangle: a line with the inside of the shape
// on its left, seen from in front of the plane.
type Crossing struct{ From, To Vec3 }

// CutMesh cuts a mesh by a plane.
func CutMesh(m *Mesh, by Plane) *Cut {
	c := cutter{
		mesh: m, cut: &Cut{Plane: by, Kept: &Mesh{Grain: m.Grain}},
		before: make([]float32, len(m.Positions)), whole: make([]uint32, len(m.Positions)), halves: map[[2]uint32]uint32{},
	}
	for i, p := range m.Positions {
		c.before[i] = by.Before(p)
	}
	for t := 0; t+2 < len(m.Indices); t += 3 {
		c.triangle([3]uint32(m.Indices[t : t+3]))
	}
	c.cut.Kept.SetBounds()
	return c.cut
}

type cutter struct {
	mesh   *Mesh
	cut    *Cut
	before []float32            // by vertex: how far in front
	whole  []uint32             // by vertex: its number in what is kept, plus 1
	halves map[[2]uint32]uint32 // by edge: the number of where it crosses the plane
}

// triangle keeps of a triangle what lies behind the plane.
func (c *cutter) triangle(v [3]uint32) {
	var polygon [4]uint32
	n := 0
	var down, up Vec3
	crossed := false
	for k := range 3 {
		a, b := v[k], v[(k+1)%3]
		inside, next := c.before[a] < 0, c.before[b] < 0
		if inside {
			polygon[n] = c.vertex(a)
			n++
		}
		if inside == next {
			continue
		}
		crossed = true
		i := c.crossing(a, b)
		polygon[n] = i
		n++
		if inside {
			up = c.cut.Kept.Positions[i]
		} else {
			down = c.cut.Kept.Positions[i]
		}
	}
	for k := 2; k < n; k++ {
		c.cut.Kept.Indices = append(c.cut.Kept.Indices, polygon[0], polygon[k-1], polygon[k])
	}
	if crossed && down != up {
		c.cut.Contour = append(c.cut.Contour, Crossing{down, up})
	}
}

func (c *cutter) vertex(v uint32) uint32 {
	if c.whole[v] == 0 {
		c.whole[v] = c.add(v, v, 0) + 1
	}
	return c.whole[v] - 1
}

// crossing returns the vertex where an edge meets the plane. It is reckoned from
// the same end whichever triangle asks, so that neighbours share the place even
// where a seam gives them vertices of their own.
func (c *cutter) crossing(a, b uint32) uint32 {
	if precedes(c.mesh.Positions[b], c.mesh.Positions[a]) {
		a, b = b, a
	}
	key := [2]uint32{a, b}
	i, ok := c.halves[key]
	if !ok {
		i = c.add(a, b, c.before[a]/(c.before[a]-c.before[b]))
		c.halves[key] = i
	}
	return i
}

func precedes(a, b Vec3) bool {
	if a.X != b.X {
		return a.X < b.X
	}
	if a.Y != b.Y {
		return a.Y < b.Y
	}
	return a.Z < b.Z
}

// add adds the vertex a share t of the way from a to b.
func (c *cutter) add(a, b uint32, t float32) uint32 {
	m, k := c.mesh, c.cut.Kept
	mix := func(x, y Vec3) Vec3 { return x.Add(y.Sub(x).Mul(t)) }
	k.Positions = append(k.Positions, mix(m.Positions[a], m.Positions[b]))
	if len(m.Normals) == len(m.Positions) {
		k.Normals = append(k.Normals, mix(m.Normals[a], m.Normals[b]).Unit())
	}
	if len(m.Fibres) == len(m.Positions) {
		f, g := m.Fibres[a], m.Fibres[b]
		k.Fibres = append(k.Fibres, [2]float32{f[0] + (g[0]-f[0])*t, f[1] + (g[1]-f[1])*t})
	}
	if len(m.Occlusion) == len(m.Positions) {
		o, p := float32(m.Occlusion[a]), float32(m.Occlusion[b])
		k.Occlusion = append(k.Occlusion, uint8(o+(p-o)*t+0.5))
	}
	c.cut.Sources = append(c.cut.Sources, Source{a, b, t})
	return uint32(len(k.Positions) - 1)
}

// Carry returns values per vertex of the whole mesh for the vertices of what is
// kept; nil for nil.
func (c *Cut) Carry(values []float32) []float32 {
	if values == nil {
		return nil
	}
	out := make([]float32, len(c.Sources))
	for i, s := range c.Sources {
		out[i] = values[s.A] + (values[s.B]-values[s.A])*s.T
	}
	return out
}

// Rim returns a band in the plane, width metres wide, along the inside of the
// contour, sunk metres behind the plane.
func (c *Cut) Rim(width, sunk float32) *Mesh {
	m := &Mesh{}
	back := c.Plane.Normal.Mul(-sunk)
	for _, s := range c.Contour {
		in := c.Plane.Normal.Cross(s.To.Sub(s.From)).Unit().Mul(width)
		first := uint32(len(m.Positions))
		for _, p := range [4]Vec3{s.From, s.To, s.To.Add(in), s.From.Add(in)} {
			m.Positions, m.Normals = append(m.Positions, p.Add(back)), append(m.Normals, c.Plane.Normal)
		}
		m.Indices = append(m.Indices, first, first+1, first+2, first, first+2, first+3)
	}
	m.SetBounds()
	return m
}
