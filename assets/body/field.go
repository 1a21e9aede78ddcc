package body

import "math"

// piece is a part of a bone or of the skin: a signed distance in millimetres, negative inside,
// exact near its surface only.
type piece interface {
	distance(p vec) float64
	// reach returns a box that holds the piece.
	reach() (low, high vec)
}

// ball is a node with its radius.
type ball struct {
	at     vec
	radius float64
}

// cone is the hull of two balls: a rounded cone.
type cone struct{ a, b ball }

func (c cone) reach() (vec, vec) { return hullOf(c.a, c.b) }

func (c cone) distance(p vec) float64 {
	d, _ := c.nearest(p)
	return d
}

// nearest returns the distance and how far from a to b, 0 to 1, the ball lies
// that the distance is measured from.
func (c cone) nearest(p vec) (distance, t float64) {
	axis, from := c.b.at.sub(c.a.at), p.sub(c.a.at)
	length := axis.len()
	grow := c.b.radius - c.a.radius
	if length <= math.Abs(grow) { // one ball holds the other
		if grow > 0 {
			t = 1
		}
		return p.sub(c.at(t)).len() - c.radius(t), t
	}
	along := from.dot(axis) / length
	aside := math.Sqrt(math.Max(from.dot(from)-along*along, 0))
	slope := grow / length
	t = (along + aside*slope/math.Sqrt(1-slope*slope)) / length
	t = math.Min(math.Max(t, 0), 1)
	return p.sub(c.at(t)).len() - c.radius(t), t
}

func (c cone) at(t float64) vec         { return c.a.at.lerp(c.b.at, t) }
func (c cone) radius(t float64) float64 { return c.a.radius + t*(c.b.radius-c.a.radius) }

// blade is the hull of three balls: a rounded triangular plate.
type blade struct{ a, b, c ball }

func (s blade) reach() (vec, vec) { return hullOf(s.a, s.b, s.c) }

func (s blade) distance(p vec) float64 {
	d, _ := s.nearest(p)
	return d
}

// nearest returns the distance and the weights of a, b and c in the ball that
// it is measured from.
func (s blade) nearest(p vec) (distance float64, weights vec) {
	if w, ok := s.inside(p); ok {
		at := s.a.at.mul(w[0]).add(s.b.at.mul(w[1])).add(s.c.at.mul(w[2]))
		r := s.a.radius*w[0] + s.b.radius*w[1] + s.c.radius*w[2]
		return p.sub(at).len() - r, w
	}
	distance = math.Inf(1)
	for i, edge := range [3]cone{{s.a, s.b}, {s.b, s.c}, {s.c, s.a}} {
		if d, t := edge.nearest(p); d < distance {
			distance, weights = d, vec{}
			weights[i], weights[(i+1)%3] = 1-t, t
		}
	}
	return distance, weights
}

// inside returns the weights of the ball that p is measured from where that
// ball lies within the triangle.
func (s blade) inside(p vec) (vec, bool) {
	u, v := s.b.at.sub(s.a.at), s.c.at.sub(s.a.at)
	normal := u.cross(v)
	area := normal.dot(normal)
	if area < 1e-9 {
		return vec{}, false
	}
	// The gradient of the radius in the plane tilts the line from p to its ball.
	gradient := v.cross(normal).mul((s.b.radius - s.a.radius) / area).
		add(normal.cross(u).mul((s.c.radius - s.a.radius) / area))
	slope := gradient.dot(gradient)
	if slope >= 0.999 {
		return vec{}, false
	}
	from := p.sub(s.a.at)
	height := math.Abs(from.dot(normal)) / math.Sqrt(area)
	from = from.add(gradient.mul(height / math.Sqrt(1-slope)))
	w1 := from.cross(v).dot(normal) / area
	w2 := u.cross(from).dot(normal) / area
	if w1 < 0 || w2 < 0 || w1+w2 > 1 {
		return vec{}, false
	}
	return vec{1 - w1 - w2, w1, w2}, true
}

func hullOf(balls ...ball) (low, high vec) {
	for i, b := range balls {
		for k := range b.at {
			if i == 0 || b.at[k]-b.radius < low[k] {
				low[k] = b.at[k] - b.radius
			}
			if i == 0 || b.at[k]+b.radius > high[k] {
				high[k] = b.at[k] + b.radius
			}
		}
	}
	return low, high
}

// span is the stretch of a loft between two of its sections; cap is how far the
// end bulges beyond the section, 0 where the loft goes on or ends flat.
type span struct {
	a, b         section
	capA, capB   float64
	flatA, flatB bool
}

// rim is the rounding of a flat end's edge, in millimetres.
const rim = 2

func (s span) reach() (vec, vec) {
	round := func(x section, bulge float64) (vec, vec) {
		corner := 1 + math.Hypot(x.ridge, x.keel)
		return discReach(x.centre, x.along, math.Hypot(x.width, x.thick)*corner+math.Abs(x.bow), bulge)
	}
	low, high := round(s.a, s.capA)
	l, h := round(s.b, s.capB)
	return joined(low, high, l, h)
}

// discReach returns the box of a disc across a direction, and of what bulges
// from it.
func discReach(centre, along vec, radius, bulge float64) (low, high vec) {
	for k := range centre {
		r := radius*math.Sqrt(math.Max(1-along[k]*along[k], 0)) + bulge
		low[k], high[k] = centre[k]-r, centre[k]+r
	}
	return low, high
}

// joined returns the box that holds two boxes.
func joined(low, high, l, h vec) (vec, vec) {
	for k := range low {
		low[k], high[k] = math.Min(low[k], l[k]), math.Max(high[k], h[k])
	}
	return low, high
}

func (s span) distance(p vec) float64 {
	before, after := p.sub(s.a.centre).dot(s.a.along), p.sub(s.b.centre).dot(s.b.along)
	d := s.side(p, before, after)
	if s.flatA {
		d = softMax(d, -before, rim)
	}
	if s.flatB {
		d = softMax(d, after, rim)
	}
	return d
}

// side returns the distance from the side of the span, p lying so far from its
// two ends.
func (s span) side(p vec, before, after float64) float64 {
	switch {
	case before <= 0 && s.flatA:
		return s.a.outline(p, 0, 0)
	case before <= 0:
		return s.a.outline(p, -before, s.capA)
	case after >= 0 && s.flatB:
		return s.b.outline(p, 0, 0)
	case after >= 0:
		return s.b.outline(p, after, s.capB)
	}
	return s.between(before/(before-after)).outline(p, 0, 0)
}

// between interpolates the two sections.
func (s span) between(t float64) section {
	mix := func(a, b float64) float64 { return a + t*(b-a) }
	return section{
		centre: s.a.centre.lerp(s.b.centre, t),
		along:  s.a.along.lerp(s.b.along, t),
		wide:   s.a.wide.lerp(s.b.wide, t),
		deep:   s.a.deep.lerp(s.b.deep, t),
		width:  mix(s.a.width, s.b.width),
		thick:  mix(s.a.thick, s.b.thick),
		form:   mix(s.a.form, s.b.form),
		bow:    mix(s.a.bow, s.b.bow),
		ridge:  mix(s.a.ridge, s.b.ridge),
		keel:   mix(s.a.keel, s.b.keel),
	}
}

// outline returns the distance of p from the section's outline, p being beyond
// its plane by so many millimetres and the end bulging by bulge.
func (s section) outline(p vec, beyond, bulge float64) float64 {
	q := p.sub(s.centre)
	u := q.dot(s.wide)
	v := q.dot(s.deep) - s.bow*(u/s.width)*(u/s.width)
	rho := math.Pow(math.Pow(math.Abs(u/s.width), s.form)+math.Pow(math.Abs(v/s.thick), s.form), 1/s.form)
	rho /= s.corners(u/s.width, v/s.thick)
	if beyond > 0 && bulge > 0 {
		rho = math.Hypot(rho, beyond/bulge)
	}
	d := -math.Min(s.width, s.thick) // on the axis, where the ratio says nothing
	if rho >= 0.05 {
		d = math.Hypot(u, v) * (1 - 1/rho)
	}
	if beyond <= 0 {
		return d
	}
	if bulge > 0 && rho >= 0.05 {
		return math.Sqrt(u*u+v*v+beyond*beyond) * (1 - 1/rho)
	}
	return math.Hypot(math.Max(d, 0), beyond)
}

// field is the union of pieces less the cuts. symmetric fields are given on
// the right side, x <= 0, and hold for both.
type field struct {
	pieces    []piece
	cuts      []piece
	soft      float64 // millimetres over which the rim of a cut is rounded
	blend     float64 // millimetres over which the rows of a table flow into each other
	symmetric bool
}

// boxed is a piece with its reach.
type boxed struct {
	piece
	low, high vec
	limb      int // of the skin, or row of a bone's table, that it belongs to
}

// ofLimb is a piece that knows its limb or row.
type ofLimb struct {
	piece
	limb int
}

// apart returns how far p lies outside the box, 0 inside.
func (b *boxed) apart(p vec) float64 {
	sum := 0.0
	for k := range p {
		if d := math.Max(b.low[k]-p[k], p[k]-b.high[k]); d > 0 {
			sum += d * d
		}
	}
	return math.Sqrt(sum)
}

// distance returns the distance of p from the union of some of the pieces.
func (f *field) distance(p vec, pieces []*boxed, far float64) float64 {
	if f.symmetric {
		p[0] = -math.Abs(p[0])
	}
	d, row, of := math.Inf(1), -1, math.Inf(1)
	for _, s := range pieces { // in the order of rows
		if s.limb != row {
			d, row, of = softMin(d, of, f.blend), s.limb, math.Inf(1)
		}
		if away := s.apart(p); away == 0 || away < math.Min(far, math.Min(of, d+f.blend)) {
			of = math.Min(of, s.distance(p))
		}
	}
	d = math.Min(softMin(d, of, f.blend), far)
	for _, c := range f.cuts {
		d = softMax(d, -c.distance(p), f.soft)
	}
	return d
}

// add adds the pieces of one row of a table: they join without a fillet.
func (f *field) add(row int, pieces ...piece) {
	for _, p := range pieces {
		f.pieces = append(f.pieces, ofLimb{p, row})
	}
}

// softMin is the smaller of two distances, with a fillet of k millimetres.
func softMin(a, b, k float64) float64 {
	if math.IsInf(b, 1) {
		return a
	}
	return -softMax(-a, -b, k)
}

// softMax is the larger of two distances, the crease between them rounded over
// k millimetres.
func softMax(a, b, k float64) float64 {
	h := math.Max(k-math.Abs(a-b), 0)
	return math.Max(a, b) + h*h/(4*math.Max(k, 1e-6))
}

// reach returns the box of the whole field.
func (f *field) reach() (low, high vec) {
	for i, s := range f.pieces {
		l, h := s.reach()
		if i == 0 {
			low, high = l, h
		}
		low, high = joined(low, high, l, h)
	}
	if f.symmetric {
		high[0] = math.Max(high[0], -low[0])
		low[0] = math.Min(low[0], -high[0])
	}
	return low, high
}
