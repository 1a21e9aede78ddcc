package body

import (
	"math"
	"sort"
)

func sortedKeys(m map[[2]int][][2]int) [][2]int {
	keys := make([][2]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if keys[i][0] != keys[j][0] {
			return keys[i][0] < keys[j][0]
		}
		return keys[i][1] < keys[j][1]
	})
	return keys
}

// outline is one closed cut through a solid, flat in its plane: two
// coordinates along e and f.
type outline struct {
	uv       [][2]float64
	area     float64
	middle   [2]float64
	spread   float64 // how much longer than wide, 0 to 1
	longAxis float64 // direction of the length, radians from e
}

// flatten works out the area, the middle and the long axis of a loop.
func flatten(loop []vec, at, e, f vec) outline {
	o := outline{}
	for _, p := range loop {
		d := p.sub(at)
		o.uv = append(o.uv, [2]float64{d.dot(e), d.dot(f)})
	}
	var a, cx, cy, xx, yy, xy float64
	for i, p := range o.uv {
		q := o.uv[(i+1)%len(o.uv)]
		w := p[0]*q[1] - q[0]*p[1]
		a += w / 2
		cx += w * (p[0] + q[0]) / 6
		cy += w * (p[1] + q[1]) / 6
		xx += w * (p[0]*p[0] + p[0]*q[0] + q[0]*q[0]) / 12
		yy += w * (p[1]*p[1] + p[1]*q[1] + q[1]*q[1]) / 12
		xy += w * (p[0]*q[1] + 2*p[0]*p[1] + 2*q[0]*q[1] + q[0]*p[1]) / 24
	}
	if math.Abs(a) < 1e-6 {
		o.middle = o.uv[0]
		return o
	}
	o.area = math.Abs(a)
	o.middle = [2]float64{cx / a, cy / a}
	xx, yy, xy = xx/a-o.middle[0]*o.middle[0], yy/a-o.middle[1]*o.middle[1], xy/a-o.middle[0]*o.middle[1]
	root := math.Hypot(xx-yy, 2*xy)
	o.longAxis = math.Atan2(2*xy, xx-yy) / 2
	o.spread = root / math.Max(xx+yy, 1e-9)
	return o
}

// nearest returns the loop that holds, or lies nearest to, the origin of the
// plane, preferring large ones. ok is false where there is none.
func nearest(loops [][]vec, at, e, f vec) (best outline, ok bool) {
	score := math.Inf(1)
	for _, loop := range loops {
		o := flatten(loop, at, e, f)
		s := math.Hypot(o.middle[0], o.middle[1]) - math.Sqrt(o.area)
		if o.area > 0.2 && s < score {
			best, ok, score = o, true, s
		}
	}
	return best, ok
}

// fit measures an outline with its width along the given direction (radians
// from e): half-width, half-thickness, form, bow, and the middle, in the plane.
func (o outline) fit(angle float64) (middle [2]float64, width, thick, form, bow float64) {
	sin, cos := math.Sincos(angle)
	pts := make([][2]float64, len(o.uv))
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, p := range o.uv {
		pts[i] = [2]float64{p[0]*cos + p[1]*sin, p[1]*cos - p[0]*sin}
		lo, hi = math.Min(lo, pts[i][0]), math.Max(hi, pts[i][0])
	}
	width = math.Max((hi-lo)/2, 0.5)
	mid := (hi + lo) / 2
	var us, heights, gaps []float64
	for k := -7; k <= 7; k++ {
		u := float64(k) / 8
		if top, bottom, ok := crossings(pts, mid+u*width); ok {
			us = append(us, u)
			heights = append(heights, (top+bottom)/2)
			gaps = append(gaps, top-bottom)
		}
	}
	base, bow := parabola(us, heights)
	thickest := 0.0
	for _, g := range gaps {
		thickest = math.Max(thickest, g/2)
	}
	thick = math.Max(thickest, 0.5)
	form = formOf(o.area / (4 * width * thick))
	middle = [2]float64{mid*cos - base*sin, mid*sin + base*cos}
	return middle, width, thick, form, bow
}

// crossings returns the highest and lowest place at which a polygon crosses
// the line x = u.
func crossings(pts [][2]float64, u float64) (top, bottom float64, ok bool) {
	top, bottom = math.Inf(-1), math.Inf(1)
	for i, p := range pts {
		q := pts[(i+1)%len(pts)]
		if (p[0] < u) == (q[0] < u) {
			continue
		}
		y := p[1] + (q[1]-p[1])*(u-p[0])/(q[0]-p[0])
		top, bottom, ok = math.Max(top, y), math.Min(bottom, y), true
	}
	return top, bottom, ok
}

// parabola fits y = base + slope*u + bow*u*u and returns base and bow.
func parabola(u, y []float64) (base, bow float64) {
	var n, s2, s4, sy, s2y float64
	for i := range u {
		q := u[i] * u[i]
		n, s2, s4 = n+1, s2+q, s4+q*q
		sy, s2y = sy+y[i], s2y+q*y[i]
	}
	det := n*s4 - s2*s2
	if det < 1e-9 {
		return 0, 0
	}
	return (sy*s4 - s2*s2y) / det, (n*s2y - s2*sy) / det
}

// formOf returns the exponent of the superellipse that fills the given share of
// its box, in tenths, 1.2 to 4.
func formOf(share float64) float64 {
	best, error := 2.0, math.Inf(1)
	for n := 1.2; n < 4.05; n += 0.1 {
		g := math.Gamma(1 + 1/n)
		fill := g * g / math.Gamma(1+2/n)
		if d := math.Abs(fill - share); d < error {
			best, error = math.Round(n*10)/10, d
		}
	}
	return best
}
