package anatomy

import (
	"fmt"
	"math"
)

// plateau is the depth, in metres, below an extreme within which vertices are
// averaged: single vertices of a scanned surface are noise, and a flat top has no
// single highest one.
const plateau = 0.002

// Landmark resolves a landmark. A binding's own position goes first; what has no side
// is the same on both.
func (r *Resolver) Landmark(id ID, side Side) (Position, error) {
	l := r.facts.Landmarks[id]
	if l == nil {
		return Position{}, fmt.Errorf("there is no landmark %q", id)
	}
	if !l.Paired {
		side = Midline
	}
	key := sided{id, side}
	if known, ok := r.landmarks[key]; ok {
		return known.value, known.err
	}
	at, err := r.landmark(l, side)
	err = neededBy(err, KindLandmark, id)
	r.landmarks[key] = resolved[Position]{at, err}
	return at, err
}

func (r *Resolver) landmark(l *Landmark, side Side) (Position, error) {
	if at, ok := r.body.Override(l.ID, side); ok {
		return r.overridden(l, at, side), nil
	}
	if l.Paired && side == Midline {
		return bothSides(func(s Side) (Position, error) { return r.Landmark(l.ID, s) })
	}
	here := Ref{Kind: KindLandmark, ID: l.ID}
	if r.open[here] {
		return Position{}, fmt.Errorf("landmark %s leads back to itself", l.ID)
	}
	r.open[here] = true
	defer delete(r.open, here)
	switch {
	case l.Extreme != nil:
		return r.extreme(*l.Extreme, side)
	case l.At != nil:
		return r.Place(*l.At, side)
	}
	return Position{}, fmt.Errorf("landmark %s has neither extreme nor at", l.ID)
}

// overridden takes the normal of the structure that the landmark belongs to.
func (r *Resolver) overridden(l *Landmark, at Vec, side Side) Position {
	if l.Extreme != nil {
		if shape, err := r.shape(l.Extreme.Structure, side); err == nil {
			_, normal := shape.Nearest(at)
			return Position{at, normal}
		}
	}
	return Position{At: at}
}

// extreme finds the mean of the vertices within 2 mm of the furthest one, and
// from there the nearest place on the surface.
func (r *Resolver) extreme(e Extreme, side Side) (Position, error) {
	shape, err := r.shape(e.Structure, side)
	if err != nil {
		return Position{}, err
	}
	vertices, err := within(shape.Vertices(), e.Within, side)
	if err != nil {
		return Position{}, fmt.Errorf("%w of %s", err, e.Structure)
	}
	at := mean(vertices)
	if !e.Centre {
		toward, err := direction(e.Towards, side)
		if err != nil {
			return Position{}, err
		}
		at = mean(furthest(vertices, toward))
	}
	q, normal := shape.Nearest(at)
	if e.Centre {
		q = at // the middle of a hole or a notch lies off the bone
	}
	return Position{q, normal}, nil
}

// within keeps the vertices whose place in the bounding box of all satisfies every
// span. A side of the body counts from its medial end.
func within(vertices []Vec, spans map[string][2]float64, side Side) ([]Vec, error) {
	kept := vertices
	for _, d := range directions[:6] {
		span, given := spans[string(d)]
		if !given {
			continue
		}
		if side == Midline && (d == Lateral || d == Medial) {
			side = Left // a band about the middle is the same from either side
		}
		axis, err := axisOf(d, side)
		if err != nil {
			return nil, err
		}
		low, high := extent(vertices, axis)
		var next []Vec
		for _, v := range kept {
			if at := (v.dot(axis) - low) / max(high-low, 1e-9); span[0]-1e-9 <= at && at <= span[1]+1e-9 {
				next = append(next, v)
			}
		}
		kept = next
	}
	if len(kept) == 0 {
		return nil, fmt.Errorf("no vertex lies within %v", spans)
	}
	return kept, nil
}

func extent(vertices []Vec, axis Vec) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range vertices {
		at := v.dot(axis)
		low, high = min(low, at), max(high, at)
	}
	return low, high
}

// furthest returns the vertices within the plateau of the furthest one.
func furthest(vertices []Vec, toward Vec) []Vec {
	_, high := extent(vertices, toward)
	var top []Vec
	for _, v := range vertices {
		if v.dot(toward) >= high-plateau {
			top = append(top, v)
		}
	}
	return top
}

func mean(vertices []Vec) Vec {
	var sum Vec
	for _, v := range vertices {
		sum = sum.add(v)
	}
	return sum.mul(1 / float64(max(len(vertices), 1)))
}

// direction adds weighted directions to one of unit length.
func direction(weights map[string]float64, side Side) (Vec, error) {
	var sum Vec
	for _, d := range directions[:6] { // in a fixed order: adding is not associative
		if weight, given := weights[string(d)]; given {
			axis, err := axisOf(d, side)
			if err != nil {
				return Vec{}, err
			}
			sum = sum.add(axis.mul(weight))
		}
	}
	if sum.len() == 0 {
		return Vec{}, fmt.Errorf("directions %v cancel out", weights)
	}
	return sum.unit(), nil
}

// axisOf is the unit vector of a direction on a side of the body.
func axisOf(d Direction, side Side) (Vec, error) {
	switch d {
	case Anterior:
		return Vec{0, 0, 1}, nil
	case Posterior:
		return Vec{0, 0, -1}, nil
	case Superior:
		return Vec{0, 1, 0}, nil
	case Inferior:
		return Vec{0, -1, 0}, nil
	case Lateral, Medial:
		if side != Left && side != Right {
			return Vec{}, fmt.Errorf("direction %s has no meaning on the midline", d)
		}
		if (side == Left) == (d == Lateral) {
			return Vec{1, 0, 0}, nil
		}
		return Vec{-1, 0, 0}, nil
	}
	return Vec{}, fmt.Errorf("direction %q is no axis of the body, %s", d, oneOf(directions[:6]))
}
