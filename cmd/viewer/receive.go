//go:build js

package main

import (
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
	"bodymap/cmd/viewer/internal/bridge"
	"bodymap/render"
	"bodymap/render/geom"
)

// receive does what the page asks. Of many places of the pointer only the last
// counts.
func (v *viewer) receive(commands []bridge.Command) {
	var point *bridge.Command
	for i, c := range commands {
		switch c.Type {
		case "event":
			v.apply(c)
		case "hover":
			v.setHover(v.find(c.Hover), v.pointed)
		case "open":
			v.open(c.Mark)
		case "pick":
			v.pick(c.X, c.Y)
		case "point":
			point = &commands[i]
		case "leave":
			v.point(-1)
		case "theme":
			v.setTheme(c.Theme)
		case "start":
			v.bridge.Fail("atlas", errors.New("an atlas is shown already"), "Reload the stage to change the atlas.", false)
		}
	}
	if point != nil {
		v.pointer = [2]float64{point.X, point.Y}
	}
	if point != nil && v.flight == nil && !v.frame.moving {
		v.point(v.under(point.X, point.Y))
	}
}

// setTheme shows all in the colours of a theme; one that is not known changes nothing.
func (v *viewer) setTheme(name string) {
	t, ok := render.ThemeNamed(name)
	if !ok || t == v.scene.Theme {
		return
	}
	v.world.SetTheme(t)
	if v.scene.Cut != nil { // the cut surfaces have colours of their own
		camera := v.scene.Camera
		v.scene = *v.world.Scene(v.session.State)
		v.scene.Camera = camera
	}
	v.scene.Theme = t
	v.frame.change(time.Now(), false)
}

// apply changes the state by an event from outside.
func (v *viewer) apply(c bridge.Command) {
	e, err := app.ParseEvent(c.Event)
	if err != nil {
		v.bridge.Fail("event", err, "", false)
		return
	}
	v.change(e)
}

// change changes the state by an event; on an error nothing changes.
func (v *viewer) change(e app.Event) {
	hand := e.Type == app.EventOrbit || e.Type == app.EventPan || e.Type == app.EventZoom
	before := v.session.State
	if hand && v.flight != nil {
		seen := v.scene.Camera // what is taken hold of, not where the flight would end
		v.session.State.Camera = &seen
	}
	if err := v.session.Apply(e, v.world); err != nil {
		v.session.State = before
		v.bridge.Fail(e.Type, err, "", false)
		return
	}
	if v.session.State.Equal(before) {
		if e.Type == app.EventUndo || e.Type == app.EventRedo {
			v.stateDue = e.Type
		}
		return
	}
	if hand {
		v.move(e.Type)
		return
	}
	v.show(true)
	v.frame.moving = v.frame.moving || e.Type == app.EventSection // quickly first: it is moved by a slider
	v.tellState(e.Type)
	if e.Type == app.EventHide && v.pointed >= 0 {
		v.point(v.along(v.pointer[0], v.pointer[1])) // what lay behind it now
	}
}

// move shows the state's camera at once; all else is as before.
func (v *viewer) move(cause string) {
	v.flight = nil
	v.scene.Camera = v.world.Camera(v.session.State)
	v.frame.change(time.Now(), true)
	v.frame.moving = true
	v.stateDue = cause
}

// farthest is how far away something can be pointed at, in metres.
const farthest = 100

// under returns the structure at a place of the stage, or -1.
func (v *viewer) under(x, y float64) int {
	size := v.frame.size
	if size.X == 0 || size.Y == 0 {
		return -1
	}
	sx, sy := x*float64(size.X)/v.width, y*float64(size.Y)/v.height
	if i, known := v.painter.StructureAt(int(sx), int(sy)); known {
		return v.scene.Owner(i)
	}
	return v.along(x, y)
}

// along is under by the scene, not by the last picture.
func (v *viewer) along(x, y float64) int {
	ray := v.scene.Camera.Ray(float32(x), float32(y), float32(v.width), float32(v.height))
	hit, ok := v.atlas.Picker.First(&v.scene, ray, farthest)
	if !ok {
		return -1
	}
	return hit.Structure
}

// pick selects what lies at a place of the stage, if it can be selected.
func (v *viewer) pick(x, y float64) {
	i := v.under(x, y)
	if i < 0 {
		return
	}
	ref := v.refOf(i)
	if ref.Kind != anatomy.KindDermatome && v.scene.Structures[i].Tissue == render.Skin {
		ref = v.regionUnder(x, y)
	}
	if _, ok := v.world.Sided(ref.Kind, ref.ID); ok {
		v.change(app.Event{Type: app.EventSelect, Kind: ref.Kind, ID: ref.ID, Side: ref.Side})
		return
	}
	v.point(i) // a bone: at least its name, where touch has no hovering
}

// regionUnder returns the region of the skin at a place of the stage.
func (v *viewer) regionUnder(x, y float64) anatomy.Ref {
	ray := v.scene.Camera.Ray(float32(x), float32(y), float32(v.width), float32(v.height))
	hit, ok := v.atlas.Picker.First(&v.scene, ray, farthest)
	if !ok {
		return anatomy.Ref{}
	}
	ref, _ := v.world.RegionAt(hit.At)
	return ref
}

// Signs of neighbours that share one are shown so near that each has its own.
const (
	openHigh = 30 // CSS pixels from one to the next
	openMost = 6  // how much nearer at most
)

// open goes nearer to the places that a shared sign stands for.
func (v *viewer) open(refs string) {
	var box geom.Box
	count := 0
	for _, m := range v.scene.Markers {
		if !slices.Contains(strings.Fields(refs), m.Ref) {
			continue
		}
		if at := (geom.Box{Min: m.At, Max: m.At}); count == 0 {
			box = at
		} else {
			box = box.Join(at)
		}
		count++
	}
	if count < 2 {
		return
	}
	b := v.scene.Camera.Basis()
	x0, y0, _ := b.Project(box.Min, float32(v.width), float32(v.height))
	x1, y1, _ := b.Project(box.Max, float32(v.width), float32(v.height))
	apart := max(math.Hypot(float64(x1-x0), float64(y1-y0)), 1) / float64(count-1)
	near := v.scene.Camera.Zoom(float32(min(max(openHigh/apart, 1.2), openMost)))
	c, at := infoOfCamera(near), box.Centre()
	v.change(app.Event{Type: app.EventCamera, Yaw: c.Yaw, Pitch: c.Pitch, Distance: float64(c.Distance), Target: &[3]float64{float64(at.X), float64(at.Y), float64(at.Z)}})
}

// refOf names a structure as a record.
func (v *viewer) refOf(i int) anatomy.Ref {
	if i >= len(v.atlas.Structures) { // of a chart
		ref, _ := v.world.Charted(i)
		return ref
	}
	s := v.atlas.Structures[i]
	for _, kind := range []anatomy.Kind{anatomy.KindMuscle, anatomy.KindNerve} {
		if v.facts.Has(kind, s.ID) {
			return anatomy.Ref{Kind: kind, ID: s.ID, Side: s.Side}
		}
	}
	return anatomy.Ref{Kind: anatomy.KindStructure, ID: s.ID, Side: s.Side}
}

// find returns the structure that a ref of the page names, or -1.
func (v *viewer) find(ref *bridge.Ref) int {
	if ref == nil {
		return -1
	}
	side := anatomy.Side(ref.Side)
	if side == anatomy.Both || side == "" {
		side = anatomy.Right
	}
	if anatomy.Kind(ref.Kind) == anatomy.KindDermatome {
		return slices.IndexFunc(v.scene.Structures, func(s render.Structure) bool {
			return s.Tissue == render.Skin && s.ID == string(ref.ID) && s.Side == string(side)
		})
	}
	if i, ok := v.atlas.Find(anatomy.ID(ref.ID), side); ok {
		return i
	}
	return -1
}

// point notes what the pointer is over, and tells the page.
func (v *viewer) point(i int) {
	if i == v.pointed {
		return
	}
	v.setHover(v.hovered, i)
	v.tellHover(i)
}

func (v *viewer) setHover(hovered, pointed int) {
	before := v.hover()
	v.hovered, v.pointed = hovered, pointed
	if v.hover() != before {
		v.frame.change(time.Now(), false)
	}
}
