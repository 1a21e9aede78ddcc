package body

import (
	"cmp"
	"math"
	"slices"

	"bodymap/render/geom"
)

// interior is a closed mesh that can be asked how deep a point lies in it.
type interior struct {
	mesh   *geom.Mesh
	tree   *geom.Tree
	beside []int32     // per triangle side the triangle across it, -1 where none
	corner []geom.Vec3 // per vertex the sum of the faces around, by angle
}

// newInterior prepares a mesh, which must not change afterwards.
func newInterior(m *geom.Mesh) *interior {
	return &interior{mesh: m, tree: geom.NewTree(m), beside: across(m), corner: cornerNormals(m)}
}

// across pairs the triangles of a mesh by their common sides.
func across(m *geom.Mesh) []int32 {
	type side struct{ a, b, at uint32 }
	sides := make([]side, len(m.Indices))
	for i, a := range m.Indices {
		b := m.Indices[i-i%3+(i+1)%3]
		sides[i] = side{min(a, b), max(a, b), uint32(i)}
	}
	slices.SortFunc(sides, func(p, q side) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b), cmp.Compare(p.at, q.at))
	})
	out := make([]int32, len(sides))
	for i := range out {
		out[i] = -1
	}
	for i := 0; i+1 < len(sides); i++ {
		if p, q := sides[i], sides[i+1]; p.a == q.a && p.b == q.b {
			out[p.at], out[q.at] = int32(q.at/3), int32(p.at/3)
			i++
		}
	}
	return out
}

// cornerNormals sums around each vertex the normals of the faces, each by the
// angle that it has there.
func cornerNormals(m *geom.Mesh) []geom.Vec3 {
	out := make([]geom.Vec3, len(m.Positions))
	for t := range len(m.Indices) / 3 {
		n := m.FaceNormal(t)
		for k := range 3 {
			i := m.Indices[3*t+k]
			p := m.Positions[i]
			a, b := m.Positions[m.Indices[3*t+(k+1)%3]].Sub(p).Unit(), m.Positions[m.Indices[3*t+(k+2)%3]].Sub(p).Unit()
			out[i] = out[i].Add(n.Mul(angle(a, b)))
		}
	}
	return out
}

// away is where a point lies from an interior: how far outside, in metres, less than
// 0 inside; the surface point nearest to it; and the way out there.
type away struct {
	distance float32
	at, out  geom.Vec3
}

// away returns where p lies, at most far metres from the surface either way.
func (s *interior) away(p geom.Vec3, far float32) (away, bool) {
	if !s.mesh.Bounds.Grow(far).Contains(p) {
		return away{}, false
	}
	return s.awayFrom(p, far, s.winds(p, geom.Vec3{X: 0.5773, Y: 0.5211, Z: 0.6286}))
}

// depth is away for what lies inside only, which is asked more cheaply.
func (s *interior) depth(p geom.Vec3, far float32) (away, bool) {
	if !s.winds(p, geom.Vec3{X: 0.5773, Y: 0.5211, Z: 0.6286}) {
		return away{}, false
	}
	a, ok := s.awayFrom(p, far, true)
	return a, ok && a.distance < 0
}

// awayFrom returns where p lies, of which a first ray says whether it is inside.
func (s *interior) awayFrom(p geom.Vec3, far float32, inside bool) (away, bool) {
	near, ok := s.tree.Nearest(p, far)
	if !ok {
		return away{}, false
	}
	n := s.normal(near)
	// Where a mesh folds over itself the nearest face may look the wrong way, and a
	// ray may run along an edge: a second ray has the last word.
	if inside != (p.Sub(near.At).Dot(n) < 0) {
		inside = s.winds(p, geom.Vec3{X: -0.7071, Y: 0.1463, Z: 0.6918})
	}
	if inside {
		return away{-near.Distance, near.At, n}, true
	}
	return away{near.Distance, near.At, n}, true
}

// winds reports whether a ray from p leaves the surface more often than it
// enters: whether p lies inside, even where several closed pieces overlap.
func (s *interior) winds(p, dir geom.Vec3) bool {
	return s.mesh.Bounds.Contains(p) && s.tree.Leaves(geom.Ray{Origin: p, Dir: dir}) > 0
}

// normal returns the normal at a surface point that tells inside from outside for
// whatever is nearest to it, be that a face, a side or a corner (Baerentzen and
// Aanaes, Signed Distance Computation Using the Angle Weighted Pseudonormal, 2005).
func (s *interior) normal(n geom.Near) geom.Vec3 {
	const edge = 1e-4
	t := n.Triangle
	weights := [3]float32{1 - n.U - n.V, n.U, n.V}
	zero, full := -1, -1
	for k, w := range weights {
		switch {
		case w < edge:
			zero = k
		case w > 1-edge:
			full = k
		}
	}
	face := s.mesh.FaceNormal(t)
	switch {
	case full >= 0:
		return s.corner[s.mesh.Indices[3*t+full]].Unit()
	case zero >= 0:
		if other := s.beside[3*t+(zero+1)%3]; other >= 0 {
			return face.Add(s.mesh.FaceNormal(int(other))).Unit()
		}
	}
	return face
}

// touch reports whether two boxes have a point in common.
func touch(a, b geom.Box) bool {
	return a.Min.X <= b.Max.X && a.Max.X >= b.Min.X && a.Min.Y <= b.Max.Y && a.Max.Y >= b.Min.Y && a.Min.Z <= b.Max.Z && a.Max.Z >= b.Min.Z
}

// angle is the angle between two unit vectors.
func angle(a, b geom.Vec3) float32 {
	return float32(math.Atan2(float64(a.Cross(b).Len()), float64(a.Dot(b))))
}
