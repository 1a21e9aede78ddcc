//go:build js

package main

import (
	"image"

	"bodymap/cmd/viewer/internal/bridge"
	"bodymap/render"
	"bodymap/render/soft"
)

// plain paints on the processor and copies the pictures to a canvas. It needs
// neither WebGL nor the engine: without a graphics processor, drawing even one
// finished picture through WebGL takes as long as making it.
type plain struct {
	easel  *soft.Easel
	canvas *bridge.Canvas
}

// runPlain shows the body until the page closes.
func (v *viewer) runPlain() {
	canvas := bridge.OpenCanvas()
	v.painter, v.limit = &plain{soft.NewEasel(), canvas}, plainLimit
	v.frame.changed = true
	canvas.EachFrame(func() {
		w, h := v.layout(canvas.Size())
		v.update()
		v.draw(w, h)
	})
}

// Draw implements painter.
func (p *plain) Draw(s *render.Scene, w, h int, q render.Quality) (drawn, more bool) {
	var picture *image.RGBA
	switch q {
	case render.Moving:
		picture = p.easel.Quick(s, w, h)
	case render.Rest:
		picture = p.easel.Rest(s, w, h)
	default:
		picture = p.easel.Fine(s, w, h)
	}
	if picture == nil {
		return false, true
	}
	p.canvas.Show(picture)
	return true, q != render.Fine
}

// StructureAt implements painter.
func (p *plain) StructureAt(x, y int) (structure int, known bool) {
	return p.easel.StructureAt(x, y), true
}

// Hides implements painter.
func (p *plain) Hides(tolerance float32) render.Occluder { return p.easel.Hides(tolerance) }
