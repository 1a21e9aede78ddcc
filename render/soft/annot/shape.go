package annot

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"bodymap/render"
)

// canvas is the picture being drawn on: scale picture pixels to a pixel of the
// annotations, everything at strength alpha.
type canvas struct {
	dst   *image.RGBA
	scale float32
	alpha float32
	shape shape
	rast  vector.Rasterizer
}

// shape is a set of closed outlines, all wound the same way, so that those that
// overlap fill once.
type shape struct{ rings [][][2]float32 }

// fill fills what build adds to an empty shape. Only the part of the picture
// that the shape touches is worked on.
func (c *canvas) fill(ink color.RGBA, build func(*shape)) {
	c.shape.rings = c.shape.rings[:0]
	build(&c.shape)
	box := c.bounds().Intersect(c.dst.Rect)
	if box.Empty() {
		return
	}
	c.rast.Reset(box.Dx(), box.Dy())
	ox, oy := float32(box.Min.X), float32(box.Min.Y)
	for _, ring := range c.shape.rings {
		for i, p := range ring {
			x, y := p[0]*c.scale-ox, p[1]*c.scale-oy
			if i == 0 {
				c.rast.MoveTo(x, y)
			} else {
				c.rast.LineTo(x, y)
			}
		}
		c.rast.ClosePath()
	}
	c.rast.Draw(c.dst, box, image.NewUniform(c.fade(ink)), image.Point{})
}

// farAway is a length, in pixels, that no picture reaches: what is longer is not
// a line but a mistake, and would take long to draw.
const farAway = 1 << 14

func (c *canvas) bounds() image.Rectangle {
	const far = farAway
	x0, y0, x1, y1 := float32(far), float32(far), float32(-far), float32(-far)
	for _, ring := range c.shape.rings {
		for _, p := range ring {
			x0, y0 = min(x0, p[0]*c.scale), min(y0, p[1]*c.scale)
			x1, y1 = max(x1, p[0]*c.scale), max(y1, p[1]*c.scale)
		}
	}
	x0, y0, x1, y1 = max(x0, -far), max(y0, -far), min(x1, far), min(y1, far)
	return image.Rect(int(x0)-1, int(y0)-1, int(x1)+2, int(y1)+2)
}

func (s *shape) ring(points ...[2]float32) { s.rings = append(s.rings, points) }

// sign adds a mark's sign: round, diamond or a rounded box, all clockwise; it is
// larger than the sign by grow on each side.
func (s *shape) sign(m *render.ScreenMark, grow float32) {
	x, y, half := m.X, m.Y, m.Size/2-2+grow
	switch m.Level {
	case 2:
		s.ring([2]float32{x, y - half}, [2]float32{x + half, y}, [2]float32{x, y + half}, [2]float32{x - half, y})
	case 0, 3:
		s.box(x, y, half+max(m.Wide-m.Size, 0)/2, half)
	default:
		s.disc(x, y, half)
	}
}

func (s *shape) disc(x, y, radius float32) {
	const sides = 28
	ring := make([][2]float32, sides)
	for i := range ring {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / sides)
		ring[i] = [2]float32{x + radius*float32(cos), y + radius*float32(sin)}
	}
	s.ring(ring...)
}

// box adds a box with rounded corners.
func (s *shape) box(x, y, halfWide, halfHigh float32) {
	const round = 3
	var ring [][2]float32
	for corner, d := range [4][2]float32{{1, 1}, {-1, 1}, {-1, -1}, {1, -1}} {
		cx, cy := x+d[0]*(halfWide-round), y+d[1]*(halfHigh-round)
		for k := range 5 {
			sin, cos := math.Sincos((float64(corner) + float64(k)/4) * math.Pi / 2)
			ring = append(ring, [2]float32{cx + round*float32(cos), cy + round*float32(sin)})
		}
	}
	s.ring(ring...)
}

// stroke adds a line of the given width with round joins and ends.
func (s *shape) stroke(points [][2]float32, width float32) {
	half := width / 2
	for i, p := range points {
		s.disc(p[0], p[1], half)
		if i == 0 {
			continue
		}
		q := points[i-1]
		dx, dy := p[0]-q[0], p[1]-q[1]
		length := float32(math.Hypot(float64(dx), float64(dy)))
		if length == 0 || length > farAway {
			continue
		}
		nx, ny := -dy/length*half, dx/length*half
		s.ring([2]float32{q[0] - nx, q[1] - ny}, [2]float32{p[0] - nx, p[1] - ny},
			[2]float32{p[0] + nx, p[1] + ny}, [2]float32{q[0] + nx, q[1] + ny})
	}
}

// dashes adds a dashed line; dashes run on from one run of a path to the next.
func (s *shape) dashes(l *render.ScreenLine, on, off, width float32) {
	var dash [][2]float32
	walk(l, 1, func(x, y, at float32) {
		if float32(math.Mod(float64(at), float64(on+off))) < on {
			dash = append(dash, [2]float32{x, y})
			return
		}
		if len(dash) > 1 {
			s.stroke(dash, width)
		}
		dash = nil
	})
	if len(dash) > 1 {
		s.stroke(dash, width)
	}
}

// dots adds a dot every step pixels.
func (s *shape) dots(l *render.ScreenLine, step, radius float32) {
	next := float32(math.Ceil(float64(l.Start/step))) * step
	walk(l, 0.5, func(x, y, at float32) {
		if at >= next {
			s.disc(x, y, radius)
			next += step
		}
	})
}

// walk calls visit every step pixels along a run, with the length so far.
func walk(l *render.ScreenLine, step float32, visit func(x, y, at float32)) {
	at, next := l.Start, l.Start
	for i := 1; i < len(l.Points); i++ {
		p, q := l.Points[i-1], l.Points[i]
		length := float32(math.Hypot(float64(q[0]-p[0]), float64(q[1]-p[1])))
		if length > farAway {
			at, next = at+length, at+length
			continue
		}
		for ; length > 0 && next <= at+length; next += step {
			t := (next - at) / length
			visit(p[0]+(q[0]-p[0])*t, p[1]+(q[1]-p[1])*t, next)
		}
		at += length
	}
}

// arrow adds a head at the end of a line, along its last few pixels.
func (s *shape) arrow(points [][2]float32, size float32) {
	tip := points[len(points)-1]
	for i := len(points) - 2; i >= 0; i-- {
		dx, dy := tip[0]-points[i][0], tip[1]-points[i][1]
		length := float32(math.Hypot(float64(dx), float64(dy)))
		if length < size && i > 0 || length == 0 {
			continue
		}
		dx, dy = dx/length*size, dy/length*size
		s.ring([2]float32{tip[0] + dx*0.5, tip[1] + dy*0.5},
			[2]float32{tip[0] - dx*0.5 - dy*0.5, tip[1] - dy*0.5 + dx*0.5},
			[2]float32{tip[0] - dx*0.5 + dy*0.5, tip[1] - dy*0.5 - dx*0.5})
		return
	}
}
