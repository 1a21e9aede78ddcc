package ebi

import (
	"image"
	"math"
	"time"

	"bodymap/render"
	"bodymap/render/soft"

	"github.com/hajimehoshi/ebiten/v2"
)

// Budgets of the processor's pictures.
const (
	frameBudget = 50 * time.Millisecond  // of a moving picture
	maxShrink   = 3                      // how much coarser than the screen a moving picture may be
	stillBudget = 700 * time.Millisecond // of one step of a fine picture; where one takes longer, there is none
)

// shifts are where in a pixel the pictures look that a fine one is the mean of,
// in samples: no two in one row or column.
var shifts = [...][2]float32{{0.125, 0.375}, {-0.375, 0.125}, {0.375, -0.125}, {-0.125, -0.375}}

// Soft is the painter that draws on the processor. Pictures while moving are
// coarser than the screen, as far as this machine needs. A fine picture comes in
// steps, so that the page is never held up for longer than one picture takes.
type Soft struct {
	renderer *soft.Renderer
	shrink   float32       // of the next moving picture
	shown    float32       // of the last picture
	quality  Quality       // of the last picture
	took     time.Duration // of the last picture
	mean     mean
	canvas   *ebiten.Image
}

// NewSoft returns a painter without buffers; the first Draw makes them.
func NewSoft() *Soft { return &Soft{renderer: soft.New(), shrink: 2, shown: 1} }

// Draw implements [Painter].
func (p *Soft) Draw(screen *ebiten.Image, s *render.Scene, q Quality) bool {
	w, h := screen.Bounds().Dx(), screen.Bounds().Dy()
	if q == Fine && p.mean.count > 0 && p.mean.fits(w, h) {
		opt := soft.Rest()
		opt.Shift = shifts[p.mean.count]
		p.show(screen, p.mean.add(p.renderer.Draw(s, w, h, opt)))
		return p.mean.count < len(shifts)
	}
	p.mean.count = 0
	shrink := float32(1)
	if q == Moving {
		shrink = p.shrink
	}
	picture := p.draw(s, w, h, shrink, q)
	if q != Moving {
		p.mean.add(picture)
	}
	p.show(screen, picture)
	return q == Moving || p.took < stillBudget
}

// draw draws one picture: only shading where that suffices.
func (p *Soft) draw(s *render.Scene, w, h int, shrink float32, q Quality) *image.RGBA {
	sw, sh := int(float32(w)/shrink+0.5), int(float32(h)/shrink+0.5)
	if shrink == p.shown && q <= p.quality && p.renderer.Drawn(s) && p.fits(sw, sh) {
		return p.renderer.Reshade(s)
	}
	p.shown, p.quality = shrink, q
	opt := soft.Moving()
	if q != Moving {
		opt = soft.Rest()
		opt.Shift = shifts[0]
	}
	start := time.Now()
	picture := p.renderer.Draw(s, sw, sh, opt)
	p.took = time.Since(start)
	if q == Moving {
		p.adapt(p.took)
	}
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

// mean is the sum of the pictures that a fine one is made of.
type mean struct {
	count int
	sum   []uint16
	out   *image.RGBA
}

func (m *mean) fits(w, h int) bool { return m.out != nil && m.out.Rect == image.Rect(0, 0, w, h) }

// add adds a picture and returns the mean so far.
func (m *mean) add(picture *image.RGBA) *image.RGBA {
	if m.count == 0 {
		if m.out == nil || m.out.Rect != picture.Rect {
			m.sum = make([]uint16, len(picture.Pix))
			m.out = image.NewRGBA(picture.Rect)
		}
		for i, v := range picture.Pix {
			m.sum[i] = uint16(v)
		}
		m.count = 1
		return picture
	}
	m.count++
	n := uint16(m.count)
	for i, v := range picture.Pix {
		m.sum[i] += uint16(v)
		m.out.Pix[i] = uint8((m.sum[i] + n/2) / n)
	}
	return m.out
}
