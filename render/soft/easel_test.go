package soft

import (
	"bytes"
	"image"
	"testing"

	"bodymap/render"
	"bodymap/render/geom"
	"bodymap/render/internal/shape"
)

// finished goes on with a picture until it is done.
func finished(t *testing.T, draw func(*render.Scene, int, int) *image.RGBA, s *render.Scene, w, h int) *image.RGBA {
	t.Helper()
	for range 10000 {
		if picture := draw(s, w, h); picture != nil {
			return picture
		}
	}
	t.Fatal("the picture is never done")
	return nil
}

func TestEaselAtRestShowsWhatTheRendererDraws(t *testing.T) {
	s := small()
	e := NewEasel()
	e.Quick(s, 240, 280)
	got := finished(t, e.Rest, s, 240, 280)
	if want := New().Draw(s, 240, 280, Rest()); !bytes.Equal(got.Pix, want.Pix) {
		t.Error("a picture made after a quick one differs from the same made alone")
	}
}

func TestEaselTakesUpChangedLooksInTheMiddleOfAPicture(t *testing.T) {
	before, after := small(), small()
	after.Camera = before.Camera
	for i := range after.Structures {
		after.Structures[i].Mesh = before.Structures[i].Mesh // the same shapes
	}
	after.Paint = before.Paint
	after.Hover = 0
	e := NewEasel()
	if e.Rest(before, 240, 280) == nil { // under way
		e.Rest(after, 240, 280)
	}
	got := finished(t, e.Rest, after, 240, 280)
	if want := New().Draw(after, 240, 280, Rest()); !bytes.Equal(got.Pix, want.Pix) {
		t.Error("the picture is not that of the last scene asked for")
	}
}

func TestAbandonedPicturesLeaveNoTrace(t *testing.T) {
	s, moved := small(), small()
	moved.Camera = moved.Camera.Orbit(0.7, 0.1)
	r := New()
	for pauses := 1; pauses < 400; pauses += 37 {
		left := pauses
		r.Pause = func() bool { left--; return left > 0 }
		opt := Rest()
		opt.Workers = 1
		if r.Draw(moved, 240, 280, opt) != nil {
			break
		}
		r.Pause = nil
		got := r.Draw(s, 240, 280, opt)
		if want := New().Draw(s, 240, 280, opt); !bytes.Equal(got.Pix, want.Pix) {
			t.Fatalf("a picture abandoned at its pause %d shows in the next", pauses)
		}
	}
}

func TestFinePicturesAreNearerToTheSupersampledOne(t *testing.T) {
	s := scene(ball(render.Muscle, geom.Vec3{X: -0.1}, 0.3), ball(render.Bone, geom.Vec3{X: 0.2, Y: 0.1, Z: 0.1}, 0.25),
		render.Structure{Tissue: render.Nerve, Mesh: shape.Panel(geom.Vec3{Y: -0.3}, 0.8, 0.05, 3)})
	s.Camera.Yaw, s.Camera.Pitch = 0.3, 0.2
	best := quartered(New().Draw(s, 600, 480, Print()))
	away := func(picture *image.RGBA) (sum int) {
		for i, v := range picture.Pix {
			d := int(v) - int(best.Pix[i])
			sum += d * d
		}
		return sum
	}
	e := NewEasel()
	rest := away(finished(t, e.Rest, s, 300, 240))
	fine := away(finished(t, e.Fine, s, 300, 240))
	if fine > rest*3/4 {
		t.Errorf("squared distance %d, at rest %d", fine, rest)
	}
}

// quartered returns a picture of half the size, each pixel the mean of four.
func quartered(from *image.RGBA) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, from.Rect.Dx()/2, from.Rect.Dy()/2))
	for y := range to.Rect.Dy() {
		for x := range to.Rect.Dx() {
			for c := range 4 {
				a, b := from.PixOffset(2*x, 2*y)+c, from.PixOffset(2*x, 2*y+1)+c
				to.Pix[to.PixOffset(x, y)+c] = uint8((int(from.Pix[a]) + int(from.Pix[a+4]) + int(from.Pix[b]) + int(from.Pix[b+4]) + 2) / 4)
			}
		}
	}
	return to
}

func TestFinePicturesStayFineWhereNothingChanges(t *testing.T) {
	s := small()
	e := NewEasel()
	fine := bytes.Clone(finished(t, e.Fine, s, 240, 280).Pix)
	hovered := *s
	hovered.Hover = 0
	got := finished(t, e.Rest, &hovered, 240, 280)
	area := e.renderer.fresh
	if area.Empty() || area == e.renderer.whole() {
		t.Fatalf("the hover changed %v of %v", area, e.renderer.whole())
	}
	for y := range 280 {
		for x := range 240 {
			i := got.PixOffset(x, y)
			if !image.Pt(x, y).In(area) && !bytes.Equal(got.Pix[i:i+4], fine[i:i+4]) {
				t.Fatalf("pixel %d, %d lies outside %v, but changed", x, y, area)
			}
		}
	}
}

func TestEaselTellsWhatIsSeenWhereItDrewCoarser(t *testing.T) {
	s := small()
	e := NewEasel()
	e.shrink = 2
	e.Quick(s, 240, 280)
	quick := e.StructureAt(120, 140)
	finished(t, e.Rest, s, 240, 280)
	if rest := e.StructureAt(120, 140); quick != rest || rest < 0 {
		t.Errorf("structure %d in a quick picture, %d at rest", quick, rest)
	}
	if got := e.StructureAt(-1, 5); got != -1 {
		t.Errorf("left of the picture: %d", got)
	}
	if got := e.StructureAt(5, 280); got != -1 {
		t.Errorf("below the picture: %d", got)
	}
}
