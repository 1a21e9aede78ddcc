package soft

import "image"

// edges softens the steps where one structure borders on another, as if the
// picture had been drawn at a higher resolution: the course of each border is
// read off its steps, and pixels take on as much of their neighbour as it cuts
// off (Reshetov, Morphological Antialiasing, HPG 2009). It works on structures,
// not colours, so that nothing but borders is touched.
type edges struct {
	key    []uint16 // what a sample shows: its structure, and whether skin lies over it
	before []uint8  // the picture as it was shaded
}

const skinKey = 1 << 15

func (e *edges) resize(n int) {
	if len(e.key) != n {
		e.key, e.before = sized(e.key, n), sized(e.before, 4*n)
	}
}

// keyOf returns what sample i shows.
func (r *Renderer) keyOf(i int, skin bool) uint16 {
	key := r.g.structure[i]
	if skin && r.skin.depth[i] > r.solid.depth[i] {
		key |= skinKey
	}
	return key
}

// soften writes the shaded picture to pix with its borders smoothed, where area
// was shaded anew. Borders reach beyond it, so that all of them are followed.
func (r *Renderer) soften(pix []uint8, area image.Rectangle) {
	e := &r.edges
	borders := r.shown.Inset(-1).Intersect(r.whole())
	area = area.Union(borders)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		i := 4 * (y*r.w + area.Min.X)
		copy(pix[i:i+4*area.Dx()], e.before[i:])
	}
	for y := borders.Min.Y; y < borders.Max.Y-1 && r.goesOn(); y++ {
		e.along(pix, y*r.w+borders.Min.X, 1, r.w, borders.Dx())
	}
	for x := borders.Min.X; x < borders.Max.X-1 && r.goesOn(); x++ {
		e.along(pix, borders.Min.Y*r.w+x, r.w, 1, borders.Dy())
	}
}

// along smooths the border between a line of samples and the next: the line
// begins at sample first and goes on by step; the other lies across from it.
func (e *edges) along(pix []uint8, first, step, across, n int) {
	for x := 0; x < n; x++ {
		i := first + x*step
		near, far := e.key[i], e.key[i+across]
		if near == far {
			continue
		}
		run := 1
		for x+run < n && e.key[i+run*step] == near && e.key[i+run*step+across] == far {
			run++
		}
		var left, right float32
		if x > 0 {
			left = e.turn(i-step, across, near, far)
		}
		if x+run < n {
			right = e.turn(i+run*step, across, near, far)
		}
		if left != 0 || right != 0 {
			e.blend(pix, i, step, across, run, left, right)
		}
		x += run - 1
	}
}

// turn returns where a border goes at its end: half a sample into the near line,
// half into the far line (negative), or straight on or out of sight (0).
func (e *edges) turn(i, across int, near, far uint16) float32 {
	toNear, toFar := e.key[i] == far, e.key[i+across] == near
	switch {
	case toNear && !toFar:
		return 0.5
	case toFar && !toNear:
		return -0.5
	}
	return 0
}

// blend mixes the samples on either side of a border that runs from left to its
// middle at 0 and on to right.
func (e *edges) blend(pix []uint8, i, step, across, run int, left, right float32) {
	for k := range run {
		t := 2*(float32(k)+0.5)/float32(run) - 1
		cut := right * t
		if t < 0 {
			cut = -left * t
		}
		switch {
		case cut > 0:
			e.mix(pix, i+k*step, i+k*step+across, cut)
		case cut < 0:
			e.mix(pix, i+k*step+across, i+k*step, -cut)
		}
	}
}

// mix moves sample to a share of the way from its own colour to that of from.
func (e *edges) mix(pix []uint8, to, from int, share float32) {
	a, b := e.before[4*to:4*to+3], e.before[4*from:4*from+3]
	out := pix[4*to : 4*to+3]
	for c := range out {
		v := float32(out[c]) + (float32(b[c])-float32(a[c]))*share
		out[c] = uint8(min(max(v, 0), 255) + 0.5)
	}
}
