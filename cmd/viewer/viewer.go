//go:build js

package main

import (
	"fmt"
	"math"
	"time"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/cmd/internal/app"
	"bodymap/cmd/internal/bind"
	"bodymap/cmd/viewer/internal/bridge"
	"bodymap/render"
	"bodymap/render/ebi"
	"bodymap/render/gltf"

	"github.com/hajimehoshi/ebiten/v2"
)

// viewer shows one state on one atlas. It implements [ebiten.Game].
type viewer struct {
	bridge  *bridge.Bridge
	facts   *anatomy.Facts
	atlas   *assets.Atlas
	world   *bind.Map
	session app.Session
	painter ebi.Painter
	limit   float64 // pixels that the painter draws in good time
	reduced bool    // motion

	scene   render.Scene // of the state; its camera is what is seen now
	labels  []render.ScreenLabel
	flight  *flight
	pointed int        // structure under the pointer, or -1
	hovered int        // structure that the page points at, or -1
	pointer [2]float64 // where it was last, CSS pixels

	width, height float64 // of the stage, CSS pixels
	frame         frame
	trial         *trial // of the painter; nil once decided
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
	v.choosePainter(c.Path, c.Software)
	v.setTheme(c.Theme)
	if s, err := app.ParseFragment(c.Fragment, v.world); err != nil {
		b.Fail("link", err, "The whole body is shown instead.", false)
	} else {
		v.session.State = s
	}
	v.tellReady()
	v.stateDue = "init"
	return v, nil
}

// Update implements [ebiten.Game].
func (v *viewer) Update() error {
	if commands := v.bridge.Commands(); len(commands) > 0 {
		v.frame.told = false // the page waits to hear that nothing more will change
		v.receive(commands)
	}
	v.fly(time.Now())
	return nil
}

// LayoutF implements [ebiten.LayoutFer]: the picture has the screen's pixels, as
// far as the painter can draw so many.
func (v *viewer) LayoutF(width, height float64) (float64, float64) {
	width, height = max(width, 1), max(height, 1)
	if width != v.width || height != v.height {
		v.width, v.height = width, height
		v.world.Resize(int(width), int(height))
		v.show(false)
	}
	scale := min(v.bridge.PixelRatio(), math.Sqrt(v.limit/(width*height)))
	return max(math.Floor(width*scale), 1), max(math.Floor(height*scale), 1)
}

// Layout implements [ebiten.Game]; the engine asks LayoutF instead.
func (v *viewer) Layout(width, height int) (int, int) { return width, height }

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

// Draw implements [ebiten.Game]. It draws nothing where nothing changed: the
// screen keeps the last picture.
func (v *viewer) Draw(screen *ebiten.Image) {
	now := time.Now()
	if q, due := v.frame.due(now, screen.Bounds()); due {
		scene := v.scene // a copy: painters keep what they drew, to tell what changed
		scene.Hover = v.hover()
		v.watch(now, q)
		annotate := v.frame.layout || q != v.frame.quality
		v.frame.drawn(q, v.painter.Draw(screen, &scene, q), screen.Bounds())
		if annotate {
			v.tellAnnotations(&scene, q)
		}
		v.bridge.Tell(frameMessage{Type: "frame"})
	}
	if v.stateDue != "" && v.flight == nil && v.frame.quiet(now, settled) {
		v.tellState(v.stateDue)
	}
	if v.stateDue == "" && v.flight == nil && v.frame.final() {
		v.frame.told = true
		v.bridge.Tell(frameMessage{Type: "frame", Final: true})
	}
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

var _ ebiten.LayoutFer = (*viewer)(nil)
