package compare

import (
	"math"
	"testing"

	"bodymap/render/geom"
)

// ball returns a sphere about a place: radius in metres, rings of latitude.
func ball(at geom.Vec3, radius float64, rings int) *geom.Mesh {
	m := &geom.Mesh{}
	segments := 2 * rings
	for i := 0; i <= rings; i++ {
		lat := math.Pi * float64(i) / float64(rings)
		for k := range segments {
			lon := 2 * math.Pi * float64(k) / float64(segments)
			m.Positions = append(m.Positions, at.Add(geom.Vec3{
				X: float32(radius * math.Sin(lat) * math.Sin(lon)),
				Y: float32(radius * math.Cos(lat)),
				Z: float32(radius * math.Sin(lat) * math.Cos(lon)),
			}))
		}
	}
	for i := range rings {
		for k := range segments {
			a, b := uint32(i*segments+k), uint32(i*segments+(k+1)%segments)
			c, d := a+uint32(segments), b+uint32(segments)
			m.Indices = append(m.Indices, a, c, d, a, d, b)
		}
	}
	m.SetBounds()
	m.SmoothNormals()
	return m
}

func near(t *testing.T, what string, got, want, slack float64) {
	t.Helper()
	if !(math.Abs(got-want) <= slack) {
		t.Errorf("%s: %.4f, want %.4f within %g", what, got, want, slack)
	}
}

func TestSpheresAKnownDistanceApart(t *testing.T) {
	inner, outer := ball(geom.Vec3{Y: 1}, 0.050, 48), ball(geom.Vec3{Y: 1}, 0.053, 48)
	d := Between(inner, outer, 2000)
	near(t, "mean", d.Mean, 3, 0.05)
	near(t, "p95", d.P95, 3, 0.1)
	near(t, "max", d.Max, 3, 0.1)
	near(t, "volume ratio", Volume(outer)/Volume(inner), math.Pow(53.0/50, 3), 0.001)
	near(t, "volume", Volume(outer), 4./3*math.Pi*0.053*0.053*0.053, 2e-6)
}

func TestIdenticalMeshesAreNotApart(t *testing.T) {
	a := ball(geom.Vec3{X: 0.2, Y: 1}, 0.05, 24)
	if d := Between(a, a, 1000); d.Max > 1e-3 {
		t.Errorf("%+v", d)
	}
}

// TestDistanceIsSymmetric: a long spike on one of two surfaces counts, whichever
// is asked first.
func TestDistanceIsSymmetric(t *testing.T) {
	a, b := ball(geom.Vec3{}, 0.05, 24), ball(geom.Vec3{X: 0.004}, 0.052, 20)
	there, back := Between(a, b, 1500), Between(b, a, 1500)
	near(t, "mean", there.Mean, back.Mean, 1e-9)
	near(t, "p95", there.P95, back.P95, 1e-9)
	near(t, "max", there.Max, back.Max, 1e-9)
}

// TestSamplesFollowArea: a half of the points lies on each half of the surface,
// however the triangles are cut.
func TestSamplesFollowArea(t *testing.T) {
	m := ball(geom.Vec3{}, 0.05, 32)
	high, low := 0, 0
	for _, p := range samples(m, 4000) {
		if p.Y > 0.025 { // a quarter of a sphere's surface
			high++
		}
		if p.Y < -0.025 {
			low++
		}
	}
	near(t, "top quarter", float64(high)/4000, 0.25, 0.01)
	near(t, "bottom quarter", float64(low)/4000, 0.25, 0.01)
}
