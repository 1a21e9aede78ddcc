package geom

import (
	"math"
	"testing"
)

// TestRefineKeepsTheSurface: no edge is too long afterwards, the area is as it
// was, and the surface stays closed.
func TestRefineKeepsTheSurface(t *testing.T) {
	const longest = 0.07
	m := ball(Vec3{}, 1, 8)
	fine := Refine(m, longest)
	whole := func(p Vec3) Vec3 { // the poles of the ball are several vertices a hair apart
		return Vec3{float32(math.Round(float64(p.X) * 1e5)), float32(math.Round(float64(p.Y) * 1e5)), float32(math.Round(float64(p.Z) * 1e5))}
	}
	at := map[[2]Vec3]int{}
	for i := range len(fine.Indices) / 3 {
		a, b, c := fine.Triangle(i)
		for _, e := range [][2]Vec3{{a, b}, {b, c}, {c, a}} {
			if l := e[0].Sub(e[1]).Len(); l > longest {
				t.Fatalf("an edge is %v long, expected at most %v", l, longest)
			}
			from, to := whole(e[0]), whole(e[1])
			at[[2]Vec3{from, to}]++
			at[[2]Vec3{to, from}]--
		}
	}
	for e, n := range at {
		if n != 0 {
			t.Fatalf("edge %v has triangles on one side only", e)
		}
	}
	if before, after := areaOf(m), areaOf(fine); math.Abs(after-before) > 1e-3*before {
		t.Errorf("area %v, expected %v", after, before)
	}
	if len(fine.Normals) != len(fine.Positions) {
		t.Errorf("%d normals for %d vertices", len(fine.Normals), len(fine.Positions))
	}
	if len(m.Indices) == len(fine.Indices) {
		t.Error("nothing was refined")
	}
}
