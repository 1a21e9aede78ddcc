package body

import (
	"math"
	"sort"
)

// hull is a closed triangle mesh in millimetres while it is being worked on.
type hull struct {
	points []vec
	faces  [][3]int
}

// lattice holds the values of a field on a regular grid.
type lattice struct {
	low    vec
	step   float64
	n      [3]int
	values []float64
}

func (l *lattice) index(i, j, k int) int { return (k*l.n[1]+j)*l.n[0] + i }

func (l *lattice) at(i, j, k int) vec {
	return l.low.add(vec{float64(i), float64(j), float64(k)}.mul(l.step))
}

// sampler is anything that a lattice can be filled from.
type sampler interface {
	reach() (low, high vec)
	// mirrored tells whether the left is the mirror image of the right.
	mirrored() bool
	// all returns the pieces.
	all() []*boxed
	// near returns those of some pieces that may be closer than margin to a box,
	// or that blend into what is.
	near(pieces []*boxed, low, high vec, margin float64) []*boxed
	// distance returns the distance of p from some pieces, at most far.
	distance(p vec, pieces []*boxed, far float64) float64
}

func (f *field) mirrored() bool { return f.symmetric }

// all returns the pieces with their boxes.
func (f *field) all() []*boxed {
	out := make([]*boxed, len(f.pieces))
	for i, s := range f.pieces {
		b := &boxed{piece: s}
		if of, ok := s.(ofLimb); ok {
			b.piece, b.limb = of.piece, of.limb
		}
		b.low, b.high = s.reach()
		out[i] = b
	}
	return out
}

// near returns the pieces whose box comes within margin of a box.
func (f *field) near(pieces []*boxed, low, high vec, margin float64) []*boxed {
	if f.symmetric { // fold the box onto the right side
		far := -math.Max(math.Abs(low[0]), math.Abs(high[0]))
		if low[0]*high[0] <= 0 {
			low[0], high[0] = far, 0
		} else {
			low[0], high[0] = far, -math.Min(math.Abs(low[0]), math.Abs(high[0]))
		}
	}
	var out []*boxed
	for _, b := range pieces {
		if b.low[0] <= high[0]+margin && b.high[0] >= low[0]-margin &&
			b.low[1] <= high[1]+margin && b.high[1] >= low[1]-margin &&
			b.low[2] <= high[2]+margin && b.high[2] >= low[2]-margin {
			out = append(out, b)
		}
	}
	return out
}

const (
	block  = 16 // lattice points a side of the cubes that the lattice is filled by
	finest = 2  // lattice points a side of the smallest part of a cube
	// steepest is how fast a field may change, per millimetre, in the middle of a
	// shape, where it is no exact distance.
	steepest = 3
)

// sample fills a lattice of the given step around the whole field.
func sample(f sampler, step float64) *lattice {
	low, high := f.reach()
	l := &lattice{step: step}
	for k := range low {
		// Off by a fraction, so that no flat face falls on lattice points.
		l.low[k] = math.Floor(low[k]/step)*step - 2*step + 0.137*step
		l.n[k] = int(math.Ceil((high[k]-l.low[k])/step)) + 3
	}
	width := l.n[0] // of what has to be worked out
	if f.mirrored() {
		width = int(math.Ceil(-l.low[0]/step)) + 1
		l.low[0], l.n[0] = (0.5-float64(width))*step, 2*width
	}
	l.values = make([]float64, l.n[0]*l.n[1]*l.n[2])
	pieces := f.all()
	each((l.n[2]+block-1)/block, func(k int) {
		for j := 0; j < l.n[1]; j += block {
			for i := 0; i < width; i += block {
				l.fill(f, pieces, [3]int{i, j, k * block}, block)
			}
		}
	})
	l.mirror(width)
	return l
}

// mirror copies the lattice from its first points of the right to the left.
func (l *lattice) mirror(width int) {
	for row := 0; row < len(l.values); row += l.n[0] {
		for i := width; i < l.n[0]; i++ {
			l.values[row+i] = l.values[row+l.n[0]-1-i]
		}
	}
}

// fill computes a cube of lattice points. Where the surface cannot pass through
// or beside the cube, only the side is told, by a distance that is not exact.
func (l *lattice) fill(f sampler, pieces []*boxed, from [3]int, side int) {
	var to [3]int
	for k := range to {
		to[k] = min(from[k]+side, l.n[k])
		if to[k] <= from[k] {
			return
		}
	}
	far := 3 * l.step
	low, high := l.at(from[0], from[1], from[2]), l.at(to[0]-1, to[1]-1, to[2]-1)
	pieces = f.near(pieces, low, high, far)
	if len(pieces) == 0 {
		l.set(from, to, far)
		return
	}
	if side <= finest {
		l.points(from, to, func(i, j, k int) float64 { return f.distance(l.at(i, j, k), pieces, far) })
		return
	}
	clear := steepest * (high.sub(low).len()/2 + l.step)
	if d := f.distance(low.lerp(high, 0.5), pieces, clear); math.Abs(d) >= clear && l.sided(f, pieces, low, high, d) {
		l.set(from, to, math.Copysign(far, d))
		return
	}
	for c := range 8 {
		part := [3]int{from[0] + c&1*side/2, from[1] + c>>1&1*side/2, from[2] + c>>2*side/2}
		l.fill(f, pieces, part, side/2)
	}
}

// sided reports whether the corners of a box lie well on the given side of the
// surface.
func (l *lattice) sided(f sampler, pieces []*boxed, low, high vec, side float64) bool {
	far := 3 * l.step
	for c := range 8 {
		p := low
		for k := range p {
			if c>>k&1 == 1 {
				p[k] = high[k]
			}
		}
		if d := f.distance(p, pieces, far); math.Abs(d) < far || d*side < 0 {
			return false
		}
	}
	return true
}

// points gives each lattice point of a cube its value.
func (l *lattice) points(from, to [3]int, value func(i, j, k int) float64) {
	for k := from[2]; k < to[2]; k++ {
		for j := from[1]; j < to[1]; j++ {
			for i := from[0]; i < to[0]; i++ {
				l.values[l.index(i, j, k)] = value(i, j, k)
			}
		}
	}
}

func (l *lattice) set(from, to [3]int, v float64) {
	l.points(from, to, func(int, int, int) float64 { return v })
}

// nets meshes the zero surface of a lattice by surface nets: one vertex for each
// piece of the surface in a cell, one quad per lattice edge that it crosses. A
// thin plate may pass a cell with both its faces: with one vertex for both, the
// surface would touch itself there.
func (l *lattice) nets() *hull {
	n := &netter{lattice: l, hull: &hull{}, first: make([]int32, len(l.values)), corners: make([]uint8, len(l.values)), pieces: cellPieces()}
	for k := 0; k+1 < l.n[2]; k++ {
		for j := 0; j+1 < l.n[1]; j++ {
			for i := 0; i+1 < l.n[0]; i++ {
				n.cell(i, j, k)
			}
		}
	}
	for k := 1; k+1 < l.n[2]; k++ {
		for j := 1; j+1 < l.n[1]; j++ {
			for i := 1; i+1 < l.n[0]; i++ {
				n.quads([3]int{i, j, k})
			}
		}
	}
	n.hull.manifold()
	return n.hull
}

// netter makes a hull from a lattice.
type netter struct {
	*lattice
	hull    *hull
	first   []int32 // the first vertex of each cell
	corners []uint8 // which corners of each cell lie inside, a bit each
	pieces  *[256][12]int8
}

// edgeOf numbers the edges of a cell: along an axis, at a place 0 or 1 on each
// of the two other axes in turn.
func edgeOf(axis, u, v int) int { return 4*axis + u + 2*v }

// edgeEnds returns the two corners of an edge of a cell; bit 0 of a corner is x.
func edgeEnds(edge int) (a, b int) {
	axis := edge / 4
	u, v := (axis+1)%3, (axis+2)%3
	a = edge&1<<u | edge>>1&1<<v
	return a, a | 1<<axis
}

// cellPieces returns, for every choice of corners inside, the piece of surface
// that crosses each edge, or -1. Where the corners of a face are inside and
// outside by turns, those inside are kept apart, the same in both cells.
func cellPieces() *[256][12]int8 {
	var out [256][12]int8
	for inside := range out {
		var root [12]int
		for e := range root {
			root[e] = e
		}
		join := func(a, b int) {
			from, to := max(root[a], root[b]), min(root[a], root[b])
			for e := range root {
				if root[e] == from {
					root[e] = to
				}
			}
		}
		is := func(c int) bool { return inside>>c&1 == 1 }
		for face := range 6 {
			joinFace(face, is, join)
		}
		next, number := int8(0), map[int]int8{}
		for e := range root {
			if a, b := edgeEnds(e); is(a) == is(b) {
				out[inside][e] = -1
				continue
			}
			if _, known := number[root[e]]; !known {
				number[root[e]] = next
				next++
			}
			out[inside][e] = number[root[e]]
		}
	}
	return &out
}

// joinFace joins the crossed edges of a face of a cell that bound the same piece.
func joinFace(face int, is func(corner int) bool, join func(a, b int)) {
	axis, side := face/2, face%2
	u, v := (axis+1)%3, (axis+2)%3
	ring := [4]int{side << axis, side<<axis | 1<<u, side<<axis | 1<<u | 1<<v, side<<axis | 1<<v}
	var edges [4]int // from each corner of the ring to the next
	for i := range ring {
		for e := range 12 {
			if a, b := edgeEnds(e); a|b == ring[i]|ring[(i+1)%4] && a&b == ring[i]&ring[(i+1)%4] {
				edges[i] = e
			}
		}
	}
	var crossed []int
	for i := range ring {
		if is(ring[i]) != is(ring[(i+1)%4]) {
			crossed = append(crossed, edges[i])
		}
	}
	switch len(crossed) {
	case 2:
		join(crossed[0], crossed[1])
	case 4:
		for i := range ring {
			if is(ring[i]) {
				join(edges[(i+3)%4], edges[i])
			}
		}
	}
}

// cell adds the vertices of a cell: for each piece of surface the mean of the
// points where it crosses the cell's edges.
func (n *netter) cell(i, j, k int) {
	var v [8]float64
	inside := 0
	for c := range v {
		v[c] = n.values[n.index(i+c&1, j+c>>1&1, k+c>>2)]
		if v[c] < 0 {
			inside |= 1 << c
		}
	}
	if inside == 0 || inside == 255 {
		return
	}
	at := n.index(i, j, k)
	n.first[at], n.corners[at] = int32(len(n.hull.points)), uint8(inside)
	var sum [4]vec
	var count [4]float64
	for e, piece := range n.pieces[inside] {
		if piece < 0 {
			continue
		}
		a, b := edgeEnds(e)
		p := vec{float64(a & 1), float64(a >> 1 & 1), float64(a >> 2)}
		p[e/4] = v[a] / (v[a] - v[b])
		sum[piece], count[piece] = sum[piece].add(p), count[piece]+1
	}
	for piece := 0; piece < len(sum) && count[piece] > 0; piece++ {
		n.hull.points = append(n.hull.points, n.at(i, j, k).add(sum[piece].mul(n.step/count[piece])))
	}
}

// quads adds the faces of the three edges that leave a lattice point upwards.
func (n *netter) quads(at [3]int) {
	here := n.values[n.index(at[0], at[1], at[2])] < 0
	for axis := 0; axis < 3; axis++ {
		next := at
		next[axis]++
		if here == (n.values[n.index(next[0], next[1], next[2])] < 0) {
			continue
		}
		u, v := (axis+1)%3, (axis+2)%3
		var q [4]int
		for c, off := range [4][2]int{{1, 1}, {0, 1}, {0, 0}, {1, 0}} {
			cell := at
			cell[u] -= off[0]
			cell[v] -= off[1]
			i := n.index(cell[0], cell[1], cell[2])
			q[c] = int(n.first[i]) + int(n.pieces[n.corners[i]][edgeOf(axis, off[0], off[1])])
		}
		if !here {
			q[1], q[3] = q[3], q[1]
		}
		n.hull.faces = append(n.hull.faces, [3]int{q[0], q[1], q[2]}, [3]int{q[0], q[2], q[3]})
	}
}

// neighbours returns for each point those it shares an edge with, in order.
func (h *hull) neighbours() [][]int {
	out := make([][]int, len(h.points))
	for _, f := range h.faces {
		for k := range f {
			out[f[k]] = append(out[f[k]], f[(k+1)%3])
		}
	}
	for i, n := range out {
		sort.Ints(n)
		out[i] = n
	}
	return out
}

// smooth takes the steps of the lattice off the surface without shrinking it:
// Taubin's pairs of a step inwards and a slightly larger one outwards (1995).
func (h *hull) smooth(times int) {
	around := h.neighbours()
	next := make([]vec, len(h.points))
	for n := 0; n < 2*times; n++ {
		factor := 0.5
		if n%2 == 1 {
			factor = -0.53
		}
		for i, p := range h.points {
			var mean vec
			for _, j := range around[i] {
				mean = mean.add(h.points[j])
			}
			if len(around[i]) > 0 {
				mean = mean.mul(1 / float64(len(around[i])))
				p = p.add(mean.sub(p).mul(factor))
			}
			next[i] = p
		}
		h.points, next = next, h.points
	}
}

// withoutHollows drops the surfaces of hollows that are closed in: shells
// whose faces look inwards.
func (h *hull) withoutHollows() {
	shell := make([]int, len(h.points))
	for i := range shell {
		shell[i] = i
	}
	var root func(i int) int
	root = func(i int) int {
		for shell[i] != i {
			shell[i] = shell[shell[i]]
			i = shell[i]
		}
		return i
	}
	for _, f := range h.faces {
		a, b, c := root(f[0]), root(f[1]), root(f[2])
		least := min(a, b, c)
		shell[a], shell[b], shell[c] = least, least, least
	}
	volume := make([]float64, len(h.points))
	for _, f := range h.faces {
		a, b, c := h.points[f[0]], h.points[f[1]], h.points[f[2]]
		volume[root(f[0])] += a.dot(b.cross(c))
	}
	kept := h.faces[:0]
	for _, f := range h.faces {
		if volume[root(f[0])] > 0 {
			kept = append(kept, f)
		}
	}
	h.faces = kept
}
