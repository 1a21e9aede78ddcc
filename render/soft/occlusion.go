package soft

import (
	"image"
	"math"

	"bodymap/render/geom"
)

// occlusion holds how open each place is to its surroundings: 255 open, 0 shut.
// It changes slowly over a surface, so that one place in occlusionStep samples
// either way is enough.
type occlusion struct {
	w, h  int
	raw   []uint8
	half  []uint8 // smoothed along rows
	open  []uint8 // smoothed both ways
	turns [16]spiral
}

// spiral is one set of sample offsets, as shares of the radius.
type spiral [occlusionSamples][3]float32 // x, y, and the world radius in metres

const (
	occlusionStep    = 2
	occlusionSamples = 14
	creaseRadius     = 0.014 // metres: folds between muscles
	bodyRadius       = 0.075 // metres: under the arm, between the legs
	maxReach         = 90    // pixels; keeps near views affordable
	occlusionBias    = 0.0006
	sameSurface      = 0.006 // metres either way that count as one surface
)

// occlude estimates ambient occlusion from the depth buffer (after McGuire,
// Mara and Luebke, Scalable Ambient Obscurance, HPG 2012): how far neighbouring
// surfaces rise above the plane of each place. Half of the samples look at
// creases, half at the body at large. Each of 4 x 4 neighbouring pixels turns
// the samples by its own angle, and smoothing over 4 x 4 evens that out.
func (r *Renderer) occlude() {
	o := &r.ao
	o.resize((r.w+occlusionStep-1)/occlusionStep, (r.h+occlusionStep-1)/occlusionStep)
	places := image.Rect(r.area.Min.X/occlusionStep, r.area.Min.Y/occlusionStep,
		(r.area.Max.X+occlusionStep-1)/occlusionStep, (r.area.Max.Y+occlusionStep-1)/occlusionStep)
	r.bands(places, 1, func(area image.Rectangle) {
		for y := area.Min.Y; y < area.Max.Y && r.goesOn(); y++ {
			for x := area.Min.X; x < area.Max.X; x++ {
				r.occludeAt(x, y)
			}
		}
	})
	r.bands(places, 1, func(area image.Rectangle) { r.smooth(o.raw, o.half, area, 1, 0) })
	r.bands(places, 1, func(area image.Rectangle) { r.smooth(o.half, o.open, area, 0, 1) })
}

func (o *occlusion) resize(w, h int) {
	if o.w == w && o.h == h {
		return
	}
	o.w, o.h = w, h
	o.raw, o.half, o.open = sized(o.raw, w*h), sized(o.half, w*h), sized(o.open, w*h)
	for t := range o.turns {
		for k := range o.turns[t] {
			share := (float64(k/2) + 0.5) / (occlusionSamples / 2)
			angle := float64(k)*2.399963 + float64(t)*2*math.Pi/16*3
			radius := float32(creaseRadius)
			if k%2 == 1 {
				radius = bodyRadius
			}
			s, c := math.Sincos(angle)
			o.turns[t][k] = [3]float32{float32(c * share), float32(s * share), radius}
		}
	}
}

func (r *Renderer) occludeAt(x, y int) {
	o := &r.ao
	sx, sy := x*occlusionStep, y*occlusionStep
	i := sy*r.w + sx
	depth := r.solid.depth[i]
	if depth == 0 {
		o.raw[y*o.w+x] = 255
		return
	}
	n := unpackNormal(r.g.normal[i])
	n = geom.Vec3{X: n.Dot(r.view.Right), Y: -n.Dot(r.view.Up), Z: n.Dot(r.view.Forward)}
	if n.Z > 0 {
		n.Z = 0
	}
	z := 1 / depth
	inv := 1 / r.view.focal
	px, py := (float32(sx)-r.view.cx)*inv*z, (float32(sy)-r.view.cy)*inv*z
	bias := occlusionBias * z
	limit := float32(maxReach * r.opt.Supersample)
	var shut [2]float32
	for k, s := range &o.turns[(x&3)|(y&3)<<2] {
		radius := s[2]
		reach := less(radius*r.view.focal*depth, limit)
		qx, qy := sx+int(s[0]*reach), sy+int(s[1]*reach)
		if qx < 0 || qy < 0 || qx >= r.w || qy >= r.h {
			continue
		}
		d := r.solid.depth[qy*r.w+qx]
		if d == 0 {
			continue
		}
		qz := 1 / d
		vx, vy, vz := (float32(qx)-r.view.cx)*inv*qz-px, (float32(qy)-r.view.cy)*inv*qz-py, qz-z
		d2 := vx*vx + vy*vy + vz*vz
		fall := 1 - d2/(radius*radius)
		if fall <= 0 {
			continue
		}
		rise := vx*n.X + vy*n.Y + vz*n.Z - bias
		if rise > 0 {
			shut[k&1] += fall * rise / float32(math.Sqrt(float64(d2)+1e-9))
		}
	}
	const half = occlusionSamples / 2
	open := (1 - 2.0*shut[0]/half) * (1 - 1.7*shut[1]/half)
	o.raw[y*o.w+x] = uint8(unit(open)*255 + 0.5)
}

// smooth averages an area over four places along one direction.
func (r *Renderer) smooth(from, to []uint8, area image.Rectangle, dx, dy int) {
	for y := area.Min.Y; y < area.Max.Y && r.goesOn(); y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			to[y*r.ao.w+x] = r.smoothAt(from, x, y, dx, dy)
		}
	}
}

// smoothAt is the mean round a place, leaving out what lies on another surface.
func (r *Renderer) smoothAt(from []uint8, x, y, dx, dy int) uint8 {
	o := &r.ao
	depth := o.depthAt(r, x, y)
	if depth == 0 {
		return 255
	}
	near := depth * depth * sameSurface
	sum, weight := 2*int(from[y*o.w+x]), 2
	for k := -2; k <= 2; k++ {
		qx, qy := x+k*dx, y+k*dy
		if k == 0 || qx < 0 || qy < 0 || qx >= o.w || qy >= o.h {
			continue
		}
		if abs(o.depthAt(r, qx, qy)-depth) < near {
			w := 2 - k*k/4
			sum += w * int(from[qy*o.w+qx])
			weight += w
		}
	}
	return uint8(sum / weight)
}

// depthAt returns the depth at the sample that stands for a place.
func (o *occlusion) depthAt(r *Renderer, x, y int) float32 {
	return r.solid.depth[y*occlusionStep*r.w+x*occlusionStep]
}

// openness returns how open a sample is, 0 to 1: the mean of the places around
// it that lie on the same surface.
func (r *Renderer) openness(x, y int, depth float32) float32 {
	o := &r.ao
	x0, y0 := x/occlusionStep, y/occlusionStep
	x1, y1 := min((x+occlusionStep-1)/occlusionStep, o.w-1), min((y+occlusionStep-1)/occlusionStep, o.h-1)
	near := depth * depth * sameSurface
	sum, n := 0, 0
	for _, q := range [4][2]int{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}} {
		if abs(o.depthAt(r, q[0], q[1])-depth) < near {
			sum += int(o.open[q[1]*o.w+q[0]])
			n++
		}
	}
	if n == 0 {
		return float32(o.open[y0*o.w+x0]) / 255
	}
	return float32(sum) / float32(255*n)
}
