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
	// all returns the pieces.
	all() []*boxed
	// near returns those of some pieces that may be closer than margin to a box,
	// or that blend into what is.
	near(pieces []*boxed, low, high vec, margin float64) []*boxed
	// distance returns the distance of p from some pieces, at most far.
	distance(p vec, pieces []*boxed, far float64) float64
}

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
	l.values = make([]float64, l.n[0]*l.n[1]*l.n[2])
	pieces := f.all()
	each((l.n[2]+block-1)/block, func(k int) {
		for j := 0; j < l.n[1]; j += block {
			for i := 0; i < l.n[0]; i += block {
				l.fill(f, pieces, [3]int{i, j, k * block}, block)
			}
		}
	})
	return l
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

// nets meshes the zero surface of a lattice by surface nets: one vertex per
// cell that the surface crosses, one quad per lattice edge that it crosses.
func (l *lattice) nets() *hull {
	h := &hull{}
	vertex := make([]int32, len(l.values))
	for k := 0; k+1 < l.n[2]; k++ {
		for j := 0; j+1 < l.n[1]; j++ {
			for i := 0; i+1 < l.n[0]; i++ {
				if p, ok := l.crossing(i, j, k); ok {
					h.points = append(h.points, p)
					vertex[l.index(i, j, k)] = int32(len(h.points))
				}
			}
		}
	}
	for k := 1; k+1 < l.n[2]; k++ {
		for j := 1; j+1 < l.n[1]; j++ {
			for i := 1; i+1 < l.n[0]; i++ {
				l.quads(h, vertex, [3]int{i, j, k})
			}
		}
	}
	return h
}

// crossing returns the mean of the points where the surface crosses the edges
// of a cell.
func (l *lattice) crossing(i, j, k int) (vec, bool) {
	var v [8]float64
	inside := 0
	for c := range v {
		v[c] = l.values[l.index(i+c&1, j+c>>1&1, k+c>>2)]
		if v[c] < 0 {
			inside++
		}
	}
	if inside == 0 || inside == 8 {
		return vec{}, false
	}
	var sum vec
	n := 0.0
	for c := range v {
		for axis := 0; axis < 3; axis++ {
			d := c | 1<<axis
			if d == c || (v[c] < 0) == (v[d] < 0) {
				continue
			}
			p := vec{float64(c & 1), float64(c >> 1 & 1), float64(c >> 2)}
			p[axis] = v[c] / (v[c] - v[d])
			sum, n = sum.add(p), n+1
		}
	}
	return l.at(i, j, k).add(sum.mul(l.step / n)), true
}

// quads adds the faces of the three edges that leave a lattice point upwards.
func (l *lattice) quads(h *hull, vertex []int32, at [3]int) {
	here := l.values[l.index(at[0], at[1], at[2])] < 0
	for axis := 0; axis < 3; axis++ {
		next := at
		next[axis]++
		if here == (l.values[l.index(next[0], next[1], next[2])] < 0) {
			continue
		}
		u, v := (axis+1)%3, (axis+2)%3
		var q [4]int
		for c, off := range [4][2]int{{1, 1}, {0, 1}, {0, 0}, {1, 0}} {
			cell := at
			cell[u] -= off[0]
			cell[v] -= off[1]
			q[c] = int(vertex[l.index(cell[0], cell[1], cell[2])]) - 1
		}
		if !here {
			q[1], q[3] = q[3], q[1]
		}
		h.faces = append(h.faces, [3]int{q[0], q[1], q[2]}, [3]int{q[0], q[2], q[3]})
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
