//go:build js

package main

import (
	"bodymap/render/ebi"

	"github.com/hajimehoshi/ebiten/v2"
)

// engine is the viewer as a game of Ebitengine's: pictures are drawn by shaders.
// It implements [ebiten.Game].
type engine struct {
	viewer *viewer
	shader *ebi.Shader
}

// run returns when the processor is to take over, or on an error.
func (e *engine) run() error {
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetRunnableOnUnfocused(true)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	// The engine's canvas never takes the focus: it would not give it back.
	return ebiten.RunGameWithOptions(e, &ebiten.RunGameOptions{InitUnfocused: true})
}

// Update implements [ebiten.Game].
func (e *engine) Update() error {
	if e.viewer.slow { // ever after: the engine asks again where its canvas changes
		return ebiten.Termination
	}
	e.viewer.update()
	return nil
}

// LayoutF implements [ebiten.LayoutFer].
func (e *engine) LayoutF(width, height float64) (float64, float64) {
	w, h := e.viewer.layout(width, height)
	return float64(w), float64(h)
}

// Layout implements [ebiten.Game]; the engine asks LayoutF instead.
func (e *engine) Layout(width, height int) (int, int) { return width, height }

// Draw implements [ebiten.Game]. The screen keeps the last picture where there is
// no new one.
func (e *engine) Draw(screen *ebiten.Image) {
	if e.viewer.draw(screen.Bounds().Dx(), screen.Bounds().Dy()) {
		e.shader.Show(screen)
	}
}

var _ ebiten.LayoutFer = (*engine)(nil)
