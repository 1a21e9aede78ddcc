package body

import (
	"container/heap"
	"math"

	"bodymap/render/geom"
)

// quadric sums the squared distances from the planes of faces (Garland and
// Heckbert 1997): a symmetric 4x4 matrix, upper half by rows.
type quadric [10]float64

func planeQuadric(n vec, d, weight float64) quadric {
	return quadric{
		weight * n[0] * n[0], weight * n[0] * n[1], weight * n[0] * n[2], weight * n[0] * d,
		weight * n[1] * n[1], weight * n[1] * n[2], weight * n[1] * d,
		weight * n[2] * n[2], weight * n[2] * d,
		weight * d * d,
	}
}

func (q quadric) plus(r quadric) quadric {
	for i := range q {
		q[i] += r[i]
	}
	return q
}

func (q quadric) cost(p vec) float64 {
	x, y, z := p[0], p[1], p[2]
	return q[0]*x*x + 2*q[1]*x*y + 2*q[2]*x*z + 2*q[3]*x + q[4]*y*y + 2*q[5]*y*z + 2*q[6]*y + q[7]*z*z + 2*q[8]*z + q[9]
}

// best returns the point of least cost, or the middle of the edge where that
// is not well determined or far away.
func (q quadric) best(a, b vec) vec {
	r0, r1, r2 := vec{q[0], q[1], q[2]}, vec{q[1], q[4], q[5]}, vec{q[2], q[5], q[7]}
	right := vec{-q[3], -q[6], -q[8]}
	det := r0.dot(r1.cross(r2))
	middle := a.lerp(b, 0.5)
	trace := q[0] + q[4] + q[7]
	if math.Abs(det) < 1e-4*trace*trace*trace {
		return middle
	}
	p := r1.cross(r2).mul(right[0]).add(r2.cross(r0).mul(right[1])).add(r0.cross(r1).mul(right[2])).mul(1 / det)
	if p.sub(middle).len() > 1.5*b.sub(a).len() {
		return middle
	}
	return p
}

// collapse is an edge that may become one point.
type collapse struct {
	a, b       int
	ageA, ageB int
	stray      float64 // millimetres: the root of the mean square over the area
	at         vec
}

// edges is the heap of possible collapses, cheapest first; equal ones go by
// point number, so that the outcome is the same each time.
type edges []collapse

func (q edges) Len() int      { return len(q) }
func (q edges) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q edges) Less(i, j int) bool {
	if q[i].stray != q[j].stray {
		return q[i].stray < q[j].stray
	}
	if q[i].a != q[j].a {
		return q[i].a < q[j].a
	}
	return q[i].b < q[j].b
}
func (q *edges) Push(x any) { *q = append(*q, x.(collapse)) }
func (q *edges) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

// thinner collapses edges of a hull.
type thinner struct {
	h       *hull
	most    float64 // millimetres that a collapse may stray
	onto    bool    // a collapse goes onto one of its two points, not onto the best place between
	errors  []quadric
	normals []vec // area-weighted sums of what each point stands for
	faces   [][]int
	dead    []bool // faces
	age     []int  // of points; -1 when gone
	todo    edges
	seen    []int // by point: the stamp of the last look that met it
	stamp   int
}

func newThinner(h *hull, most float64, onto bool) *thinner {
	return &thinner{h: h, most: most, onto: onto,
		errors: make([]quadric, len(h.points)), normals: make([]vec, len(h.points)),
		faces: make([][]int, len(h.points)), dead: make([]bool, len(h.faces)), age: make([]int, len(h.points)),
		seen: make([]int, len(h.points)),
	}
}

// thin collapses edges while the surface strays no more than so many
// millimetres, and returns a smooth normal per point, taken from the dense hull.
func (h *hull) thin(stray float64) []vec {
	t := newThinner(h, stray, false)
	t.begin()
	for {
		c, ok := t.next()
		if !ok {
			return t.compact()
		}
		t.apply(c)
	}
}

// next takes the cheapest collapse that is allowed.
func (t *thinner) next() (collapse, bool) {
	for len(t.todo) > 0 {
		c := heap.Pop(&t.todo).(collapse)
		if t.age[c.a] == c.ageA && t.age[c.b] == c.ageB && t.allowed(c) {
			return c, true
		}
	}
	return collapse{}, false
}

func (t *thinner) begin() {
	for i, f := range t.h.faces {
		a, b, c := t.h.points[f[0]], t.h.points[f[1]], t.h.points[f[2]]
		n := b.sub(a).cross(c.sub(a))
		area := n.len() / 2
		u := n.unit(vec{})
		q := planeQuadric(u, -u.dot(a), area)
		for _, v := range f {
			t.errors[v] = t.errors[v].plus(q)
			t.normals[v] = t.normals[v].add(n)
			t.faces[v] = append(t.faces[v], i)
		}
	}
	for _, f := range t.h.faces {
		for k := range f {
			if a, b := f[k], f[(k+1)%3]; a < b {
				if c := t.weigh(a, b); c.stray <= t.most {
					t.todo = append(t.todo, c)
				}
			}
		}
	}
	heap.Init(&t.todo)
}

// weigh works out how far the surface would stray if two points became one. A
// little of the length is added, so that flat places thin out evenly.
func (t *thinner) weigh(a, b int) collapse {
	q := t.errors[a].plus(t.errors[b])
	p, r := t.h.points[a], t.h.points[b]
	at := p
	switch {
	case !t.onto:
		at = q.best(p, r)
	case q.cost(r) < q.cost(p):
		a, b, at = b, a, r
	}
	length := r.sub(p).len()
	area := math.Max(q[0]+q[4]+q[7], 1e-9)
	square := (math.Max(q.cost(at), 0) + 1e-4*length*length*length) / area
	return collapse{a: a, b: b, ageA: t.age[a], ageB: t.age[b], stray: math.Sqrt(square), at: at}
}

// allowed refuses a collapse that would pinch the surface, fold two faces onto
// each other or turn one over.
func (t *thinner) allowed(c collapse) bool {
	t.stamp += 2
	one, both := t.stamp, t.stamp+1 // beside a, and counted beside b too
	for _, f := range t.faces[c.a] {
		for _, v := range t.h.faces[f] {
			t.seen[v] = one
		}
	}
	shared := 0
	for _, f := range t.faces[c.b] {
		for _, v := range t.h.faces[f] {
			if v != c.a && v != c.b && t.seen[v] == one {
				t.seen[v] = both
				shared++
				if len(t.faces[v]) < 4 { // two of its three faces would become one
					return false
				}
			}
		}
	}
	return shared == 2 && t.keepsFacing(c.a, c.b, c.at) && t.keepsFacing(c.b, c.a, c.at)
}

// keepsFacing tells whether the faces of point a that stay keep their side
// when a moves.
func (t *thinner) keepsFacing(a, b int, to vec) bool {
	for _, i := range t.faces[a] {
		f := t.h.faces[i]
		if f[0] == b || f[1] == b || f[2] == b {
			continue
		}
		var old, moved [3]vec
		for k, v := range f {
			old[k] = t.h.points[v]
			moved[k] = old[k]
			if v == a {
				moved[k] = to
			}
		}
		n := old[1].sub(old[0]).cross(old[2].sub(old[0]))
		m := moved[1].sub(moved[0]).cross(moved[2].sub(moved[0]))
		if n.dot(m) < 0.2*n.len()*m.len() {
			return false
		}
	}
	return true
}

// apply joins b into a.
func (t *thinner) apply(c collapse) {
	for _, i := range t.faces[c.b] {
		f := &t.h.faces[i]
		if f[0] == c.a || f[1] == c.a || f[2] == c.a {
			t.dead[i] = true
			continue
		}
		for k := range f {
			if f[k] == c.b {
				f[k] = c.a
			}
		}
		t.faces[c.a] = append(t.faces[c.a], i)
	}
	t.h.points[c.a] = c.at
	t.errors[c.a] = t.errors[c.a].plus(t.errors[c.b])
	t.normals[c.a] = t.normals[c.a].add(t.normals[c.b])
	t.age[c.a]++
	t.age[c.b] = -1
	t.refresh(c.a)
}

// refresh drops dead faces around a point and weighs its edges anew.
func (t *thinner) refresh(a int) {
	t.faces[a] = t.alive(t.faces[a])
	t.stamp += 2
	t.seen[a] = t.stamp
	for _, i := range t.faces[a] {
		for _, v := range t.h.faces[i] {
			if t.seen[v] == t.stamp {
				continue
			}
			t.seen[v] = t.stamp
			t.faces[v] = t.alive(t.faces[v])
			if c := t.weigh(min(a, v), max(a, v)); c.stray <= t.most {
				heap.Push(&t.todo, c)
			}
		}
	}
}

// alive drops dead faces from a list.
func (t *thinner) alive(list []int) []int {
	kept := list[:0]
	for _, i := range list {
		if !t.dead[i] {
			kept = append(kept, i)
		}
	}
	return kept
}

// compact drops what is gone and returns the normals of what stays.
func (t *thinner) compact() []vec {
	number := make([]int, len(t.h.points))
	var points, normals []vec
	var faces [][3]int
	for i := range number {
		number[i] = -1
	}
	for i, f := range t.h.faces {
		if t.dead[i] {
			continue
		}
		for k, v := range f {
			if number[v] < 0 {
				number[v] = len(points)
				points = append(points, t.h.points[v])
				normals = append(normals, t.normals[v].unit(vec{0, 1, 0}))
			}
			f[k] = number[v]
		}
		faces = append(faces, f)
	}
	t.h.points, t.h.faces = points, faces
	return normals
}

// mesh returns the hull in metres with the given normals.
func (h *hull) mesh(normals []vec) *geom.Mesh {
	m := &geom.Mesh{}
	for i, p := range h.points {
		m.Positions = append(m.Positions, p.mul(0.001).point())
		m.Normals = append(m.Normals, normals[i].point())
	}
	for _, f := range h.faces {
		m.Indices = append(m.Indices, uint32(f[0]), uint32(f[1]), uint32(f[2]))
	}
	m.Bounds = bounds(m.Positions)
	return m
}

// hullOfMesh takes up a mesh in metres to be worked on.
func hullOfMesh(m *geom.Mesh) *hull {
	h := &hull{}
	for _, p := range m.Positions {
		h.points = append(h.points, vec{float64(p.X), float64(p.Y), float64(p.Z)}.mul(1000))
	}
	for i := 0; i+2 < len(m.Indices); i += 3 {
		h.faces = append(h.faces, [3]int{int(m.Indices[i]), int(m.Indices[i+1]), int(m.Indices[i+2])})
	}
	return h
}
