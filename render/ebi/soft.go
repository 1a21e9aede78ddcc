package ebi

import (
	"image"
	"math"
	"time"

	"bodymap/render"
	"bodymap/render/soft"

	"github.com/hajimehoshi/ebiten/v2"
)

// Budgets of the processor's pictures while something moves.
const (
	frameBudget = 50 * time.Millisecond
	maxShrink   = 3 // how much coarser than the screen a picture may be
)

// Soft is the painter that draws on the processor. Pictures while moving are
// coarser than the screen, as far as this machine needs.
type Soft struct {
	renderer *soft.Renderer
	shrink   float32 // of the next moving picture
	shown    float32 // of the last picture
	quality  Quality // of the last picture
	canvas   *ebiten.Image
}

// NewSoft returns a painter without buffers; the first Draw makes them.
func NewSoft() *Soft { return &Soft{renderer: soft.New(), shrink: 2, shown: 1} }

// Draw implements [Painter]. At rest borders are smooth: there is nothing finer.
func (p *Soft) Draw(screen *ebiten.Image, s *render.Scene, q Quality) bool {
	w, h := screen.Bounds().Dx(), screen.Bounds().Dy()
	shrink := float32(1)
	if q == Moving {
		shrink = p.shrink
	}
	p.show(screen, p.draw(s, w, h, shrink, min(q, Rest)))
	return q == Moving
}

// draw draws one picture: only shading where that suffices.
func (p *Soft) draw(s *render.Scene, w, h int, shrink float32, q Quality) *image.RGBA {
	sw, sh := int(float32(w)/shrink+0.5), int(float32(h)/shrink+0.5)
	if shrink == p.shown && q <= p.quality && p.renderer.Drawn(s) && p.fits(sw, sh) {
		return p.renderer.Reshade(s)
	}
	p.shown, p.quality = shrink, q
	if q == Rest {
		return p.renderer.Draw(s, sw, sh, soft.Rest())
	}
	start := time.Now()
	picture := p.renderer.Draw(s, sw, sh, soft.Moving())
	p.adapt(time.Since(start))
	return picture
}

func (p *Soft) fits(w, h int) bool {
	return p.canvas != nil && p.canvas.Bounds().Dx() == w && p.canvas.Bounds().Dy() == h
}

// adapt makes the next moving picture coarser or finer by how long the last
// took, in steps small enough not to jump.
func (p *Soft) adapt(took time.Duration) {
	ratio := math.Sqrt(float64(took) / float64(frameBudget))
	next := p.shrink * float32(min(max(ratio, 0.85), 1.3))
	next = float32(math.Round(float64(next)*4) / 4) // few sizes: each needs a texture
	p.shrink = min(max(next, 1), maxShrink)
}

func (p *Soft) show(screen *ebiten.Image, picture *image.RGBA) {
	w, h := picture.Rect.Dx(), picture.Rect.Dy()
	if !p.fits(w, h) {
		if p.canvas != nil {
			p.canvas.Deallocate()
		}
		p.canvas = ebiten.NewImage(w, h)
	}
	p.canvas.WritePixels(picture.Pix)
	op := &ebiten.DrawImageOptions{Blend: ebiten.BlendCopy}
	op.GeoM.Scale(float64(screen.Bounds().Dx())/float64(w), float64(screen.Bounds().Dy())/float64(h))
	if w != screen.Bounds().Dx() {
		op.Filter = ebiten.FilterLinear
	}
	screen.DrawImage(p.canvas, op)
}

// StructureAt implements [Painter].
func (p *Soft) StructureAt(x, y int) (structure int, known bool) {
	if p.canvas == nil {
		return -1, false
	}
	return p.renderer.StructureAt(int(float32(x)/p.shown), int(float32(y)/p.shown)), true
}

// Hides implements [Painter].
func (p *Soft) Hides(tolerance float32) render.Occluder { return p.renderer.Hides(tolerance) }
