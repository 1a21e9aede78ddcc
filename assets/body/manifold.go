package body

// manifold parts the surfaces of a hull that touch along an edge, which surface
// nets leave now and then where a plate is about as thin as a cell: an edge of
// four faces becomes two of two, and one of its points two at the same place.
func (h *hull) manifold() {
	const rounds = 8 // each parts what the one before laid bare; two do nearly always
	for range rounds {
		touching := h.touching()
		if len(touching) == 0 {
			return
		}
		parted := map[int]bool{}
		for _, e := range touching {
			if !parted[e[0]] && !parted[e[1]] {
				h.part(e[0], touching)
				parted[e[0]], parted[e[1]] = true, true
			}
		}
	}
}

// touching returns the edges that more than two faces share, lower point first,
// in the order of the faces.
func (h *hull) touching() [][2]int {
	count := map[[2]int]int{}
	var out [][2]int
	for _, f := range h.faces {
		for k := range f {
			e := [2]int{min(f[k], f[(k+1)%3]), max(f[k], f[(k+1)%3])}
			if count[e]++; count[e] == 3 {
				out = append(out, e)
			}
		}
	}
	return out
}

// part gives each fan of faces around a point, parted by the touching edges, a
// point of its own.
func (h *hull) part(point int, touching [][2]int) {
	cut := map[[2]int]bool{}
	for _, e := range touching {
		cut[e] = true
	}
	var around []int
	for i, f := range h.faces {
		if f[0] == point || f[1] == point || f[2] == point {
			around = append(around, i)
		}
	}
	fan := make([]int, len(around)) // the first face of the fan that a face is in
	for i := range fan {
		fan[i] = i
	}
	for changed := true; changed; {
		changed = false
		for i := range around {
			for j := range i {
				if fan[i] != fan[j] && h.fanned(around[i], around[j], point, cut) {
					fan[i] = min(fan[i], fan[j])
					fan[j] = fan[i]
					changed = true
				}
			}
		}
	}
	own := map[int]int{fan[0]: point}
	for i, face := range around {
		to, known := own[fan[i]]
		if !known {
			to = len(h.points)
			own[fan[i]] = to
			h.points = append(h.points, h.points[point])
		}
		for k, v := range h.faces[face] {
			if v == point {
				h.faces[face][k] = to
			}
		}
	}
}

// fanned tells whether two faces share an edge at a point that is not cut.
func (h *hull) fanned(a, b, point int, cut map[[2]int]bool) bool {
	for _, v := range h.faces[a] {
		if v == point || cut[[2]int{min(v, point), max(v, point)}] {
			continue
		}
		for _, w := range h.faces[b] {
			if w == v {
				return true
			}
		}
	}
	return false
}
