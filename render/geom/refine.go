package geom

// Refine returns a mesh of the same surface without edges longer than longest,
// which are halved as often as it takes. Fibres are left out.
func Refine(m *Mesh, longest float32) *Mesh {
	const rounds = 8 // each halves: the longest edge of a body becomes 4 mm
	out := &Mesh{Grain: m.Grain, Bounds: m.Bounds}
	out.Positions = append(out.Positions, m.Positions...)
	out.Normals = append(out.Normals, m.Normals...)
	out.Occlusion = append(out.Occlusion, m.Occlusion...)
	out.Indices = append(out.Indices, m.Indices...)
	for range rounds {
		r := refiner{mesh: out, longest: longest, middles: map[[2]uint32]uint32{}}
		if !r.round() {
			break
		}
	}
	return out
}

type refiner struct {
	mesh    *Mesh
	longest float32
	middles map[[2]uint32]uint32 // edge, lower vertex first -> the vertex in its middle
}

// round halves each edge that is too long, once, and reports whether there was one.
func (r *refiner) round() bool {
	before := r.mesh.Indices
	after := make([]uint32, 0, len(before))
	for t := 0; t+2 < len(before); t += 3 {
		after = r.split(after, [3]uint32(before[t:t+3]))
	}
	r.mesh.Indices = after
	return len(r.middles) > 0
}

// split appends the two, three or four triangles that a triangle becomes.
func (r *refiner) split(to []uint32, v [3]uint32) []uint32 {
	var middle [3]uint32
	var halved [3]bool
	n := 0
	for k := range 3 {
		if middle[k], halved[k] = r.middle(v[k], v[(k+1)%3]); halved[k] {
			n++
		}
	}
	for k := range 3 { // turned so that the odd edge comes first
		a, b, c := v[k], v[(k+1)%3], v[(k+2)%3]
		ab, bc, ca := middle[k], middle[(k+1)%3], middle[(k+2)%3]
		switch {
		case n == 0:
			return append(to, a, b, c)
		case n == 1 && halved[k]:
			return append(to, a, ab, c, ab, b, c)
		case n == 2 && !halved[k]:
			return append(to, a, b, bc, a, bc, ca, ca, bc, c)
		case n == 3:
			return append(to, a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca)
		}
	}
	return to
}

// middle returns the vertex in the middle of an edge that is too long.
func (r *refiner) middle(a, b uint32) (uint32, bool) {
	m := r.mesh
	if m.Positions[a].Sub(m.Positions[b]).Len() <= r.longest {
		return 0, false
	}
	edge := [2]uint32{min(a, b), max(a, b)}
	if v, ok := r.middles[edge]; ok {
		return v, true
	}
	v := uint32(len(m.Positions))
	m.Positions = append(m.Positions, m.Positions[a].Add(m.Positions[b]).Mul(0.5))
	if len(m.Normals) > 0 {
		m.Normals = append(m.Normals, m.Normals[a].Add(m.Normals[b]).Unit())
	}
	if len(m.Occlusion) > 0 {
		m.Occlusion = append(m.Occlusion, uint8((int(m.Occlusion[a])+int(m.Occlusion[b]))/2))
	}
	r.middles[edge] = v
	return v, true
}
