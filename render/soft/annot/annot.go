// Package annot draws the annotations of a scene (numbered marks, referral
// paths, nerve paths) over a picture as anti-aliased vectors. It stands apart
// from render/soft because of its font, which the page does not need: there the
// same annotations are HTML and SVG.
package annot

import (
	"fmt"
	"image"
	"image/color"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"bodymap/render"
)

// Painter draws annotations. It holds the font; not for concurrent use.
type Painter struct {
	font *opentype.Font
}

// New returns a painter.
func New() (*Painter, error) {
	f, err := opentype.Parse(gobold.TTF)
	if err != nil {
		return nil, fmt.Errorf("annot: font: %w", err)
	}
	return &Painter{font: f}, nil
}

// hiddenAlpha dims what lies behind something solid.
const hiddenAlpha = 0.38

// Draw draws a over a picture, scaled to its width: paths first, then marks, the
// dimmed ones under those in sight.
func (p *Painter) Draw(dst *image.RGBA, a render.Annotations, theme render.Theme) error {
	if a.Width <= 0 {
		return nil
	}
	c := &canvas{dst: dst, scale: float32(dst.Rect.Dx()) / float32(a.Width), alpha: 1}
	face, err := opentype.NewFace(p.font, &opentype.FaceOptions{Size: float64(11 * c.scale), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return fmt.Errorf("annot: font: %w", err)
	}
	defer face.Close()
	for _, hidden := range []bool{true, false} {
		c.alpha = 1
		if hidden {
			c.alpha = hiddenAlpha
		}
		for i := range a.Lines {
			if a.Lines[i].Hidden == hidden {
				c.line(&a.Lines[i], theme)
			}
		}
	}
	for _, hidden := range []bool{true, false} {
		c.alpha = 1
		if hidden {
			c.alpha = hiddenAlpha
		}
		for i := range a.Marks {
			if a.Marks[i].Hidden == hidden {
				c.mark(&a.Marks[i], theme, face)
			}
		}
	}
	return nil
}

// mark draws one sign: round, diamond or square, in a casing so that it stands
// on anything; a faint one is hollow.
func (c *canvas) mark(m *render.ScreenMark, theme render.Theme, face font.Face) {
	ink := theme.Outline // of a name
	if m.Level > 0 {
		ink = theme.Level[min(m.Level-1, 3)]
	}
	casing := theme.Casing
	if m.Count > 1 { // the places that share the sign
		c.fill(ink, func(s *shape) { s.stroke([][2]float32{m.From, m.To}, 4) })
	}
	if dx, dy := m.X-m.AtX, m.Y-m.AtY; dx*dx+dy*dy > 9 {
		line := [][2]float32{{m.AtX, m.AtY}, {m.X, m.Y}}
		c.fill(casing, func(s *shape) { s.stroke(line, 3); s.disc(m.AtX, m.AtY, 3.4) })
		c.fill(ink, func(s *shape) { s.stroke(line, 1.4); s.disc(m.AtX, m.AtY, 2.4) })
	}
	if m.Level == 0 {
		c.fill(casing, func(s *shape) { s.sign(m, 0) })
		c.text(m.Text, m.X, m.Y, ink, face)
		return
	}
	c.fill(casing, func(s *shape) { s.sign(m, 2) })
	c.fill(ink, func(s *shape) { s.sign(m, 0) })
	text := casing
	if m.Faint {
		c.fill(casing, func(s *shape) { s.sign(m, -2) })
		text = ink
	}
	if m.Text != "" {
		c.text(m.Text, m.X, m.Y, text, face)
	}
}

// nerveCasing is dark in every theme: nerves are yellow in all of them.
var nerveCasing = color.RGBA{0x1d, 0x23, 0x29, 150}

// line draws a run of a path.
func (c *canvas) line(l *render.ScreenLine, theme render.Theme) {
	casing := theme.Casing
	casing.A = 215
	ink := theme.Level[0]
	switch l.Kind {
	case render.NervePath:
		c.fill(nerveCasing, func(s *shape) { s.stroke(l.Points, 5.2) })
		c.fill(theme.Tissue[render.Nerve], func(s *shape) { s.stroke(l.Points, 3.4) })
	case render.ReferralSpillover:
		c.fill(casing, func(s *shape) { s.dots(l, 10, 2.8) })
		c.fill(ink, func(s *shape) { s.dots(l, 10, 1.7) })
	default:
		c.fill(casing, func(s *shape) { s.stroke(l.Points, 5) })
		c.fill(ink, func(s *shape) {
			s.dashes(l, 8, 5, 2.4)
			if l.End {
				s.arrow(l.Points, 9)
			}
		})
	}
}

// text writes a short word centred on a place.
func (c *canvas) text(word string, x, y float32, ink color.RGBA, face font.Face) {
	d := font.Drawer{Dst: c.dst, Src: image.NewUniform(c.fade(ink)), Face: face}
	width := d.MeasureString(word)
	height := face.Metrics().CapHeight
	d.Dot = fixed.Point26_6{
		X: fixed.Int26_6(x*c.scale*64) - width/2,
		Y: fixed.Int26_6(y*c.scale*64) + height/2,
	}
	d.DrawString(word)
}

// Caption writes a line of text, size pixels high, from its top left corner, in
// white outline so that it stands on anything.
func (p *Painter) Caption(dst *image.RGBA, text string, x, y, size float32, ink color.RGBA) error {
	face, err := opentype.NewFace(p.font, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return fmt.Errorf("annot: font: %w", err)
	}
	defer face.Close()
	write := func(src color.RGBA, dx, dy float32) {
		d := font.Drawer{Dst: dst, Src: image.NewUniform(src), Face: face}
		d.Dot = fixed.Point26_6{X: fixed.Int26_6((x + dx) * 64), Y: fixed.Int26_6((y+dy)*64) + face.Metrics().Ascent}
		d.DrawString(text)
	}
	for _, d := range [][2]float32{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		write(color.RGBA{255, 255, 255, 255}, d[0], d[1])
	}
	write(ink, 0, 0)
	return nil
}

// fade returns a colour at the canvas's strength, premultiplied.
func (c *canvas) fade(ink color.RGBA) color.RGBA {
	a := float32(ink.A) / 255 * c.alpha
	f := func(v uint8) uint8 { return uint8(float32(v)*a + 0.5) }
	return color.RGBA{f(ink.R), f(ink.G), f(ink.B), uint8(255*a + 0.5)}
}
