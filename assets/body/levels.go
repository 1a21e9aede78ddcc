package body

import (
	"math"
	"sort"
)

// budgets are how many triangles the whole body may have at each level of
// detail: close up, at rest, and while it moves.
func budgets() []int { return []int{400_000, 150_000, 45_000} }

// How far, in millimetres, bones and the skin are thinned when they are made:
// less than the finest level strays.
const (
	boneStray = 0.08
	skinStray = 0.15
)

// addLevels gives every part of the right side and the midline its levels of
// detail over one set of vertices. One measure decides for the whole body how
// far, in millimetres, a level may stray, so that triangles go where they are
// seen to be missing.
func addLevels(parts []Part) {
	histories := make([][]merge, len(parts))
	each(len(parts), func(i int) { histories[i] = hullOfMesh(parts[i].Mesh).collapses(heed(parts[i].System)) })
	strays := make([]float64, len(budgets()))
	for k, budget := range budgets() {
		strays[k] = strayFor(parts, histories, budget)
	}
	each(len(parts), func(i int) {
		p := &parts[i]
		finest := p.Mesh.Indices
		p.Mesh.Indices = collapsed(finest, histories[i], strays[0])
		for _, stray := range strays[1:] {
			p.Coarser = append(p.Coarser, collapsed(finest, histories[i], stray))
		}
		order(p)
	})
}

// heed returns how much more a stray of a system counts: the skin is one large
// smooth shape on which every facet shows.
func heed(system string) float64 {
	if system == "skin" {
		return 2.5
	}
	return 1
}

// merge is a point that went into another, and how far, in millimetres, the
// surface strayed by then.
type merge struct {
	gone, into uint32
	stray      float64
}

// strayFor returns how far the body may stray to keep within a number of
// triangles.
func strayFor(parts []Part, histories [][]merge, budget int) float64 {
	type step struct {
		stray float64
		drops int
	}
	var steps []step
	left := 0
	for i, p := range parts {
		sides := 1
		if p.Side == "right" {
			sides = 2
		}
		left += sides * len(p.Mesh.Indices) / 3
		for _, m := range histories[i] {
			steps = append(steps, step{m.stray, 2 * sides})
		}
	}
	sort.Slice(steps, func(i, j int) bool { return steps[i].stray < steps[j].stray })
	stray := 0.0
	for _, s := range steps {
		if left <= budget {
			break
		}
		left -= s.drops
		stray = s.stray
	}
	return stray
}

// collapsed returns the triangles that are left after the merges up to a stray.
func collapsed(indices []uint32, history []merge, stray float64) []uint32 {
	into := map[uint32]uint32{}
	for _, m := range history {
		if m.stray > stray {
			break
		}
		into[m.gone] = m.into
	}
	last := func(v uint32) uint32 {
		for {
			to, gone := into[v]
			if !gone {
				return v
			}
			v = to
		}
	}
	var out []uint32
	for i := 0; i+2 < len(indices); i += 3 {
		a, b, c := last(indices[i]), last(indices[i+1]), last(indices[i+2])
		if a != b && b != c && c != a {
			out = append(out, a, b, c)
		}
	}
	return out
}

// mostShare is how far a coarse level may stray from a thin or small part, as a
// share of its thickness.
const mostShare = 0.4

// collapses thins a hull as far as it may go, each time onto a point that was
// there before, and returns the merges in order, their stray, times heed, never
// falling.
func (h *hull) collapses(heed float64) []merge {
	t := newThinner(h, mostShare*h.thickness(), true)
	t.begin()
	var history []merge
	stray := 0.0
	for {
		c, ok := t.next()
		if !ok {
			return history
		}
		stray = math.Max(stray, heed*c.stray)
		t.apply(c)
		history = append(history, merge{uint32(c.b), uint32(c.a), stray})
	}
}

// thickness returns about how thick a hull is, from its volume and surface: the
// diameter of a ball, one and a half times that of a long rod, three times that
// of a plate.
func (h *hull) thickness() float64 {
	volume, area := 0.0, 0.0
	for _, f := range h.faces {
		a, b, c := h.points[f[0]], h.points[f[1]], h.points[f[2]]
		volume += a.dot(b.cross(c)) / 6
		area += b.sub(a).cross(c.sub(a)).len() / 2
	}
	return 6 * volume / math.Max(area, 1e-9)
}

// order puts the triangles of each level in an order in which neighbours follow
// each other, and numbers the vertices as the finest level first shows them:
// what the file packs best and a graphics card draws fastest.
func order(p *Part) {
	m := p.Mesh
	m.Indices = neighbourly(m.Indices, len(m.Positions))
	place := make([]uint32, len(m.Positions)) // one more than the new number; 0 for none
	var kept []uint32
	for _, v := range m.Indices {
		if place[v] == 0 {
			kept = append(kept, v)
			place[v] = uint32(len(kept))
		}
	}
	m.KeepVertices(kept)
	renumber := func(list []uint32) {
		for i, v := range list {
			list[i] = place[v] - 1
		}
	}
	renumber(m.Indices)
	for k := range p.Coarser {
		renumber(p.Coarser[k])
		p.Coarser[k] = neighbourly(p.Coarser[k], len(m.Positions))
	}
	m.SetBounds()
}

// neighbourly reorders triangles so that each, where it can, shares an edge
// with one shortly before it.
func neighbourly(indices []uint32, vertices int) []uint32 {
	across := map[[2]uint32]int{} // the triangle that has an edge in this direction
	for i := 0; i < len(indices); i += 3 {
		for k := range 3 {
			across[[2]uint32{indices[i+k], indices[i+(k+1)%3]}] = i
		}
	}
	done := make([]bool, len(indices)/3)
	seen := make([]bool, vertices)
	var out []uint32
	var open [][2]uint32 // edges of triangles so far, as the neighbour across would have them
	add := func(i int) {
		done[i/3] = true
		t := indices[i : i+3]
		out = append(out, t...)
		for k, v := range t {
			seen[v] = true
			open = append(open, [2]uint32{t[(k+1)%3], v})
		}
	}
	// next takes, of the latest open edges, the one whose neighbour brings no new
	// vertex, else the latest of all.
	next := func() (int, bool) {
		best, found := 0, false
		for k, looked := len(open)-1, 0; k >= 0 && looked < 12; k-- {
			i, ok := across[open[k]]
			if !ok || done[i/3] {
				open = append(open[:k], open[k+1:]...)
				continue
			}
			looked++
			fresh := !seen[indices[i]] || !seen[indices[i+1]] || !seen[indices[i+2]]
			if !fresh {
				return i, true
			}
			if !found {
				best, found = i, true
			}
		}
		return best, found
	}
	for i := 0; i < len(indices); i += 3 {
		if done[i/3] {
			continue
		}
		add(i)
		for {
			j, ok := next()
			if !ok {
				break
			}
			add(j)
		}
	}
	return out
}
