package compare

import (
	"math"
	"sort"

	"bodymap/render/geom"
)

// samples spreads n points evenly over the surface of a mesh. They are always
// the same: the k-th lies in the triangle at the k-th even share of the area, at
// the k-th place of a low-discrepancy sequence (M. Roberts' R2) within it.
func samples(m *geom.Mesh, n int) []geom.Vec3 {
	triangles := len(m.Indices) / 3
	upTo := make([]float64, triangles) // area of the triangles up to and with each
	total := 0.0
	for i := range upTo {
		total += area(m, i)
		upTo[i] = total
	}
	if total == 0 || n <= 0 {
		return nil
	}
	const g1, g2 = 0.7548776662466927, 0.5698402909980532 // 1/g, 1/g^2 with g^3 = g + 1
	out := make([]geom.Vec3, n)
	for k := range out {
		at := (float64(k) + 0.5) / float64(n) * total
		t := min(sort.SearchFloat64s(upTo, at), triangles-1)
		_, u := math.Modf(g1 * float64(k+1))
		_, v := math.Modf(g2 * float64(k+1))
		if u+v > 1 {
			u, v = 1-u, 1-v
		}
		a, b, c := m.Triangle(t)
		out[k] = a.Mul(float32(1 - u - v)).Add(b.Mul(float32(u))).Add(c.Mul(float32(v)))
	}
	return out
}

// area returns the area of a triangle in square metres.
func area(m *geom.Mesh, triangle int) float64 {
	a, b, c := m.Triangle(triangle)
	return float64(b.Sub(a).Cross(c.Sub(a)).Len()) / 2
}

// Area returns the surface of a mesh in square metres.
func Area(m *geom.Mesh) float64 {
	total := 0.0
	for i := range len(m.Indices) / 3 {
		total += area(m, i)
	}
	return total
}

// Volume returns the volume that a mesh encloses, in cubic metres. It is exact
// for a closed mesh and near for one with small gaps.
func Volume(m *geom.Mesh) float64 {
	middle := m.Bounds.Centre()
	total := 0.0
	for i := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(i)
		a, b, c = a.Sub(middle), b.Sub(middle), c.Sub(middle)
		total += float64(a.Dot(b.Cross(c))) / 6
	}
	return math.Abs(total)
}
