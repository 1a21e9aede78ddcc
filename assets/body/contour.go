package body

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"bodymap/render/geom"
)

// The skin is limbs: closed contours at stations along an axis, and rods and
// plates over named nodes for fingers, toes, nose and ears.
//
//	grid 4               # as for bones
//	blend 10             # millimetres over which limbs flow into each other
//	limb trunk half      # half: symmetric, radii from zero by the right to the back
//	zero front           # where the first radius points to
//	cap 20 5             # how far the two ends bulge
//	at 0 1040 70  110 112 120 ...
//	limb thigh round     # round: radii all the way round
//	...
//	limb hand nodes
//	node wrist -250 880 120 20
//	link wrist palm
//
// at holds the middle of a contour and its radii at equal angles, in whole
// millimetres. An axis runs downwards or away from the trunk.
type limb struct {
	name     string
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

// buildSkin makes the closed skin of the whole body.
func buildSkin(tables []Table) ([]Part, error) {
	var parts []Part
	var problems []error
	for _, t := range tables {
		h, err := t.Head()
		limbs, settings, limbErr := parseLimbs(t)
		if err := errors.Join(err, limbErr); err != nil {
			problems = append(problems, err)
			continue
		}
		parts = append(parts, newPart(t, h, skinMesh(limbs, settings)))
	}
	return parts, errors.Join(problems...)
}

// skinSettings are the rows of a skin table that hold for all of it.
type skinSettings struct {
	blend float64
	net   skeleton // grid, smooth and triangles only
}

func parseLimbs(t Table) ([]*limb, skinSettings, error) {
	set := skinSettings{blend: 8, net: skeleton{grid: 4, smooth: 8, triangles: 20000}}
	var limbs []*limb
	var problems []error
	for _, r := range t.Rows {
		var err error
		switch r.Key {
		case "name", "side", "fma":
		case "grid", "smooth", "blend", "triangles":
			err = set.read(r)
		case "limb":
			var l *limb
			l, err = newLimb(r)
			limbs = append(limbs, l)
		default:
			if len(limbs) == 0 || limbs[len(limbs)-1] == nil {
				err = r.Errorf(r.Key, "stands before any limb")
			} else {
				err = limbs[len(limbs)-1].row(r)
			}
		}
		problems = append(problems, err)
	}
	if len(limbs) == 0 {
		problems = append(problems, fmt.Errorf("%s: no limb, expected at least one", t.File))
	}
	for _, l := range limbs {
		if l != nil {
			problems = append(problems, l.finish(t))
		}
	}
	return limbs, set, errors.Join(problems...)
}

func (s *skinSettings) read(r Row) error {
	if r.Key == "triangles" {
		n, err := strconv.Atoi(first(r.Fields))
		if err != nil || n < 1000 || n > 100000 {
			return r.Errorf("triangles", "%q is out of range, expected 1000 to 100000", first(r.Fields))
		}
		s.net.triangles = n
		return nil
	}
	v, err := r.Numbers(0, r.Key)
	if err != nil {
		return err
	}
	switch {
	case r.Key == "blend" && v[0] >= 0 && v[0] <= 60:
		s.blend = v[0]
	case r.Key == "blend":
		return r.Errorf("blend", "%v is out of range, expected 0 to 60", v[0])
	default:
		return s.net.set(r, v[0])
	}
	return nil
}

func newLimb(r Row) (*limb, error) {
	if len(r.Fields) != 2 {
		return nil, r.Errorf("limb", "expected a name and half, round or nodes")
	}
	l := &limb{name: r.Fields[0], zero: vec{0, 0, 1}}
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
	case l.bones != nil && (r.Key == "node" || r.Key == "link" || r.Key == "blade"):
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
		return r.Errorf(r.Key, "unknown key in limb %s, expected zero, cap or at, or node, link or blade in a limb of nodes", l.name)
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
		l.contours[i].orient(b.sub(a).unit(vec{0, -1, 0}), l.zero)
	}
	return nil
}

func (c *contour) orient(along, zero vec) {
	c.along = along
	c.wide, c.deep = frame(along, zero, 0)
}

// skinMesh meshes the union of the limbs.
func skinMesh(limbs []*limb, set skinSettings) *geom.Mesh {
	f := &skinField{field: field{symmetric: true}, blend: set.blend, limbs: len(limbs)}
	for i, l := range limbs {
		for _, p := range l.pieces() {
			f.pieces = append(f.pieces, ofLimb{p, i})
		}
	}
	h := sample(f, set.net.grid).nets()
	h.withoutHollows()
	h.smooth(set.net.smooth)
	normals := h.thin(skinStray)
	return h.mesh(normals)
}

// skinField is a field whose limbs flow into each other.
type skinField struct {
	field
	blend float64
	limbs int
}

// ofLimb is a piece that knows its limb.
type ofLimb struct {
	piece
	limb int
}

// near also returns what blends into a surface within margin of the box.
func (f *skinField) near(pieces []*boxed, low, high vec, margin float64) []*boxed {
	return f.field.near(pieces, low, high, math.Max(margin, f.blend))
}

func (f *skinField) distance(p vec, pieces []*boxed, far float64) float64 {
	p[0] = -math.Abs(p[0])
	const away = 1e6 // millimetres: farther than anything blends
	d, of, limb := away, away, -1
	for _, s := range pieces { // in the order of limbs
		if s.limb != limb {
			d = -softMax(-d, -of, f.blend)
			limb, of = s.limb, away
		}
		if apart := s.apart(p); apart == 0 || apart < of && apart < d+f.blend {
			of = math.Min(of, s.distance(p))
		}
	}
	return math.Min(-softMax(-d, -of, f.blend), far)
}

// pieces cuts a limb into stretches of about 8 mm.
func (l *limb) pieces() []piece {
	if l.bones != nil {
		return l.bones.field(false).pieces
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
		n := int(math.Ceil((places[i+1] - places[i]) / 8))
		for k := 0; k < n; k++ {
			v := spline(values, places, float64(i)+float64(k)/float64(n))
			all = append(all, contour{centre: vec{v[0], v[1], v[2]}, radii: v[3:]})
		}
	}
	all = append(all, l.contours[len(l.contours)-1])
	for i := range all {
		a, b := all[max(i-1, 0)].centre, all[min(i+1, len(all)-1)].centre
		all[i].orient(b.sub(a).unit(vec{0, -1, 0}), l.zero)
	}
	var out []piece
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
	da, ra := s.a.radial(p)
	db, rb := s.b.radial(p)
	d := (1-t)*da + t*db
	// A wall that leans by so much per millimetre of axis is nearer than it
	// looks straight outwards.
	lean := (rb - ra) / math.Max(s.b.centre.sub(s.a.centre).len(), 1)
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
