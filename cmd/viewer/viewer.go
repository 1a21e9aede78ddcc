//go:build js

package main

import (
	"fmt"
	"image"
	"math"
	"time"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/cmd/internal/app"
	"bodymap/cmd/internal/bind"
	"bodymap/cmd/viewer/internal/bridge"
	"bodymap/render"
	"bodymap/render/gltf"
)

// viewer shows one state on one atlas, whichever way its pictures reach the
// screen (engine.go, plain.go).
type viewer struct {
	bridge  *bridge.Bridge
	facts   *anatomy.Facts
	atlas   *assets.Atlas
	world   *bind.Map
	session app.Session
	painter painter
	limit   float64 // pixels that the painter draws in good time
	reduced bool    // motion

	scene   render.Scene // of the state; its camera is what is seen now
	labels  []render.ScreenLabel
	flight  *flight
	pointed int        // structure under the pointer, or -1
	hovered int        // structure that the page points at, or -1
	pointer [2]float64 // where it was last, CSS pixels

	width, height float64 // of the stage, CSS pixels
	bottom        float32 // of the height, over which the page lays something
	frame         frame
	trial         *trial // of drawing by shaders; nil once decided
	slow          bool   // the trial's outcome
	prepared      bool   // all that would make somebody wait later
	stateDue      string // cause of a state that is yet to be told; "" for none
}

func newViewer(b *bridge.Bridge, facts *anatomy.Facts, c bridge.Command) (*viewer, error) {
	model, err := gltf.ParseAtRest(c.Bytes) // nothing draws the level for close-ups
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.URL, err)
	}
	binding, err := assets.Named(c.Model)
	if err != nil {
		return nil, err
	}
	atlas, err := assets.Bind(model, binding, facts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.URL, err)
	}
	v := &viewer{
		bridge: b, facts: facts, atlas: atlas, world: bind.New(facts, atlas), reduced: c.Reduced,
		session: app.Session{State: app.Initial()}, pointed: -1, hovered: -1,
	}
	v.setTheme(c.Theme)
	v.bottom = float32(c.Bottom)
	v.world.Above(c.Bottom)
	if s, err := app.ParseFragment(c.Fragment, v.world); err != nil {
		b.Fail("link", err, "The whole body is shown instead.", false)
	} else {
		v.session.State = s
	}
	v.tellReady()
	v.stateDue = "init"
	return v, nil
}

// update takes what has arrived since the last frame.
func (v *viewer) update() {
	if commands := v.bridge.Commands(); len(commands) > 0 {
		v.frame.told = false // the page waits to hear that nothing more will change
		v.receive(commands)
	}
	v.fly(time.Now())
}

// layout returns the pixels of the picture for a stage of some CSS pixels: those of
// the screen, as far as the painter can draw so many.
func (v *viewer) layout(width, height float64) (w, h int) {
	width, height = max(width, 1), max(height, 1)
	if width != v.width || height != v.height {
		v.width, v.height = width, height
		v.world.Resize(int(width), int(height))
		v.show(false)
	}
	scale := min(v.bridge.PixelRatio(), math.Sqrt(v.limit/(width*height)))
	return max(int(width*scale), 1), max(int(height*scale), 1)
}

// show makes the scene that of the state. The camera flies there where asked.
func (v *viewer) show(fly bool) {
	seen := v.scene.Camera
	first := v.scene.Structures == nil
	v.scene = *v.world.Scene(v.session.State)
	v.frame.change(time.Now(), true)
	to := v.scene.Camera
	if first || to == seen {
		v.flight = nil
		return
	}
	if !fly || v.reduced {
		v.flight = nil
		v.frame.moving = true
		return
	}
	v.scene.Camera = seen
	v.flight = &flight{from: seen, to: to, start: time.Now()}
}

// fly moves the camera along its flight.
func (v *viewer) fly(now time.Time) {
	if v.flight == nil {
		return
	}
	camera, arrived := v.flight.at(now)
	v.scene.Camera = camera
	v.frame.change(now, true)
	v.frame.moving = !arrived
	if arrived {
		v.flight = nil
	}
}

// draw works on the picture that is due, in w by h pixels, and reports whether
// there is a new one. It does nothing where nothing changed.
func (v *viewer) draw(w, h int) (fresh bool) {
	now, size := time.Now(), image.Pt(w, h)
	if q, due := v.frame.due(now, size); due {
		s := v.frame.take(&v.scene, v.hover())
		v.watch(now, q)
		drawn, more := v.painter.Draw(s, w, h, q)
		if drawn {
			v.painted(s, q, more, size)
		}
		fresh = drawn
	} else if v.flight == nil {
		v.prepare(now)
	}
	if v.stateDue != "" && v.flight == nil && v.frame.quiet(now, settled) {
		v.tellState(v.stateDue)
	}
	if v.stateDue == "" && v.flight == nil && v.prepared && v.frame.final() {
		v.frame.told = true
		v.bridge.Tell(frameMessage{Type: "frame", Final: true})
	}
	return fresh
}

// prepare uses a frame with nothing to draw for what would make somebody wait later.
func (v *viewer) prepare(now time.Time) {
	if v.prepared {
		return
	}
	if v.prepared = v.world.Prepare(now.Add(preparing)); v.prepared {
		v.world.Coarsen(&v.scene)
	}
}

// preparing is how much of a frame it may take.
const preparing = 10 * time.Millisecond

// painted tells of a new picture and of what lies where on it.
func (v *viewer) painted(s *render.Scene, q render.Quality, more bool, size image.Point) {
	annotate := v.frame.layout || q != v.frame.quality
	v.frame.drawn(q, more, size)
	if annotate {
		v.tellAnnotations(s, q)
	}
	v.bridge.Tell(frameMessage{Type: "frame"})
}

// settled is how long the camera rests before its new place is told.
const settled = 250 * time.Millisecond

// hover is the structure to set off: what the pointer is over, else what the
// page points at.
func (v *viewer) hover() int {
	if v.pointed >= 0 {
		return v.pointed
	}
	return v.hovered
}

// hides is the occluder for annotations: the painter's own, else rays.
func (v *viewer) hides(s *render.Scene) render.Occluder {
	if o := v.painter.Hides(s.Tolerance()); o != nil {
		return o
	}
	return v.atlas.Picker.Hides(s, s.Tolerance())
}
