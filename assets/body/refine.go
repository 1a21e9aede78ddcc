package body

import "bodymap/render/geom"

// refined returns a mesh in which the sides at chosen vertices are at most longest
// metres, by halving those that are longer: as many places as it takes to fit a
// surface to others. The surface stays what it is.
func refined(m *geom.Mesh, longest float32, chosen []bool) *geom.Mesh {
	out := *m
	for range 6 {
		before := len(chosen)
		if chosen = halve(&out, longest, chosen); len(chosen) == before {
			break
		}
	}
	out.SmoothNormals()
	return &out
}

// halve puts a vertex in the middle of each side that is too long. The middles of
// two chosen vertices are chosen too.
func halve(m *geom.Mesh, longest float32, chosen []bool) []bool {
	middles := map[[2]uint32]uint32{}
	m.Positions = m.Positions[:len(m.Positions):len(m.Positions)]
	m.Fibres = m.Fibres[:len(m.Fibres):len(m.Fibres)]
	chosen = chosen[:len(chosen):len(chosen)]
	middle := func(a, b uint32) (uint32, bool) {
		side := [2]uint32{min(a, b), max(a, b)}
		if i, ok := middles[side]; ok {
			return i, true
		}
		p, q := m.Positions[side[0]], m.Positions[side[1]]
		if p.Sub(q).Len() <= longest || !chosen[a] && !chosen[b] {
			return 0, false
		}
		i := uint32(len(m.Positions))
		m.Positions = append(m.Positions, p.Add(q).Mul(0.5))
		if len(m.Fibres) > 0 {
			f, g := m.Fibres[side[0]], m.Fibres[side[1]]
			m.Fibres = append(m.Fibres, [2]float32{(f[0] + g[0]) / 2, (f[1] + g[1]) / 2})
		}
		chosen = append(chosen, chosen[a] && chosen[b])
		middles[side] = i
		return i, true
	}
	var indices []uint32
	for i := 0; i+2 < len(m.Indices); i += 3 {
		indices = split(indices, [3]uint32(m.Indices[i:i+3]), middle)
	}
	m.Indices = indices
	return chosen
}

// split adds a triangle to a list, cut at the middles of its long sides.
func split(list []uint32, t [3]uint32, middle func(a, b uint32) (uint32, bool)) []uint32 {
	var mid [3]uint32
	var cut [3]bool
	n := 0
	for k := range t {
		if mid[k], cut[k] = middle(t[k], t[(k+1)%3]); cut[k] {
			n++
		}
	}
	turn := 0 // so that one long side comes first, and of two the short one last
	for n == 1 && !cut[turn] || n == 2 && cut[(turn+2)%3] {
		turn++
	}
	a, b, c := t[turn%3], t[(turn+1)%3], t[(turn+2)%3]
	p, q, r := mid[turn%3], mid[(turn+1)%3], mid[(turn+2)%3]
	switch n {
	case 0:
		return append(list, a, b, c)
	case 1:
		return append(list, a, p, c, p, b, c)
	case 2:
		return append(list, p, b, q, a, p, q, a, q, c)
	}
	return append(list, a, p, r, p, b, q, r, q, c, p, q, r)
}
