package ebi

import (
	"image"
	"image/color"
	"math"

	"bodymap/render"
	"bodymap/render/ebi/batch"
	"bodymap/render/geom"

	"github.com/hajimehoshi/ebiten/v2"
)

// palette holds how each structure looks, by its number, so that hover and marks
// redraw no geometry.
type palette struct {
	image  *ebiten.Image
	pix    []byte
	before []byte // what image shows
	marked bool   // some structure has an outline
}

// paletteSide squared holds all structures that can be told apart.
const paletteSide = 64

// paint writes each structure's colour and, in alpha, the kind of its
// tissue times eight plus the style of its outline; below that how its fibres
// look: hundredths of tendon at either end, and its pennation in either half.
func (p *palette) paint(s *render.Scene) *ebiten.Image {
	const below = 4 * paletteSide * paletteSide
	if p.image == nil {
		p.image = ebiten.NewImageWithOptions(image.Rect(0, 0, paletteSide, 2*paletteSide), &ebiten.NewImageOptions{Unmanaged: true})
		p.pix, p.before = make([]byte, 2*below), make([]byte, 2*below)
	}
	clear(p.pix)
	p.marked = false
	for i := range min(len(s.Structures), batch.MaxStructures) {
		c, style := albedo(s, i), style(s, i)
		o := 4 * (i + 1)
		p.pix[o], p.pix[o+1], p.pix[o+2] = c.R, c.G, c.B
		p.pix[o+3] = kinds[s.Structures[i].Tissue]*8 + style
		p.marked = p.marked || style > 0
		if m := s.Structures[i].Mesh; m != nil {
			g := grain(m.Grain)
			copy(p.pix[below+o:], g[:])
		}
	}
	if string(p.pix) != string(p.before) {
		p.image.WritePixels(p.pix)
		copy(p.before, p.pix)
	}
	return p.image
}

// grain is how fibres look, in the bytes that shade.kage reads.
func grain(g geom.Grain) [4]byte {
	ends := g.Ends()
	share := func(v float32) byte { return byte(v*100 + 0.5) }
	slant := func(v float32) byte { return byte(128 + geom.PennateSteps*v) }
	return [4]byte{share(ends[0]), share(ends[1]), slant(g.Pennate[0]), slant(g.Pennate[1])}
}

// kinds are the ways in which tissues take the light, as shade.kage knows them.
var kinds = [...]byte{
	render.Muscle: 0, render.Bone: 1, render.Tooth: 1, render.Nerve: 2, render.Skin: 3,
	render.Ligament: 4, render.Fascia: 4, render.Tendon: 4, render.Cartilage: 4,
}

// style is the outline of a structure: 0 none, the stronger the larger.
func style(s *render.Scene, i int) byte {
	style := [...]byte{render.Plain: 0, render.Carrier: 1, render.Refers: 2, render.Selected: 4}[s.Structures[i].Mark]
	if s.Hovers(i, s.Hover) {
		style = max(style, 3)
	}
	return style
}

// albedo is a structure's own colour, tinted by its mark, as displayed.
func albedo(s *render.Scene, i int) color.RGBA {
	st, theme := &s.Structures[i], &s.Theme
	c := theme.Colour(st)
	switch st.Mark {
	case render.Selected:
		share := float32(1)
		if st.Tissue != render.Muscle {
			share = 0.55
		}
		c = mixLight(c, theme.Selected, share)
	case render.Refers:
		c = mixLight(c, theme.Selected, 0.30)
	case render.Carrier:
		share := float32(0.36)
		if st.Tissue == render.Nerve { // yellow and blue make mud
			share = 0.12
		}
		c = mixLight(c, theme.Level[2], share)
	}
	if s.Hovers(i, s.Hover) {
		c = mixLight(c, color.RGBA{255, 255, 255, 255}, 0.06)
	}
	return c
}

// mixLight moves a colour a share t of the way to another, as light mixes.
func mixLight(a, b color.RGBA, t float32) color.RGBA {
	f := func(x, y uint8) uint8 {
		p, q := math.Pow(float64(x)/255, 2.2), math.Pow(float64(y)/255, 2.2)
		return uint8(math.Pow(p+(q-p)*float64(t), 1/2.2)*255 + 0.5)
	}
	return color.RGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 255}
}
