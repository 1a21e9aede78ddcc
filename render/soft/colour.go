package soft

import (
	"image/color"
	"math"
)

// rgb is a colour; in light (linear) or as displayed (sRGB), as each place says.
type rgb struct{ r, g, b float32 }

func (c rgb) mul(f float32) rgb { return rgb{c.r * f, c.g * f, c.b * f} }

func (c rgb) add(d rgb) rgb { return rgb{c.r + d.r, c.g + d.g, c.b + d.b} }

func (c rgb) times(d rgb) rgb { return rgb{c.r * d.r, c.g * d.g, c.b * d.b} }

// mix returns c moved a share t of the way to d.
func (c rgb) mix(d rgb, t float32) rgb {
	return rgb{c.r + (d.r-c.r)*t, c.g + (d.g-c.g)*t, c.b + (d.b-c.b)*t}
}

// display returns a theme colour as displayed, 0 to 1.
func display(c color.RGBA) rgb {
	return rgb{float32(c.R) / 255, float32(c.G) / 255, float32(c.B) / 255}
}

// light returns a theme colour as light (IEC 61966-2-1, as a power of 2.2).
func light(c color.RGBA) rgb {
	f := func(v uint8) float32 { return float32(math.Pow(float64(v)/255, 2.2)) }
	return rgb{f(c.R), f(c.G), f(c.B)}
}

// shown returns light as displayed.
func shown(c rgb) rgb {
	f := func(v float32) float32 { return float32(math.Pow(float64(unit(v)), 1/2.2)) }
	return rgb{f(c.r), f(c.g), f(c.b)}
}

// encodeSteps is the resolution of the table from light to display: half a
// shade of 255 at a twentieth of full brightness, as displayed.
const encodeSteps = 1 << 14

// encodeTable makes the table from light to display values.
func encodeTable() *[encodeSteps + 1]float32 {
	var t [encodeSteps + 1]float32
	for i := range t {
		t[i] = float32(math.Pow(float64(i)/encodeSteps, 1/2.2))
	}
	return &t
}

func (s *shader) encode(c rgb) rgb {
	return rgb{s.encodeOne(c.r), s.encodeOne(c.g), s.encodeOne(c.b)}
}

func (s *shader) encodeOne(v float32) float32 {
	if v <= 0 {
		return 0
	}
	if v >= 1 {
		return 1
	}
	return s.table[int32(v*encodeSteps+0.5)]
}

// put writes a displayed colour, 0 to 1, to a pixel of four bytes.
func put(pix []uint8, c rgb) {
	_ = pix[3]
	pix[0], pix[1], pix[2], pix[3] = byteOf(c.r), byteOf(c.g), byteOf(c.b), 255
}

// shownAt returns the displayed colour of a pixel.
func shownAt(pix []uint8) rgb {
	return rgb{float32(pix[0]) / 255, float32(pix[1]) / 255, float32(pix[2]) / 255}
}

func byteOf(v float32) uint8 {
	n := int32(v*255 + 0.5)
	if n > 255 {
		return 255
	}
	return uint8(n)
}

// unit, less and more are for numbers: the language's min and max also mind NaN
// and are calls on WebAssembly (Go 1.26), ten times as slow.
func unit(v float32) float32 {
	if v < 0 {
		return 0
	}
	if v > 1 {
		return 1
	}
	return v
}

func less(a, b float32) float32 {
	if b < a {
		return b
	}
	return a
}

func more(a, b float32) float32 {
	if b > a {
		return b
	}
	return a
}

func smoothstep(lo, hi, v float32) float32 {
	t := unit((v - lo) / (hi - lo))
	return t * t * (3 - 2*t)
}
