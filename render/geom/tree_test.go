package geom

import (
	"math"
	"math/rand/v2"
	"testing"
)

// ball returns a sphere about centre, of rings x 2*rings quads.
func ball(centre Vec3, radius float32, rings int) *Mesh {
	m := &Mesh{}
	for i := 0; i <= rings; i++ {
		for j := range 2 * rings {
			st, ct := math.Sincos(math.Pi * float64(i) / float64(rings))
			sp, cp := math.Sincos(math.Pi * float64(j) / float64(rings))
			n := Vec3{float32(st * cp), float32(ct), float32(-st * sp)}
			m.Positions = append(m.Positions, centre.Add(n.Mul(radius)))
			m.Normals = append(m.Normals, n)
		}
	}
	for i := range rings {
		for j := range 2 * rings {
			a, b := uint32(i*2*rings+j), uint32(i*2*rings+(j+1)%(2*rings))
			c, d := a+uint32(2*rings), b+uint32(2*rings)
			if i > 0 {
				m.Indices = append(m.Indices, a, c, b)
			}
			if i < rings-1 {
				m.Indices = append(m.Indices, b, c, d)
			}
		}
	}
	m.SetBounds()
	return m
}

func randomUnit(r *rand.Rand) Vec3 {
	return Vec3{float32(r.NormFloat64()), float32(r.NormFloat64()), float32(r.NormFloat64())}.Unit()
}

func TestBallFacesOutward(t *testing.T) {
	m := ball(Vec3{1, 2, 3}, 0.5, 12)
	for i := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(i)
		if m.FaceNormal(i).Dot(a.Add(b).Add(c).Mul(1.0/3).Sub(Vec3{1, 2, 3})) <= 0 {
			t.Fatalf("triangle %d faces inward", i)
		}
	}
}

// Every query must agree with asking each triangle in turn.
func TestTreeAgreesWithEveryTriangle(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, rings := range []int{2, 5, 24} {
		m := ball(Vec3{0.2, -0.1, 0.4}, 0.3, rings)
		tree := NewTree(m)
		for range 300 {
			ray := Ray{randomUnit(r), randomUnit(r)}
			if r.IntN(3) > 0 { // most aimed at the ball
				ray.Dir = m.Bounds.Centre().Add(randomUnit(r).Mul(0.25)).Sub(ray.Origin).Unit()
			}
			first, last, count := bruteForce(m, ray)
			hit, ok := tree.First(ray, math.MaxFloat32)
			if ok != (count > 0) || ok && abs32(hit.T-first) > 1e-5 {
				t.Fatalf("first: %v %v, want %v of %d", hit, ok, first, count)
			}
			if far, ok := tree.Last(ray, math.MaxFloat32); ok && abs32(far.T-last) > 1e-5 {
				t.Fatalf("last: %v, want %v", far, last)
			}
			if ok && ray.At(hit.T).Sub(m.Bounds.Centre()).Len() > 0.301 {
				t.Fatalf("hit off the ball: %v", ray.At(hit.T))
			}
			p := ray.Origin
			near, ok := tree.Nearest(p, math.MaxFloat32)
			if want := nearestBruteForce(m, p); !ok || abs32(near.Distance-want) > 1e-5 {
				t.Fatalf("nearest: %v %v, want %v", near, ok, want)
			}
		}
	}
}

func bruteForce(m *Mesh, ray Ray) (first, last float32, count int) {
	first = math.MaxFloat32
	for i := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(i)
		if d, _, _, _, ok := hitTriangle(ray, a, b, c); ok {
			first, last, count = min(first, d), max(last, d), count+1
		}
	}
	return first, last, count
}

func nearestBruteForce(m *Mesh, p Vec3) float32 {
	best := float32(math.MaxFloat32)
	for i := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(i)
		at, _, _ := nearestOnTriangle(p, a, b, c)
		best = min(best, at.Sub(p).Len())
	}
	return best
}

func abs32(v float32) float32 { return max(v, -v) }

func TestHitsAlternateThroughClosedMesh(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	m := ball(Vec3{}, 1, 20)
	tree := NewTree(m)
	for range 200 {
		ray := Ray{randomUnit(r).Mul(3), Vec3{}}
		ray.Dir = randomUnit(r).Mul(0.8).Sub(ray.Origin).Unit()
		for i, h := range tree.All(ray, math.MaxFloat32) {
			if h.Back != (i%2 == 1) {
				t.Fatalf("hit %d: back %v", i, h.Back)
			}
		}
	}
}

// Sheets that face the same way one behind the other were once counted as one.
func TestHitsOnSheetsBehindEachOtherAreKeptThoseOnAnEdgeAreOne(t *testing.T) {
	m := &Mesh{}
	for _, z := range []float32{0, 0.001, 0.5} {
		k := uint32(len(m.Positions))
		m.Positions = append(m.Positions, Vec3{-1, -1, z}, Vec3{1, -1, z}, Vec3{1, 1, z}, Vec3{-1, 1, z})
		m.Indices = append(m.Indices, k, k+1, k+2, k, k+2, k+3)
	}
	m.SetBounds()
	for _, at := range []Vec3{{0.3, 0.1, 2}, {0.25, 0.25, 2}} { // within a triangle; on the diagonal
		if hits := NewTree(m).All(Ray{at, Vec3{0, 0, -1}}, 10); len(hits) != 3 {
			t.Errorf("from %v: %d hits, want one a sheet", at, len(hits))
		}
	}
}

func TestInside(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	tree := NewTree(ball(Vec3{0, 1, 0}, 0.5, 24))
	for range 300 {
		d := r.Float32()
		if d > 0.48 && d < 0.51 {
			continue // within the facets
		}
		if p := (Vec3{0, 1, 0}).Add(randomUnit(r).Mul(d)); tree.Inside(p) != (d < 0.5) {
			t.Fatalf("%v, %v from the centre: inside %v", p, d, tree.Inside(p))
		}
	}
}

func TestFarLimits(t *testing.T) {
	tree := NewTree(ball(Vec3{}, 1, 16))
	ray := Ray{Vec3{0.01, 0.02, 3}, Vec3{0, 0, -1}}
	if _, ok := tree.First(ray, 1.5); ok {
		t.Error("hit beyond the limit")
	}
	if h, ok := tree.First(ray, 2.5); !ok || h.Back {
		t.Errorf("missed the near side: %v", h)
	}
	if _, ok := tree.Nearest(Vec3{0, 0, 3}, 1.5); ok {
		t.Error("nearest beyond the limit")
	}
}

func TestTreeOfNothing(t *testing.T) {
	tree := NewTree(&Mesh{Bounds: NoBox()})
	if _, ok := tree.First(Ray{Vec3{}, Vec3{1, 0, 0}}, 10); ok {
		t.Error("hit in an empty mesh")
	}
	if _, ok := tree.Nearest(Vec3{}, 10); ok {
		t.Error("nearest in an empty mesh")
	}
}

func BenchmarkNewTree(b *testing.B) {
	m := ball(Vec3{}, 1, 160) // 102,000 triangles
	for b.Loop() {
		NewTree(m)
	}
}

func BenchmarkFirst(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	tree := NewTree(ball(Vec3{}, 1, 160))
	for b.Loop() {
		o := randomUnit(r).Mul(3)
		tree.First(Ray{o, randomUnit(r).Mul(0.7).Sub(o).Unit()}, 10)
	}
}
