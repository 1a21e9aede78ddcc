package soft

import (
	"image/color"
	"math"
)

// paper is the background: warm paper, a little darker towards the edges. It is
// kept from one picture to the next.
type paper struct {
	w, h    int
	colours [2]color.RGBA // middle and edge
	pix     []uint8
}

// lay makes the paper, unless it is the same as before, and reports whether it did.
func (p *paper) lay(w, h int, colours [2]color.RGBA) bool {
	if p.w == w && p.h == h && p.colours == colours {
		return false
	}
	if len(p.pix) != 4*w*h {
		p.pix = make([]uint8, 4*w*h)
	}
	p.w, p.h, p.colours = w, h, colours
	middle, edge := display(colours[0]), display(colours[1])
	for y := range h {
		for x := range w {
			dx, dy := float64(x)/float64(w)-0.5, float64(y)/float64(h)-0.45
			t := smoothstep(0.12, 0.72, float32(math.Sqrt(dx*dx+dy*dy)))
			c := middle.mix(edge, t)
			// A step of the paper's few shades is broken up by half a shade, so
			// that no rings show.
			put(p.pix[4*(y*w+x):], c.add(rgb{1, 1, 1}.mul(grain(x, y)/255)))
		}
	}
	return true
}

// grain is a fixed pattern from -0.5 to 0.5 without visible repetition (Jimenez,
// Next Generation Post Processing in Call of Duty, 2014).
func grain(x, y int) float32 {
	v := 52.9829189 * frac(0.06711056*float64(x)+0.00583715*float64(y))
	return float32(frac(v)) - 0.5
}

func frac(v float64) float64 { return v - math.Floor(v) }
