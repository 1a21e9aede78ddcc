package anatomy

import (
	"errors"
	"fmt"
	"strings"
)

// Resolver turns places in words into positions on one body. It remembers
// landmarks, measures and points, so it is for one goroutine and one body.
//
// All of it obeys one law: on the mirror image of a body, every placement on one
// side is the mirror image of the placement on the other.
type Resolver struct {
	facts     *Facts
	body      Body
	landmarks map[sided]resolved[Position]
	points    map[sided]resolved[Position]
	cun       map[sided]resolved[float64]
	open      map[Ref]bool // landmarks and levels being resolved, to stop at a circle
}

// sided is an id on a side.
type sided struct {
	id   ID
	side Side
}

// resolved is a remembered answer.
type resolved[T any] struct {
	value T
	err   error
}

// NewResolver returns a resolver of places on a body.
func NewResolver(facts *Facts, body Body) *Resolver {
	return &Resolver{
		facts: facts, body: body,
		landmarks: map[sided]resolved[Position]{}, points: map[sided]resolved[Position]{},
		cun: map[sided]resolved[float64]{}, open: map[Ref]bool{},
	}
}

// SkinID is the structure onto which surface places are projected.
const SkinID ID = "skin"

// Place resolves a place on a side: left, right, or midline for what has no
// side. On the midline, what is paired stands for the middle between its two sides.
func (r *Resolver) Place(p Place, side Side) (Position, error) {
	if side != Left && side != Right && side != Midline {
		return Position{}, fmt.Errorf("side %q has no single place, expected left, right or midline", side)
	}
	baseSide := side
	switch p.Side {
	case "opposite":
		baseSide = side.Opposite()
		side = baseSide
	case "midline":
		baseSide = Midline
	}
	at, err := r.base(p, baseSide)
	if err != nil {
		return at, err
	}
	for _, o := range p.Offset {
		step, err := r.offset(o, side)
		if err != nil {
			return at, err
		}
		at.At = at.At.add(step)
	}
	if p.Onto == "" {
		return at, nil
	}
	return r.onto(at, p, side)
}

// base resolves a place before it is moved.
func (r *Resolver) base(p Place, side Side) (Position, error) {
	switch {
	case p.Landmark != "":
		return r.Landmark(p.Landmark, side)
	case p.From != "":
		from, err := r.Landmark(p.From, side)
		if err != nil {
			return from, err
		}
		to, err := r.Landmark(p.To, side)
		if err != nil {
			return to, err
		}
		return between(from, to, p.Ratio), nil
	case p.Muscle != "":
		return r.fibre(p, side)
	case p.Level != "":
		return r.Level(p.Level)
	}
	return Position{}, errors.New("place has no base, expected landmark, from and to, muscle or level")
}

func between(a, b Position, ratio float64) Position {
	return Position{At: a.At.towards(b.At, ratio), Normal: a.Normal.towards(b.Normal, ratio).unit()}
}

// bothSides resolves something paired on the midline: the middle of its sides.
func bothSides(resolve func(Side) (Position, error)) (Position, error) {
	left, err := resolve(Left)
	if err != nil {
		return left, err
	}
	right, err := resolve(Right)
	if err != nil {
		return right, err
	}
	return between(left, right, 0.5), nil
}

func (r *Resolver) fibre(p Place, side Side) (Position, error) {
	shape, ok := r.body.Shape(p.Muscle, side)
	if !ok && side == Midline {
		return bothSides(func(s Side) (Position, error) { return r.fibre(p, s) })
	}
	if !ok {
		shape, ok = r.body.Shape(p.Muscle, Midline)
	}
	if !ok {
		return Position{}, fmt.Errorf("this atlas has no muscle %s on the %s side", p.Muscle, side)
	}
	q, normal := shape.Fibre(p.Along, p.Across)
	return Position{q, normal}, nil
}

// Level resolves the place of a vertebral level on the midline.
func (r *Resolver) Level(id ID) (Position, error) {
	level := r.facts.Levels[id]
	if level == nil {
		return Position{}, fmt.Errorf("there is no level %q", id)
	}
	here := Ref{Kind: KindLevel, ID: id}
	if r.open[here] {
		return Position{}, fmt.Errorf("level %s leads back to itself", id)
	}
	r.open[here] = true
	defer delete(r.open, here)
	at, err := r.Place(level.At, Midline)
	return at, neededBy(err, KindLevel, id)
}

// Point resolves the place of a symptomatic or homeostatic point.
func (r *Resolver) Point(id ID, side Side) (Position, error) {
	p := r.facts.Points[id]
	if p == nil {
		return Position{}, fmt.Errorf("there is no point %q", id)
	}
	if p.Midline {
		side = Midline
	}
	key := sided{id, side}
	if known, ok := r.points[key]; ok {
		return known.value, known.err
	}
	at, err := r.Place(p.At, side)
	err = neededBy(err, KindPoint, id)
	r.points[key] = resolved[Position]{at, err}
	return at, err
}

// backMeasure is the measure of steps beside the spine: mid-line to medial border of
// the scapula. The body measure stands in on an atlas without a scapula.
const backMeasure ID = "back"

// Paravertebral resolves the point beside a vertebral level, so many cun lateral
// to the mid-line, on the skin of the back, or, on an atlas without skin, as far
// back as the spine comes. A level with a foramen is marked there, whatever the
// distance.
func (r *Resolver) Paravertebral(level ID, side Side, lateralCun float64) (Position, error) {
	l := r.facts.Levels[level]
	if l == nil {
		return Position{}, fmt.Errorf("there is no level %q", level)
	}
	p := Place{Level: level, Onto: SkinID, Facing: Posterior}
	if l.Foramen != "" {
		p.Level, p.Landmark = "", l.Foramen
	} else if lateralCun > 0 {
		step := Offset{Toward: Lateral, Cun: lateralCun}
		if _, err := r.Cun(backMeasure, side); err == nil {
			step.Measure = backMeasure
		}
		p.Offset = []Offset{step}
	}
	if _, err := r.shape(SkinID, side); err != nil {
		p.Onto, p.Facing = "", ""
	}
	at, err := r.Place(p, side)
	if p.Onto == "" {
		at.Normal = Vec{0, 0, -1}
	}
	return at, neededBy(err, KindLevel, level)
}

// shape finds a structure on a side, or the one that has no side.
func (r *Resolver) shape(id ID, side Side) (Shape, error) {
	if s, ok := r.body.Shape(id, side); ok {
		return s, nil
	}
	if s, ok := r.body.Shape(id, Midline); ok {
		return s, nil
	}
	return nil, fmt.Errorf("this atlas has no structure %s", id)
}

// neededBy says what an error keeps from being placed.
func neededBy(err error, kind Kind, id ID) error {
	if err == nil {
		return nil
	}
	by := fmt.Sprintf(", needed by %s %s", kind, id)
	if strings.HasSuffix(err.Error(), by) {
		return err
	}
	return fmt.Errorf("%w%s", err, by)
}
