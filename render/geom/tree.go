package geom

import (
	"cmp"
	"math"
	"slices"
)

// Tree is a bounding-volume tree over the triangles of a mesh. The triangles are
// halved again and again across the longest side of the box of their middles; the
// tree is complete, so that it needs no links: node i has children 2i and 2i+1,
// and leaf k holds the k-th even share of the triangles. (Sorting along a Morton
// curve builds twice as fast, and a ray takes over twenty times as long on
// the skin of a whole body.)
type Tree struct {
	mesh   *Mesh
	order  []uint32 // triangles, leaf by leaf
	boxes  []Box    // of the nodes; 0 is unused, 1 is the root
	leaves int      // a power of two
}

const leafSize = 4

// NewTree builds the tree of a mesh. The mesh must not change afterwards.
func NewTree(m *Mesh) *Tree {
	n := len(m.Indices) / 3
	t := &Tree{mesh: m, order: make([]uint32, n), leaves: 1}
	for t.leaves*leafSize < n {
		t.leaves *= 2
	}
	middles := make([]Vec3, n)
	for i := range middles {
		a, b, c := m.Triangle(i)
		middles[i] = a.Add(b).Add(c).Mul(1.0 / 3)
		t.order[i] = uint32(i)
	}
	t.halve(middles, make([]float32, n), 0, t.leaves)
	t.boxes = make([]Box, 2*t.leaves)
	for leaf := range t.leaves {
		box := NoBox()
		for _, tri := range t.leaf(leaf) {
			a, b, c := m.Triangle(int(tri))
			box = box.Add(a).Add(b).Add(c)
		}
		t.boxes[t.leaves+leaf] = box
	}
	for i := t.leaves - 1; i >= 1; i-- {
		t.boxes[i] = t.boxes[2*i].Join(t.boxes[2*i+1])
	}
	return t
}

// Mesh returns the mesh of the tree.
func (t *Tree) Mesh() *Mesh { return t.mesh }

func (t *Tree) leaf(k int) []uint32 { return t.order[t.start(k):t.start(k+1)] }

// start is where the triangles of leaf k start in the order.
func (t *Tree) start(k int) int { return k * len(t.order) / t.leaves }

// halve orders the triangles of the leaves from first to last, so that each half
// of them lies together. It uses keys, one for each triangle.
func (t *Tree) halve(middles []Vec3, keys []float32, first, last int) {
	if last-first < 2 {
		return
	}
	part := t.order[t.start(first):t.start(last)]
	half := (first + last) / 2
	box := NoBox()
	for _, tri := range part {
		box = box.Add(middles[tri])
	}
	keys = keys[:len(part)]
	switch size := box.Size(); {
	case size.Y >= size.X && size.Y >= size.Z:
		for i, tri := range part {
			keys[i] = middles[tri].Y
		}
	case size.Z >= size.X:
		for i, tri := range part {
			keys[i] = middles[tri].Z
		}
	default:
		for i, tri := range part {
			keys[i] = middles[tri].X
		}
	}
	sortAround(part, keys, t.start(half)-t.start(first))
	t.halve(middles, keys, first, half)
	t.halve(middles, keys, half, last)
}

// sortAround moves the k of the smallest keys to the front (Hoare's selection).
// Equal keys are told apart by their order, which the result depends on alone.
func sortAround(list []uint32, keys []float32, k int) {
	for low, high := 0, len(list)-1; low < high; {
		pivot := keys[(low+high)/2]
		i, j := low, high
		for i <= j {
			for keys[i] < pivot {
				i++
			}
			for keys[j] > pivot {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				keys[i], keys[j] = keys[j], keys[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return
		}
	}
}

// First returns the hit nearest to the ray's origin, at most far metres away.
func (t *Tree) First(r Ray, far float32) (Hit, bool) { return t.first(r, far, false) }

// FirstFront is First for outer faces only: what a picture that leaves out
// faces turned away shows.
func (t *Tree) FirstFront(r Ray, far float32) (Hit, bool) { return t.first(r, far, true) }

func (t *Tree) first(r Ray, far float32, front bool) (Hit, bool) {
	best := Hit{T: far, Triangle: -1}
	inv := Vec3{1 / r.Dir.X, 1 / r.Dir.Y, 1 / r.Dir.Z}
	var stack [64]int32
	n := 0
	if _, ok := t.boxes[1].enter(r.Origin, inv, far); ok {
		stack[0], n = 1, 1
	}
	for n > 0 {
		n--
		i := int(stack[n])
		if _, ok := t.boxes[i].enter(r.Origin, inv, best.T); !ok {
			continue // something nearer was found since it was put here
		}
		if i >= t.leaves {
			t.hitLeaf(r, i-t.leaves, front, &best)
			continue
		}
		d0, ok0 := t.boxes[2*i].enter(r.Origin, inv, best.T)
		d1, ok1 := t.boxes[2*i+1].enter(r.Origin, inv, best.T)
		first, second := int32(2*i), int32(2*i+1)
		if d1 < d0 {
			first, second, ok0, ok1 = second, first, ok1, ok0
		}
		if ok1 {
			stack[n] = second
			n++
		}
		if ok0 {
			stack[n] = first
			n++
		}
	}
	return best, best.Triangle >= 0
}

func (t *Tree) hitLeaf(r Ray, leaf int, front bool, best *Hit) {
	for _, tri := range t.leaf(leaf) {
		a, b, c := t.mesh.Triangle(int(tri))
		if d, u, v, back, ok := hitTriangle(r, a, b, c); ok && d <= best.T && !(front && back) {
			*best = Hit{T: d, U: u, V: v, Triangle: int(tri), Back: back}
		}
	}
}

// All returns every hit up to far metres away, nearest first. Hits on an edge
// that two triangles share are counted once.
func (t *Tree) All(r Ray, far float32) []Hit {
	var hits []Hit
	inv := Vec3{1 / r.Dir.X, 1 / r.Dir.Y, 1 / r.Dir.Z}
	stack := []int{1}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if _, ok := t.boxes[i].enter(r.Origin, inv, far); !ok {
			continue
		}
		if i < t.leaves {
			stack = append(stack, 2*i, 2*i+1)
			continue
		}
		for _, tri := range t.leaf(i - t.leaves) {
			a, b, c := t.mesh.Triangle(int(tri))
			if d, u, v, back, ok := hitTriangle(r, a, b, c); ok && d <= far {
				hits = append(hits, Hit{T: d, U: u, V: v, Triangle: int(tri), Back: back})
			}
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.T, b.T), cmp.Compare(a.Triangle, b.Triangle))
	})
	const same = 1e-5 // metres: two triangles met on their common edge
	return slices.CompactFunc(hits, func(h, before Hit) bool { return h.T-before.T <= same && h.Back == before.Back })
}

// Leaves returns how much more often a ray leaves the mesh than it enters it: how
// many closed pieces the origin lies in. Where the ray meets a common edge of two
// triangles it may be off by one.
func (t *Tree) Leaves(r Ray) int {
	inv := Vec3{1 / r.Dir.X, 1 / r.Dir.Y, 1 / r.Dir.Z}
	var stack [64]int32
	stack[0] = 1
	count := 0
	for n := 1; n > 0; {
		n--
		i := int(stack[n])
		if _, ok := t.boxes[i].enter(r.Origin, inv, math.MaxFloat32); !ok {
			continue
		}
		if i < t.leaves {
			stack[n], stack[n+1] = int32(2*i), int32(2*i+1)
			n += 2
			continue
		}
		for _, tri := range t.leaf(i - t.leaves) {
			a, b, c := t.mesh.Triangle(int(tri))
			if _, _, _, back, ok := hitTriangle(r, a, b, c); ok && back {
				count++
			} else if ok {
				count--
			}
		}
	}
	return count
}

// Last returns the hit farthest from the ray's origin, at most far metres away.
func (t *Tree) Last(r Ray, far float32) (Hit, bool) {
	hits := t.All(r, far)
	if len(hits) == 0 {
		return Hit{Triangle: -1}, false
	}
	return hits[len(hits)-1], true
}

// Near is the point of a mesh nearest to some place: at weights 1-U-V, U, V of
// the triangle's corners.
type Near struct {
	At       Vec3
	U, V     float32
	Triangle int
	Distance float32 // metres
}

// Nearest returns the point of the mesh nearest to p, at most far metres away.
func (t *Tree) Nearest(p Vec3, far float32) (Near, bool) {
	best := Near{Triangle: -1}
	limit := far * far
	var stack [64]int32
	stack[0] = 1
	for n := 1; n > 0; {
		n--
		i := int(stack[n])
		if t.boxes[i].distance2(p) > limit {
			continue
		}
		if i >= t.leaves {
			limit = t.nearestInLeaf(p, i-t.leaves, limit, &best)
			continue
		}
		first, second := int32(2*i), int32(2*i+1)
		if t.boxes[second].distance2(p) < t.boxes[first].distance2(p) {
			first, second = second, first
		}
		stack[n], stack[n+1] = second, first
		n += 2
	}
	best.Distance = float32(math.Sqrt(float64(limit)))
	return best, best.Triangle >= 0
}

func (t *Tree) nearestInLeaf(p Vec3, leaf int, limit float32, best *Near) float32 {
	for _, tri := range t.leaf(leaf) {
		a, b, c := t.mesh.Triangle(int(tri))
		at, u, v := nearestOnTriangle(p, a, b, c)
		if d := p.Sub(at); d.Dot(d) <= limit {
			limit = d.Dot(d)
			*best = Near{At: at, U: u, V: v, Triangle: int(tri)}
		}
	}
	return limit
}

// Inside reports whether p lies inside the mesh: whether most of three rays,
// in directions that no modelled surface shares, leave it an odd number of
// times. It holds for closed meshes, and nearly always for those with small gaps.
func (t *Tree) Inside(p Vec3) bool {
	if !t.mesh.Bounds.Contains(p) {
		return false
	}
	odd := 0
	for _, d := range [...]Vec3{{0.5773, 0.5211, 0.6286}, {-0.7071, 0.1463, 0.6918}, {0.2113, -0.8934, -0.3965}} {
		odd += len(t.All(Ray{p, d.Unit()}, math.MaxFloat32)) & 1
	}
	return odd >= 2
}
