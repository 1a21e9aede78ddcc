package geom

import (
	"math"
	"testing"
)

// ballMesh is a ball of radius 1 in rings of longitude and latitude.
func ballMesh(rings int) *Mesh {
	m := &Mesh{}
	for i := 0; i <= rings; i++ {
		for k := 0; k < 2*rings; k++ {
			sa, ca := math.Sincos(math.Pi * float64(i) / float64(rings))
			sb, cb := math.Sincos(math.Pi * float64(k) / float64(rings))
			p := Vec3{float32(sa * cb), float32(ca), float32(sa * sb)}
			m.Positions, m.Normals = append(m.Positions, p), append(m.Normals, p)
		}
	}
	at := func(i, k int) uint32 { return uint32(i*2*rings + k%(2*rings)) }
	for i := 0; i < rings; i++ {
		for k := 0; k < 2*rings; k++ {
			m.Indices = append(m.Indices, at(i, k), at(i, k+1), at(i+1, k), at(i, k+1), at(i+1, k+1), at(i+1, k))
		}
	}
	m.SetBounds()
	return m
}

func TestThinKeepsTheShapeInFewerTriangles(t *testing.T) {
	ball := ballMesh(40)
	thin := ball.Thin()
	if n, of := len(thin.Indices), len(ball.Indices); n > of/2 || n < of/20 {
		t.Fatalf("%d of %d indices are left", n, of)
	}
	edge := ball.meanEdge()
	for i, p := range thin.Positions {
		if d := p.Len(); d > 1.0001 || d < 1-2*edge {
			t.Fatalf("vertex %d lies %v from the middle of a ball of radius 1", i, d)
		}
	}
	for i := 0; i < len(thin.Indices)/3; i++ {
		a, b, c := thin.Triangle(i)
		if n := thin.FaceNormal(i); n.Dot(a.Add(b).Add(c)) < 0 {
			t.Fatalf("triangle %d is turned inside out", i)
		}
	}
	if len(thin.Normals) != len(thin.Positions) || thin.Fibres != nil || thin.Occlusion != nil {
		t.Error("thinning must keep what vertices have, and make nothing up")
	}
}

func TestThinKeepsBothSidesOfASheet(t *testing.T) {
	var m Mesh
	const n = 20
	for side, z := range []float32{0, 0.0001} {
		for i := range n * n {
			m.Positions = append(m.Positions, Vec3{float32(i % n), float32(i / n), z})
			m.Normals = append(m.Normals, Vec3{0, 0, float32(2*side - 1)})
		}
		for i := range n*n - n {
			if i%n < n-1 {
				a := uint32(side*n*n + i)
				m.Indices = append(m.Indices, a, a+1, a+n)
			}
		}
	}
	m.SetBounds()
	thin := m.Thin()
	var sides [2]int
	for i := range thin.Normals {
		if thin.Normals[i].Z < 0 {
			sides[0]++
		} else {
			sides[1]++
		}
	}
	if sides[0] == 0 || sides[0] != sides[1] {
		t.Errorf("%d vertices face one way, %d the other", sides[0], sides[1])
	}
}

func TestThinOfNothingIsNothing(t *testing.T) {
	if got := (&Mesh{}).Thin(); got != nil {
		t.Errorf("%+v", got)
	}
}
