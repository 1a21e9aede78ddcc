package render_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"bodymap/render"
	"bodymap/render/geom"
	"bodymap/render/internal/shape"
)

const w, h = 640, 480

// twoBalls is a small ball in front of a large one, seen from the front, in a
// skin that holds both.
func twoBalls() *render.Scene {
	ball := func(id string, tissue render.Tissue, at geom.Vec3, r float32) render.Structure {
		return render.Structure{ID: id, Tissue: tissue, Show: render.Solid, Mesh: shape.Ball(at, r, 40)}
	}
	return &render.Scene{
		Structures: []render.Structure{
			ball("back", render.Muscle, geom.Vec3{}, 0.3),
			ball("front", render.Bone, geom.Vec3{Z: 0.4}, 0.1),
			ball("skin", render.Skin, geom.Vec3{}, 0.6),
		},
		Camera: render.Camera{Distance: 3}, Theme: render.Light, Hover: -1, Skin: render.SkinXray,
	}
}

func TestPickingTheProjectionOfAVisiblePointHitsIt(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	s, p := twoBalls(), render.NewPicker()
	tested := 0
	for range 400 {
		s.Camera.Yaw, s.Camera.Pitch = 6*r.Float32(), r.Float32()-0.5
		i := r.IntN(2)
		m := s.Structures[i].Mesh
		k := r.IntN(len(m.Positions))
		at, eye := m.Positions[k], s.Camera.Basis().Eye
		hidden := p.Hides(s, 0.004)(at)
		if m.Normals[k].Dot(eye.Sub(at).Unit()) < 0.2 || hidden {
			continue
		}
		tested++
		x, y, _ := s.Camera.Project(at, w, h)
		hit, ok := p.Pick(s, x, y, w, h, 0)
		if !ok || hit.Structure != i || hit.At.Sub(at).Len() > 0.01 || hit.Normal.Dot(m.Normals[k]) < 0.98 {
			t.Fatalf("picked %+v, want structure %d at %v", hit, i, at)
		}
	}
	if tested < 80 {
		t.Fatalf("only %d points were in sight", tested)
	}
}

func TestPickTakesWhatIsShown(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*render.Scene)
		want   int // structure under the middle of the picture, -1 for none
	}{
		{"the nearest", func(s *render.Scene) {}, 1},
		{"not the hidden", func(s *render.Scene) { s.Structures[1].Show = render.Hidden }, 0},
		{"not ghosts", func(s *render.Scene) { s.Structures[1].Show = render.Ghost }, 0},
		{"solid skin", func(s *render.Scene) { s.Skin = render.SkinSolid }, 2},
		{"clear skin where nothing else is", func(s *render.Scene) { s.Structures[0].Show, s.Structures[1].Show = 0, 0 }, 2},
		{"no skin that is off", func(s *render.Scene) { s.Structures[0].Show, s.Structures[1].Show, s.Skin = 0, 0, render.SkinOff }, -1},
		{"no skin put away", func(s *render.Scene) { s.Structures[2].Show, s.Skin = 0, render.SkinSolid }, 1},
	} {
		s := twoBalls()
		c.change(s)
		hit, ok := render.NewPicker().Pick(s, w/2, h/2, w, h, 8)
		if hit.Structure != c.want || ok != (c.want >= 0) || hit.Marker != -1 {
			t.Errorf("%s: picked %d %v, want %d", c.name, hit.Structure, ok, c.want)
		}
	}
}

func TestMarkersComeFirst(t *testing.T) {
	s := twoBalls()
	at := geom.Vec3{Z: 0.5}
	s.Markers = []render.Marker{{Ref: "a", Level: 1, At: geom.Vec3{X: 0.2, Z: 0.22}}, {Ref: "b", Level: 2, At: at}}
	p := render.NewPicker()
	x, y, _ := s.Camera.Project(at, w, h)
	if hit, _ := p.Pick(s, x+15, y, w, h, 12); hit.Marker != 1 || hit.At != at {
		t.Errorf("a finger's width off: %+v, want marker 1", hit)
	}
	if hit, _ := p.Pick(s, x+40, y, w, h, 12); hit.Marker != -1 {
		t.Errorf("far off: %+v, want no marker", hit)
	}
}

func TestMarksBehindAreHiddenThoseOnTheSurfaceAreNot(t *testing.T) {
	s := twoBalls()
	s.Markers = []render.Marker{
		{Ref: "behind", Level: 2, At: geom.Vec3{Z: -0.3}},
		{Ref: "in front", Level: 2, At: geom.Vec3{Y: 0.2, Z: 0.2236}},
		{Ref: "just below", Level: 1, At: geom.Vec3{Y: -0.196, Z: 0.2236}},
	}
	a := render.Annotate(s, w, h, render.NewPicker().Hides(s, s.Tolerance()))
	for i, want := range []bool{true, false, false} {
		if a.Marks[i].Hidden != want {
			t.Errorf("%s: hidden %v", a.Marks[i].Ref, a.Marks[i].Hidden)
		}
	}
}

func TestNearMarksAreMovedApartAlike(t *testing.T) {
	s := twoBalls()
	for range 5 {
		s.Markers = append(s.Markers, render.Marker{Level: 2, At: geom.Vec3{Z: 0.5}}, render.Marker{Level: 3, At: geom.Vec3{X: 0.01, Z: 0.5}})
	}
	a := render.Annotate(s, w, h, nil)
	for i, m := range a.Marks {
		if d := math.Hypot(float64(m.X-m.AtX), float64(m.Y-m.AtY)); d > 100 {
			t.Errorf("mark %d was moved %v px", i, d)
		}
		for j, o := range a.Marks[:i] {
			if math.Abs(float64(m.X-o.X)) < float64(m.Wide+o.Wide)/2 && math.Abs(float64(m.Y-o.Y)) < float64(m.Size+o.Size)/2 {
				t.Errorf("marks %d and %d overlap", i, j)
			}
		}
	}
	for i, m := range render.Annotate(s, w, h, nil).Marks {
		if m != a.Marks[i] {
			t.Errorf("mark %d is placed otherwise the second time", i)
		}
	}
}

func TestPathIsCutWhereItPassesBehind(t *testing.T) {
	s := twoBalls()
	s.Paths = []render.Path{{Ref: "p", Kind: render.NervePath, Points: []geom.Vec3{{X: -0.5, Z: -0.4}, {X: 0.5, Z: -0.4}}}}
	a := render.Annotate(s, w, h, render.NewPicker().Hides(s, s.Tolerance()))
	var hidden []bool
	for _, l := range a.Lines {
		hidden = append(hidden, l.Hidden)
	}
	if len(hidden) != 3 || hidden[0] || !hidden[1] || hidden[2] {
		t.Fatalf("runs hidden %v, want in sight, hidden, in sight", hidden)
	}
	for i := 1; i < 3; i++ {
		last := a.Lines[i-1].Points
		if a.Lines[i].Points[0] != last[len(last)-1] {
			t.Errorf("run %d does not begin where run %d ends", i, i-1)
		}
	}
	if !a.Lines[2].End || a.Lines[0].End {
		t.Error("the last run alone ends the path")
	}
}
