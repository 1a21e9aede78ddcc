package geom

import (
	"math"
	"testing"
)

// TestDivideKeepsTheArea: the pieces of a sphere cut by three fields cover it,
// without overlap, and each lies where its field is lowest.
func TestDivideKeepsTheArea(t *testing.T) {
	m := ball(Vec3{}, 1, 20)
	towards := []Vec3{{X: 1}, {X: -0.5, Y: 0.8}, {X: -0.5, Y: -0.8}}
	fields := make([][]float32, len(towards))
	for f, d := range towards {
		for _, p := range m.Positions {
			fields[f] = append(fields[f], p.Sub(d).Len())
		}
	}
	var sum float64
	for f, p := range Divide(m, fields) {
		if p == nil {
			t.Fatalf("piece %d is empty", f)
		}
		sum += areaOf(p)
		for i := range len(p.Indices) / 3 {
			a, b, c := p.Triangle(i)
			middle := a.Add(b).Add(c).Mul(1. / 3)
			for _, d := range towards {
				if own, other := middle.Sub(towards[f]).Len(), middle.Sub(d).Len(); own > other+0.02 {
					t.Fatalf("piece %d has a triangle %v nearer to another field: %v against %v", f, middle, own, other)
				}
			}
		}
		if len(p.Normals) != len(p.Positions) || p.Bounds.Size().Len() == 0 {
			t.Errorf("piece %d has %d normals for %d vertices, bounds %v", f, len(p.Normals), len(p.Positions), p.Bounds)
		}
	}
	if whole := areaOf(m); math.Abs(sum-whole) > 1e-4*whole {
		t.Errorf("the pieces cover %v, expected %v", sum, whole)
	}
}

func TestDivideLeavesEmptyPiecesOut(t *testing.T) {
	m := ball(Vec3{}, 1, 4)
	low, high := make([]float32, len(m.Positions)), make([]float32, len(m.Positions))
	for i := range high {
		high[i] = 1
	}
	pieces := Divide(m, [][]float32{low, high})
	if pieces[1] != nil || len(pieces[0].Indices) != len(m.Indices) || len(pieces[0].Positions) > len(m.Positions) {
		t.Errorf("got %v, expected the whole mesh and nothing", pieces)
	}
}

func areaOf(m *Mesh) (sum float64) {
	for i := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(i)
		sum += float64(b.Sub(a).Cross(c.Sub(a)).Len()) / 2
	}
	return sum
}
