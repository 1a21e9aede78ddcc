package soft

import "image"

// Tiles are squares of samples for which the least depth is kept.
const (
	tileBits = 3
	tileSide = 1 << tileBits
)

// tiles returns how many tiles span n samples.
func tiles(n int) int { return (n + tileSide - 1) >> tileBits }

// hidden knows, for each tile of some rows of a layer, a depth that all of its
// samples have reached: what is farther need not be drawn. It is brought up to
// date only now and then, as structures are drawn from near to far: each time
// costs a look at every sample, and most of the gain comes early.
type hidden struct {
	depth  []float32
	far    []float32
	w      int // samples of a row
	area   image.Rectangle
	known  bool
	drawn  int // samples in the boxes of what was drawn since
	next   int // when that calls for an update
	rounds int
}

const hiddenRounds = 7

func newHidden(l *layer, w int, area image.Rectangle) hidden {
	return hidden{depth: l.depth, far: l.far, w: w, area: area, next: area.Dx() * area.Dy() / 4}
}

// drew notes that a structure was drawn somewhere in box.
func (h *hidden) drew(box image.Rectangle) {
	h.drawn += box.Dx() * (min(box.Max.Y, h.area.Max.Y) - max(box.Min.Y, h.area.Min.Y))
	if h.drawn < h.next || h.rounds == hiddenRounds {
		return
	}
	h.drawn, h.known = 0, true
	h.next += h.next / 2
	h.rounds++
	columns := tiles(h.w)
	for y := h.area.Min.Y &^ (tileSide - 1); y < h.area.Max.Y; y += tileSide {
		row := h.far[y>>tileBits*columns:][:columns]
		for t := h.area.Min.X >> tileBits; t < tiles(h.area.Max.X); t++ {
			row[t] = h.least(t<<tileBits, y)
		}
	}
}

// least returns the least depth of the tile whose first sample is x, y.
func (h *hidden) least(x, y int) float32 {
	x1, y1 := min(x+tileSide, h.w), min(y+tileSide, h.area.Max.Y)
	y = max(y, h.area.Min.Y)
	least := h.depth[y*h.w+x]
	for ; y < y1 && least > 0; y++ {
		for _, d := range h.depth[y*h.w+x : y*h.w+x1] {
			if d < least {
				least = d
			}
		}
	}
	return least
}

// box reports whether everything in the box that is no nearer than depth is
// hidden.
func (h *hidden) box(box image.Rectangle, depth float32) bool {
	if !h.known {
		return false
	}
	columns := tiles(h.w)
	y0, y1 := max(box.Min.Y, h.area.Min.Y)>>tileBits, (min(box.Max.Y, h.area.Max.Y)-1)>>tileBits
	x0, x1 := box.Min.X>>tileBits, (box.Max.X-1)>>tileBits
	for y := y0; y <= y1; y++ {
		for _, far := range h.far[y*columns+x0 : y*columns+x1+1] {
			if far <= depth {
				return false
			}
		}
	}
	return true
}

// small is box for samples x0 to x1 and y0 to y1, where they touch four tiles at
// most; larger areas are taken for visible.
func (h *hidden) small(x0, y0, x1, y1 int, depth float32) bool {
	x0, y0, x1, y1 = x0>>tileBits, y0>>tileBits, x1>>tileBits, y1>>tileBits
	if x1-x0 > 1 || y1-y0 > 1 {
		return false
	}
	columns := tiles(h.w)
	top, bottom := h.far[y0*columns:], h.far[y1*columns:]
	return top[x0] > depth && top[x1] > depth && bottom[x0] > depth && bottom[x1] > depth
}
