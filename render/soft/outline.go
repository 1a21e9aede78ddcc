package soft

import (
	"image"
	"math"

	"bodymap/render"
)

// outlines holds the lines round marked structures: how far they cover each
// sample, and in which style.
type outlines struct {
	cover   []uint8
	style   []uint8
	touched []int // samples with cover, to clear them again
	colour  [5]rgb
	styles  []uint8 // by structure, plus 1
}

// The styles, weakest first: a stronger line covers a weaker one.
const (
	lineNone = iota
	lineCarrier
	lineRefers
	lineHover
	lineSelected
)

func (o *outlines) resize(n int) {
	o.cover, o.style, o.touched = sized(o.cover, n), sized(o.style, n), o.touched[:0]
}

// outline draws the lines of the scene's marks: a disc at every sample where a
// marked structure borders on something else.
func (r *Renderer) outline() {
	o := &r.lines
	for _, i := range o.touched {
		o.cover[i], o.style[i] = 0, lineNone
	}
	o.touched = o.touched[:0]
	theme := &r.scene.Theme
	ink, warm := display(theme.Outline), display(theme.Selected)
	o.colour = [5]rgb{{}, display(theme.Level[2]), display(theme.Level[0]), ink.mix(warm, 0.30), ink.mix(warm, 0.40)}
	if !o.assign(r.scene) {
		return
	}
	discs := r.discs()
	for y := r.shown.Min.Y; y < r.shown.Max.Y; y++ {
		for x := r.shown.Min.X; x < r.shown.Max.X; x++ {
			i := y*r.w + x
			style := o.styles[r.g.structure[i]]
			if style != lineNone && r.solid.depth[i] > 0 && r.borders(i, x, y) {
				r.stamp(&discs[style], style, i, x, y)
			}
		}
	}
}

// drawLines lays the lines over the freshly shaded samples of an area.
func (r *Renderer) drawLines(to []uint8, area image.Rectangle) {
	o := &r.lines
	for _, i := range o.touched {
		if image.Pt(i%r.w, i/r.w).In(area) {
			px := to[4*i : 4*i+4]
			put(px, shownAt(px).mix(o.colour[o.style[i]], float32(o.cover[i])/255))
		}
	}
}

// assign gives each structure its style and reports whether there is any.
func (o *outlines) assign(s *render.Scene) bool {
	any := false
	o.styles = append(o.styles[:0], lineNone)
	for i := range s.Structures {
		style := uint8(lineNone)
		switch s.Structures[i].Mark {
		case render.Selected:
			style = lineSelected
		case render.Refers:
			style = lineRefers
		case render.Carrier:
			style = lineCarrier
		}
		if s.Hovers(i, s.Hover) {
			style = max(style, lineHover)
		}
		any = any || style != lineNone
		o.styles = append(o.styles, style)
	}
	return any
}

// borders reports whether a neighbouring sample shows another structure.
func (r *Renderer) borders(i, x, y int) bool {
	own := r.g.structure[i]
	return x > 0 && r.g.structure[i-1] != own || x < r.w-1 && r.g.structure[i+1] != own ||
		y > 0 && r.g.structure[i-r.w] != own || y < r.h-1 && r.g.structure[i+r.w] != own
}

// disc is a round stamp with soft edges.
type disc struct {
	reach int
	cover []uint8
}

// discs returns the stamp of each style.
func (r *Renderer) discs() [5]disc {
	var out [5]disc
	for style, radius := range [5]float64{0, 0.6, 0.6, 0.7, 1.0} { // pixels
		radius *= float64(r.opt.Supersample)
		d := disc{reach: int(math.Ceil(radius + 0.5))}
		for y := -d.reach; y <= d.reach; y++ {
			for x := -d.reach; x <= d.reach; x++ {
				share := radius + 0.5 - math.Hypot(float64(x), float64(y))
				d.cover = append(d.cover, uint8(min(max(share, 0), 1)*255))
			}
		}
		out[style] = d
	}
	return out
}

func (r *Renderer) stamp(d *disc, style uint8, i, x, y int) {
	o := &r.lines
	k := 0
	for dy := -d.reach; dy <= d.reach; dy++ {
		for dx := -d.reach; dx <= d.reach; dx++ {
			c := d.cover[k]
			k++
			px, py := x+dx, y+dy
			if c == 0 || px < 0 || py < 0 || px >= r.w || py >= r.h {
				continue
			}
			q := i + dy*r.w + dx
			switch {
			case o.cover[q] == 0:
				o.touched = append(o.touched, q)
				o.cover[q], o.style[q] = c, style
			case style > o.style[q]:
				o.cover[q], o.style[q] = max(c, o.cover[q]), style
			case style == o.style[q]:
				o.cover[q] = max(c, o.cover[q])
			}
		}
	}
}
