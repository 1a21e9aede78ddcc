package body

import (
	"fmt"
	"math"
)

// The skin is limbs, each flowing into those before it: closed contours at
// stations along an axis, and rods and plates over named nodes for fingers,
// toes, nose, eyes and ears. On top lies relief (relief.go) for what is small: lips,
// lids, muscles under the skin.
//
//	grid 4               # millimetres between the points of the net
//	smooth 3             # rounds of smoothing
//	blend 8              # millimetres over which limbs flow into each other
//	limb trunk half      # half: symmetric, radii from zero by the right to the back; contours lie level
//	blend 14             # of this limb alone
//	fine                 # the net is twice as fine here
//	zero front           # where the first radius points to
//	cap 20 5             # how far the two ends bulge
//	at 0 1040 70  110 112 120 ...
//	limb thigh round     # round: radii all the way round
//	...
//	limb hand nodes
//	soft 3               # millimetres over which its rows flow into each other
//	node wrist -250 880 120 20
//	link wrist knuckle joint tip     # a smooth curve of changing thickness
//	blade wrist palm thumb           # as for bones
//	plate 3 a b c d e f              # as for bones
//	cut nostril nostril-roof         # taken away from all before it
//	bump chin 0 1505 185  14 2
//
// at holds the middle of a contour and its radii at equal angles, in whole
// millimetres. An axis runs downwards or away from the trunk.
type limb struct {
	name     string
	fine     bool    // needs the fine lattice
	blend    float64 // with the limbs before it
	soft     float64 // of the rows of a limb of nodes with each other
	half     bool
	zero     vec
	cap      [2]float64
	contours []contour
	bones    *skeleton // of a limb of nodes
}

// contour is one station of a limb.
type contour struct {
	centre, along, wide, deep vec
	radii                     []float64 // all the way round
}

// maxContours and maxRadii keep the skin something a person can correct.
const (
	maxContours = 30
	maxRadii    = 24
)

func newLimb(r Row, blend float64) (*limb, error) {
	if len(r.Fields) != 2 {
		return nil, r.Errorf("limb", "expected a name and half, round or nodes")
	}
	l := &limb{name: r.Fields[0], zero: vec{0, 0, 1}, blend: blend, soft: 2}
	switch r.Fields[1] {
	case "half":
		l.half = true
	case "round":
	case "nodes":
		l.bones = &skeleton{nodes: map[string]ball{}}
	default:
		return nil, r.Errorf("limb", "%q is no kind of limb, expected half, round or nodes", r.Fields[1])
	}
	return l, nil
}

// row reads one row of a limb.
func (l *limb) row(r Row) error {
	switch {
	case r.Key == "fine" && len(r.Fields) == 0:
		l.fine = true
	case l.bones != nil && r.Key == "soft":
		soft, err := blendOf(r)
		if err != nil {
			return err
		}
		l.soft = soft
	case l.bones != nil && (r.Key == "node" || r.Key == "link" || r.Key == "blade" || r.Key == "plate" || r.Key == "cut"):
		return l.bones.row(r, nil)
	case r.Key == "zero":
		z, ok := zeros()[first(r.Fields)]
		if !ok {
			return r.Errorf("zero", "%q is no direction, expected left, up or front", first(r.Fields))
		}
		l.zero = z
	case r.Key == "cap":
		v, err := r.Numbers(0, "start", "end")
		if err != nil {
			return err
		}
		l.cap = [2]float64{v[0], v[1]}
	case r.Key == "at" && l.bones == nil:
		c, err := l.contour(r)
		if err != nil {
			return err
		}
		l.contours = append(l.contours, c)
	default:
		return r.Errorf(r.Key, "unknown key in limb %s, expected fine, blend, zero, cap or at, or soft, node, link, blade, plate or cut in a limb of nodes", l.name)
	}
	return nil
}

// contour reads a station; a half contour is completed to a whole one.
func (l *limb) contour(r Row) (contour, error) {
	names := []string{"x", "y", "z"}
	for i := 3; i < len(r.Fields); i++ {
		names = append(names, "radius")
	}
	v, err := r.Numbers(0, names...)
	if err != nil {
		return contour{}, err
	}
	radii := v[3:]
	if len(radii) < 6 || len(radii) > maxRadii {
		return contour{}, r.Errorf("at", "has %d radii, expected 6 to %d", len(radii), maxRadii)
	}
	for _, x := range radii {
		if x <= 0 {
			return contour{}, r.Errorf("radius", "%v is no radius, expected more than 0", x)
		}
	}
	if l.half {
		for i := len(radii) - 2; i > 0; i-- {
			radii = append(radii, radii[i])
		}
	}
	return contour{centre: vec{v[0], v[1], v[2]}, radii: radii}, nil
}

// finish checks a limb and works out the directions of its contours.
func (l *limb) finish(t Table) error {
	if l.bones != nil {
		return l.bones.check(t)
	}
	n := len(l.contours)
	if n < 2 || n > maxContours {
		return fmt.Errorf("%s: limb %s has %d stations, expected 2 to %d", t.File, l.name, n, maxContours)
	}
	for _, c := range l.contours {
		if len(c.radii) != len(l.contours[0].radii) {
			return fmt.Errorf("%s: limb %s has contours of %d and of %d radii, expected as many in each",
				t.File, l.name, len(l.contours[0].radii), len(c.radii))
		}
	}
	for i := range l.contours {
		a, b := l.contours[max(i-1, 0)].centre, l.contours[min(i+1, n-1)].centre
		l.contours[i].orient(l.direction(a, b), l.zero)
	}
	return nil
}

// direction is where a limb goes from a to b. The wide contours of half limbs
// stay level: tilted against each other they would overlap far from the axis.
func (l *limb) direction(a, b vec) vec {
	if l.half {
		return vec{0, -1, 0}
	}
	return b.sub(a).unit(vec{0, -1, 0})
}

func (c *contour) orient(along, zero vec) {
	c.along = along
	c.wide, c.deep = frame(along, zero, 0)
}

// skinPieces returns the pieces of a limb, what it cuts last.
func (l *limb) skinPieces() []skinPiece {
	var out []skinPiece
	add := func(group int, cut bool, p piece) {
		out = append(out, skinPiece{boxed: boxed{piece: p}, group: group, cut: cut})
	}
	if l.bones == nil {
		for _, p := range l.stretches() {
			add(0, false, p)
		}
		return out
	}
	for _, cut := range []bool{false, true} {
		for i, j := range l.bones.pieces {
			if (j.kind == "cut") != cut {
				continue
			}
			for _, p := range l.bones.shape(j) {
				add(i, cut, p)
			}
		}
	}
	return out
}

// shape returns the pieces of one row; a link of a limb is a smooth curve.
func (s *skeleton) shape(j join) []piece {
	names, n := j.names, 0
	if j.kind == "plate" {
		n, _ = j.across()
		names = names[1:]
	}
	var at []ball
	var values [][]float64
	for _, name := range names {
		b := s.nodes[name]
		at = append(at, b)
		values = append(values, []float64{b.at[0], b.at[1], b.at[2], b.radius})
	}
	switch j.kind {
	case "plate":
		return plate(at, n)
	case "blade":
		out := []piece{blade{at[0], at[1], at[2]}}
		if len(at) == 4 {
			out = append(out, blade{at[0], at[2], at[3]})
		}
		return out
	case "cut":
		return []piece{cone{at[0], at[len(at)-1]}}
	}
	var out []piece
	steps := curve(values, 4)
	for i := 0; i+1 < len(steps); i++ {
		a, b := steps[i], steps[i+1]
		out = append(out, cone{ball{vec{a[0], a[1], a[2]}, a[3]}, ball{vec{b[0], b[1], b[2]}, b[3]}})
	}
	return out
}

// stretches cuts a limb of contours into pieces of about 8 mm, or 4 where it is
// fine.
func (l *limb) stretches() []stretch {
	long := 8.0
	if l.fine {
		long = 4
	}
	values := make([][]float64, len(l.contours))
	places := make([]float64, len(l.contours))
	for i, c := range l.contours {
		values[i] = append([]float64{c.centre[0], c.centre[1], c.centre[2]}, c.radii...)
		if i > 0 {
			places[i] = places[i-1] + math.Max(c.centre.sub(l.contours[i-1].centre).len(), 0.5)
		}
	}
	var all []contour
	for i := 0; i+1 < len(values); i++ {
		n := int(math.Ceil((places[i+1] - places[i]) / long))
		for k := 0; k < n; k++ {
			v := spline(values, places, float64(i)+float64(k)/float64(n))
			all = append(all, contour{centre: vec{v[0], v[1], v[2]}, radii: v[3:]})
		}
	}
	all = append(all, l.contours[len(l.contours)-1])
	for i := range all {
		a, b := all[max(i-1, 0)].centre, all[min(i+1, len(all)-1)].centre
		all[i].orient(l.direction(a, b), l.zero)
	}
	var out []stretch
	for i := 0; i+1 < len(all); i++ {
		s := stretch{a: all[i], b: all[i+1]}
		if i == 0 {
			s.capA = l.cap[0]
		}
		if i+2 == len(all) {
			s.capB = l.cap[1]
		}
		out = append(out, s)
	}
	return out
}

// stretch is a limb between two contours.
type stretch struct {
	a, b       contour
	capA, capB float64
}

func (s stretch) reach() (vec, vec) {
	round := func(c contour, bulge float64) (vec, vec) {
		widest := 0.0
		for _, r := range c.radii {
			widest = math.Max(widest, r)
		}
		return discReach(c.centre, c.along, 1.1*widest, bulge) // radii swing out a little between stations
	}
	low, high := round(s.a, s.capA)
	l, h := round(s.b, s.capB)
	return joined(low, high, l, h)
}

func (s stretch) distance(p vec) float64 {
	before, after := p.sub(s.a.centre).dot(s.a.along), p.sub(s.b.centre).dot(s.b.along)
	switch {
	case before <= 0:
		return s.a.beyond(p, -before, s.capA)
	case after >= 0:
		return s.b.beyond(p, after, s.capB)
	}
	t := before / (before - after)
	da, _ := s.a.radial(p)
	db, _ := s.b.radial(p)
	d := (1-t)*da + t*db
	// A wall that leans by so much per millimetre of axis is nearer than it
	// looks straight outwards.
	lean := (db - da) / math.Max(s.b.centre.sub(s.a.centre).len(), 1)
	return d / math.Sqrt(1+lean*lean)
}

// radial returns how far p lies outside the contour and the contour's radius
// towards it.
func (c contour) radial(p vec) (distance, radius float64) {
	q := p.sub(c.centre)
	u, v := q.dot(c.wide), q.dot(c.deep)
	radius = c.towards(math.Atan2(v, u))
	return math.Hypot(u, v) - radius, radius
}

// towards interpolates the radii, smoothly all the way round.
func (c contour) towards(angle float64) float64 {
	n := len(c.radii)
	s := angle / (2 * math.Pi) * float64(n)
	s -= math.Floor(s/float64(n)) * float64(n)
	i := int(s) % n
	t := s - math.Floor(s)
	r := func(k int) float64 { return c.radii[(i+k+n)%n] }
	a, b, d, e := r(-1), r(0), r(1), r(2)
	return b + t/2*(d-a+t*(2*a-5*b+4*d-e+t*(3*(b-d)+e-a)))
}

// beyond returns the distance of p past the contour's plane.
func (c contour) beyond(p vec, past, bulge float64) float64 {
	d, radius := c.radial(p)
	if bulge <= 0 {
		if past == 0 {
			return d
		}
		return math.Hypot(math.Max(d, 0), past)
	}
	across := d + radius
	rho := math.Hypot(across/radius, past/bulge)
	return math.Hypot(across, past) * (1 - 1/math.Max(rho, 0.05))
}
