package assets

import (
	"math"
	"testing"

	"bodymap/render/geom"
)

// plate is an upright plate of 40 by 60 mm cut into n by n squares, n larger
// ones towards one side.
func plate(n int, skew float64) *geom.Mesh {
	m := &geom.Mesh{}
	for i := range n + 1 {
		for k := range n + 1 {
			x := math.Pow(float64(k)/float64(n), skew)
			m.Positions = append(m.Positions, geom.Vec3{X: float32(0.04 * x), Y: 1 + 0.06*float32(i)/float32(n)})
		}
	}
	for i := range n {
		for k := range n {
			p := uint32(i*(n+1) + k)
			q := p + uint32(n) + 1
			m.Indices = append(m.Indices, p, p+1, q+1, p, q+1, q)
		}
	}
	m.SetBounds()
	return m
}

// TestPlacesDoNotDependOnCorners: the middle of a plate, and of a band across it,
// is where it is, however the plate is cut.
func TestPlacesDoNotDependOnCorners(t *testing.T) {
	middle := func(m *geom.Mesh, low float64) (x float64, n int) {
		for _, p := range spread(m) {
			if p[1] >= low && p[1] < low+0.01 {
				x += p[0]
				n++
			}
		}
		return x / float64(n), n
	}
	for _, m := range []*geom.Mesh{plate(1, 1), plate(4, 1), plate(5, 2), plate(30, 1)} {
		for _, low := range []float64{1.02, 1.0501} { // no corner of the single square lies within
			if x, n := middle(m, low); n == 0 || math.Abs(x-0.02) > 0.004 { // narrow triangles count a little more
				t.Errorf("%d triangles: the middle of %d places above %.2f is at %.4f", len(m.Indices)/3, n, low, x)
			}
		}
	}
}

// TestSmallTrianglesAddNothing: a fine mesh is its own places.
func TestSmallTrianglesAddNothing(t *testing.T) {
	m := plate(60, 1)
	if n := len(spread(m)); n != len(m.Positions) {
		t.Errorf("%d places on %d corners", n, len(m.Positions))
	}
}
