package render

import (
	"math"
	"math/rand/v2"
	"testing"

	"bodymap/render/geom"
)

func anyCamera(r *rand.Rand) Camera {
	return Camera{
		Target: geom.Vec3{X: r.Float32() - 0.5, Y: 2 * r.Float32(), Z: r.Float32() - 0.5},
		Yaw:    6.3 * r.Float32(), Pitch: 2.6*r.Float32() - 1.3, Distance: 0.3 + 4*r.Float32(),
	}
}

func TestRayThroughProjectionMeetsThePoint(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		c := anyCamera(r)
		p := c.Target.Add(geom.Vec3{X: r.Float32() - 0.5, Y: r.Float32() - 0.5, Z: r.Float32() - 0.5}.Mul(0.2 * c.Distance))
		x, y, depth := c.Project(p, 1280, 800)
		ray := c.Ray(x, y, 1280, 800)
		along := p.Sub(ray.Origin).Dot(ray.Dir)
		if away := ray.At(along).Sub(p).Len(); away > 1e-4*c.Distance {
			t.Fatalf("%+v: the ray passes %v m from the point", c, away)
		}
		if z := p.Sub(ray.Origin).Dot(c.Basis().Forward); abs(depth*z-1) > 1e-3 {
			t.Fatalf("depth %v at %v m", depth, z)
		}
	}
}

func TestAxesOfTheStandardViews(t *testing.T) {
	left, up := geom.Vec3{X: 1}, geom.Vec3{Y: 1}
	for _, c := range []struct {
		view   string
		facing geom.Vec3 // the side of the body that faces the viewer
		right  geom.Vec3 // what lies towards the right of the picture
	}{
		{"anterior", geom.Vec3{Z: 1}, left},
		{"posterior", geom.Vec3{Z: -1}, left.Mul(-1)},
		{"left", left, geom.Vec3{Z: -1}},
		{"right", left.Mul(-1), geom.Vec3{Z: 1}},
	} {
		cam, ok := Camera{Distance: 3}.Standing(c.view)
		b := cam.Basis()
		if !ok || b.Forward.Dot(c.facing) > -0.99 || b.Right.Dot(c.right) < 0.99 || b.Up.Dot(up) < 0.99 {
			t.Errorf("%s: %+v", c.view, b)
		}
	}
	if _, ok := (Camera{}).Standing("sideways"); ok {
		t.Error("an unknown view was accepted")
	}
}

func TestFitShowsTheWholeBoxAndFillsThePicture(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 200 {
		a := geom.Vec3{X: r.Float32(), Y: r.Float32(), Z: r.Float32()}
		box := geom.NoBox().Add(a).Add(a.Add(geom.Vec3{X: 0.1 + r.Float32(), Y: 0.1 + 2*r.Float32(), Z: 0.1 + r.Float32()}))
		w, h := 300+1000*r.Float32(), 300+1000*r.Float32()
		c := anyCamera(r).Fit(box, w, h)
		fill := float32(0)
		for _, p := range box.Corners() {
			x, y, _ := c.Project(p, w, h)
			fill = max(fill, abs(2*x/w-1), abs(2*y/h-1))
		}
		if fill > 1 || fill < 0.8 && c.Distance < MaxDistance {
			t.Fatalf("corners reach %v of the way to the edge", fill)
		}
	}
}

func TestCameraStaysWithinItsLimits(t *testing.T) {
	c := Camera{Distance: 2}.Orbit(100, 100)
	if c.Pitch > MaxPitch || c.Yaw < 0 || c.Yaw >= 2*math.Pi {
		t.Errorf("orbit: %+v", c)
	}
	if d := c.Zoom(1e9).Distance; d != MinDistance {
		t.Errorf("zoom in: %v", d)
	}
	if d := c.Zoom(1e-9).Distance; d != MaxDistance {
		t.Errorf("zoom out: %v", d)
	}
	body := geom.Box{Max: geom.Vec3{X: 1, Y: 1, Z: 1}}
	if p := c.Pan(1000, 1000, body).Target; !body.Contains(p) {
		t.Errorf("pan left the body: %v", p)
	}
}

func TestPanFollowsTheFinger(t *testing.T) {
	c := Camera{Target: geom.Vec3{Y: 1}, Yaw: 0.7, Pitch: 0.2, Distance: 2}
	x0, y0, _ := c.Project(c.Target, 800, 600)
	x1, y1, _ := c.Pan(0.1, -0.05, geom.NoBox()).Project(c.Target, 800, 600)
	if abs(x1-x0-60) > 0.1 || abs(y1-y0+30) > 0.1 {
		t.Errorf("moved by %v, %v; want 60, -30", x1-x0, y1-y0)
	}
}

func TestFlightTakesTheShortWayRound(t *testing.T) {
	a, b := Camera{Yaw: 6.2, Distance: 1}, Camera{Yaw: 0.1, Distance: 4}
	if y := a.Toward(b, 0.5).Yaw; y < 6.2 || y > 6.4 {
		t.Errorf("half way at %v", y)
	}
	if d := a.Toward(b, 0.5).Distance; abs(d-2) > 1e-4 {
		t.Errorf("half way at distance %v, want 2", d)
	}
}

// TestFitAbove: what is framed above the lowest pixels of a picture lies wholly
// above them, in the middle, and as large as in a picture without them.
func TestFitAbove(t *testing.T) {
	const w, h, bottom = 390, 420, 84
	box := geom.Box{Min: geom.Vec3{X: -0.3, Y: 0, Z: -0.1}, Max: geom.Vec3{X: 0.3, Y: 1.7, Z: 0.1}}
	c, _ := Camera{Distance: 3}.Standing("anterior")
	above, alone := c.FitAbove(box, w, h, bottom), c.Fit(box, w, h-bottom)
	for _, p := range box.Corners() {
		x, y, _ := above.Project(p, w, h)
		if x < 0 || x > w || y < 0 || y > h-bottom {
			t.Errorf("%v is shown at %g, %g", p, x, y)
		}
		if ax, ay, _ := alone.Project(p, w, h-bottom); math.Abs(float64(x-ax)) > 3 || math.Abs(float64(y-ay)) > 12 { // the eye stands higher
			t.Errorf("%v is shown at %g, %g, alone at %g, %g", p, x, y, ax, ay)
		}
	}
	if c.FitAbove(box, w, h, 0) != c.Fit(box, w, h) {
		t.Error("without anything over it the picture is framed otherwise")
	}
}
