package body

import "math"

// quilt samples a field on a lattice that is fine where the shape needs it and
// twice as coarse elsewhere, near the surface only, on the right half of the
// body; the left is mirrored. The surface runs through one vertex per cell that
// it crosses, as in surface nets; where cells of two sizes meet, the edges of
// the smaller count (Ju and others 2002), so that the surface stays closed.
type quilt struct {
	field  *skinField
	low    vec
	step   float64 // millimetres, of the fine lattice
	blocks [3]int
	patch  []patch
	points []vec // sums of crossings, by cell
	counts []int
	cells  map[[3]int]int // vertex of a cell, by its lowest corner in fine steps
	hull   hull
}

// patchSize is how many fine cells a patch has a side.
const patchSize = 16

// patch is a cube of cells; stride is 1 where they are fine, 2 where coarse.
type patch struct {
	stride int
	values []float64 // none where the surface is far
}

func newQuilt(f *skinField, step float64) *quilt {
	low, high := f.reach()
	q := &quilt{field: f, step: step, cells: map[[3]int]int{}}
	size := step * patchSize
	for k := range low {
		span := high[k] - low[k] + 4*step
		q.blocks[k] = int(math.Ceil(span / size))
		q.low[k] = low[k] - 2*step - 0.137*step
	}
	q.low[0] = -size * float64(q.blocks[0]) // so that the midline lies between two cells
	q.patch = make([]patch, q.blocks[0]*q.blocks[1]*q.blocks[2])
	return q
}

func (q *quilt) at(i, j, k int) vec {
	return q.low.add(vec{float64(i), float64(j), float64(k)}.mul(q.step))
}

// block returns the patch that holds a cell, nil outside.
func (q *quilt) block(cell [3]int) (*patch, int) {
	n := 0
	for k := 2; k >= 0; k-- {
		b := cell[k] / patchSize
		if cell[k] < 0 || b >= q.blocks[k] {
			return nil, -1
		}
		n = n*q.blocks[k] + b
	}
	return &q.patch[n], n
}

// mesh returns the whole closed surface.
func (q *quilt) mesh() *hull {
	each(len(q.patch), func(n int) {
		i, j, k := n%q.blocks[0], n/q.blocks[0]%q.blocks[1], n/q.blocks[0]/q.blocks[1]
		q.fill([3]int{i * patchSize, j * patchSize, k * patchSize})
	})
	for k := 0; k < q.blocks[2]; k++ {
		for j := 0; j < q.blocks[1]; j++ {
			for i := 0; i < q.blocks[0]; i++ {
				q.edges([3]int{i * patchSize, j * patchSize, k * patchSize})
			}
		}
	}
	return q.whole()
}

// fill computes the values of a patch, unless the surface is far.
func (q *quilt) fill(from [3]int) {
	p, _ := q.block(from)
	p.stride = 2
	low := q.at(from[0], from[1], from[2])
	side := q.step * patchSize
	high := low.add(vec{side, side, side})
	pieces := q.field.near(low, high, maxBlend)
	if len(pieces) == 0 {
		return
	}
	if d := q.field.distance(low.lerp(high, 0.5), pieces, 3*side); math.Abs(d) > 0.87*steepest*side {
		return
	}
	for _, s := range q.field.near(low, high, q.step) {
		if s.limb < len(q.field.limbs) && q.field.limbs[s.limb].fine {
			p.stride = 1
		}
	}
	q.sample(p, from, pieces)
}

// sample fills the values of a patch. Pairs of cells far from the surface get
// one value: only its sign counts there.
func (q *quilt) sample(p *patch, from [3]int, pieces []*skinPiece) {
	n := patchSize/p.stride + 1
	p.values = make([]float64, n*n*n)
	step := q.step * float64(p.stride)
	origin := q.at(from[0], from[1], from[2])
	for k := 0; k < n; k += 2 {
		for j := 0; j < n; j += 2 {
			for i := 0; i < n; i += 2 {
				at := origin.add(vec{float64(i), float64(j), float64(k)}.mul(step))
				middle := q.field.distance(at.add(vec{step / 2, step / 2, step / 2}), pieces, maxBlend)
				near := math.Abs(middle) < 0.87*steepest*step
				for c := range 8 {
					x, y, z := i+c&1, j+c>>1&1, k+c>>2
					if x >= n || y >= n || z >= n {
						continue
					}
					v := middle
					if near {
						v = q.field.distance(origin.add(vec{float64(x), float64(y), float64(z)}.mul(step)), pieces, maxBlend)
					}
					p.values[(z*n+y)*n+x] = v
				}
			}
		}
	}
}

// edges makes the faces of all edges of a patch that the surface crosses.
func (q *quilt) edges(from [3]int) {
	p, _ := q.block(from)
	if p.values == nil {
		return
	}
	n := patchSize/p.stride + 1
	jump := [3]int{1, n, n * n}
	for k := 0; k < n; k++ {
		for j := 0; j < n; j++ {
			for i := 0; i < n; i++ {
				at := [3]int{i, j, k}
				here := p.values[(k*n+j)*n+i]
				for axis := range at {
					if at[axis]+1 == n {
						continue
					}
					next := p.values[(k*n+j)*n+i+jump[axis]]
					if (here < 0) != (next < 0) {
						q.edge(from, at, axis, here, next)
					}
				}
			}
		}
	}
}

// edge makes the face of one edge, if the edge is this patch's: it belongs to
// the finest of the patches that it touches, and of those to the first.
func (q *quilt) edge(from, at [3]int, axis int, here, next float64) {
	p, mine := q.block(from)
	for k := range at {
		at[k] = from[k] + at[k]*p.stride
	}
	u, v := (axis+1)%3, (axis+2)%3
	var corner [4][3]int
	for c, off := range [4][2]int{{0, 0}, {1, 0}, {1, 1}, {0, 1}} {
		corner[c] = at
		corner[c][u] -= off[0]
		corner[c][v] -= off[1]
		other, n := q.block(corner[c])
		if other != nil && other.values != nil && (other.stride < p.stride || other.stride == p.stride && n < mine) {
			return
		}
	}
	cross := q.at(at[0], at[1], at[2])
	cross[axis] += q.step * float64(p.stride) * here / (here - next)
	var face [4]int
	for c := range corner {
		face[c] = q.vertex(corner[c], cross)
	}
	if here >= 0 {
		face[1], face[3] = face[3], face[1]
	}
	q.add(face)
}

// vertex returns the vertex of the cell at a fine place, and notes a crossing
// of the cell. Vertices of the left are 2n+1 where their mirrors are 2n.
func (q *quilt) vertex(cell [3]int, cross vec) int {
	left := 0
	if width := q.blocks[0] * patchSize; cell[0] >= width {
		cell[0], cross[0], left = 2*width-1-cell[0], -cross[0], 1
	}
	if p, _ := q.block(cell); p != nil && p.stride == 2 {
		for k := range cell {
			cell[k] &^= 1
		}
	}
	n, ok := q.cells[cell]
	if !ok {
		n = len(q.points)
		q.cells[cell] = n
		q.points = append(q.points, vec{})
		q.counts = append(q.counts, 0)
	}
	q.points[n] = q.points[n].add(cross)
	q.counts[n]++
	return 2*n + left
}

// add adds a face of three or four different vertices, and its mirror unless it
// spans the midline.
func (q *quilt) add(face [4]int) {
	var f []int
	spans := false
	for i, v := range face {
		if v != face[(i+3)%4] {
			f = append(f, v)
		}
		spans = spans || v%2 == 1
	}
	if len(f) < 3 || f[0] == f[2] || len(f) == 4 && f[1] == f[3] {
		return
	}
	for i := 1; i+1 < len(f); i++ {
		q.hull.faces = append(q.hull.faces, [3]int{f[0], f[i], f[i+1]})
		if !spans {
			q.hull.faces = append(q.hull.faces, [3]int{f[0] ^ 1, f[i+1] ^ 1, f[i] ^ 1})
		}
	}
}

// whole puts the vertices in their places.
func (q *quilt) whole() *hull {
	for n, p := range q.points {
		p = p.mul(1 / float64(q.counts[n]))
		q.hull.points = append(q.hull.points, p, vec{-p[0], p[1], p[2]})
	}
	return &q.hull
}
