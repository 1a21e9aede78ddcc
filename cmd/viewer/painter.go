//go:build js

package main

import (
	"time"

	"bodymap/render"
	"bodymap/render/ebi"
)

// painter makes pictures of scenes for a screen.
type painter interface {
	// Draw works on a picture of w by h pixels. drawn is false where it needs more
	// time: it goes on with the next call for the same scene. more tells whether a
	// better quality than the one asked for would improve the picture.
	Draw(s *render.Scene, w, h int, q render.Quality) (drawn, more bool)

	// StructureAt returns the structure whose solid surface the last picture
	// shows at a pixel, or -1; known is false where the painter cannot tell and the
	// caller must cast a ray.
	StructureAt(x, y int) (structure int, known bool)

	// Hides returns the occluder of the last picture, or nil where the painter
	// has none and the caller must cast rays.
	Hides(tolerance float32) render.Occluder
}

// The most pixels that each way of drawing does in good time.
const (
	plainLimit  = 2.4e6
	shaderLimit = 9e6
)

// run shows the body until the page closes: by shaders on the graphics processor,
// or on the processor where there is none, where the page asks for it (path), or
// where it turns out to be faster.
func (v *viewer) run(path string, software bool) {
	if path != "soft" && (path == "shader" || !software) && v.runEngine(path == "") {
		return
	}
	v.runPlain()
}

// runEngine draws by shaders. It returns true where all is over, and false where
// the processor is to take its place.
func (v *viewer) runEngine(mayChange bool) bool {
	shader, err := ebi.NewShader()
	if err != nil {
		v.bridge.Fail("graphics", err, "The body is drawn without the graphics processor.", false)
		return false
	}
	v.painter, v.limit = shader, shaderLimit
	e := &engine{viewer: v, shader: shader}
	if mayChange {
		v.trial = &trial{}
	}
	if err := e.run(); err != nil {
		v.bridge.Fail("engine", err, "The body is drawn without the graphics processor.", false)
		return false
	}
	return !v.slow
}

// trial watches whether the graphics processor keeps up while things move.
type trial struct {
	last  time.Time
	took  time.Duration // of the frames that followed each other
	count int
}

// How long a trial is, and how slow a frame may be before the processor alone
// is likely to be faster.
const (
	trialFrames = 12
	slowFrame   = 110 * time.Millisecond
	pause       = 600 * time.Millisecond // frames farther apart were not held up by drawing
)

// frame notes a moving frame; decided when the trial is over.
func (t *trial) frame(now time.Time) (decided, slow bool) {
	if gap := now.Sub(t.last); gap < pause {
		t.took += gap
		t.count++
	}
	t.last = now
	if t.count < trialFrames {
		return false, false
	}
	return true, t.took > slowFrame*trialFrames
}

// watch ends drawing by shaders where the trial says so.
func (v *viewer) watch(now time.Time, q render.Quality) {
	if v.trial == nil || q != render.Moving {
		return
	}
	if decided, slow := v.trial.frame(now); decided {
		v.trial, v.slow = nil, slow
	}
}
