package body

import (
	"errors"
	"math"

	"bodymap/render/geom"
)

// loft is a shape along a path from origin to insertion: a section at each of
// its stations, smooth in between, closed and rounded at both ends.
//
//	loft
//	zero left            # what 0 degrees of turn points to: left, up or front
//	tendon 10 60         # millimetres of tendon at the origin, at the insertion
//	span 0 0.6           # which share of the whole muscle it is, where it goes on in others
//	#  x    y    z turn  width thick  form bow
//	at -55  840  42   20    12     8   2.2   1
//
// x y z is the middle of the section; turn the direction of its width, in
// degrees about the path from zero; width and thick are half-widths; form is
// the exponent of the superellipse (2 an ellipse, above boxier, below leaner);
// bow is how far the two edges are bent out of the plane of the width. Two more
// numbers may follow where a section has three corners, as shafts of bones have:
// ridge draws out a corner at the end of the width, keel one on the side of the
// thickness, in percent; negative ones on the other side.
type loft struct {
	stations []Station
	zero     vec
	tendon   [2]float64 // millimetres
	stated   bool       // the table says so
	span     [2]float64 // of the whole muscle, 0 origin to 1 insertion
}

// Station is one section of a loft, in millimetres and degrees.
type Station struct {
	X, Y, Z      float64
	Turn         float64
	Width, Thick float64 // half
	Form, Bow    float64
	Ridge, Keel  float64 // percent
}

// maxStations keeps a table something a person can read and correct.
const maxStations = 12

// maxCorner is how far, in percent, three corners may be drawn out before the
// sides between them sag.
const maxCorner = 40

// zeros are the directions that a turn may be measured from.
func zeros() map[string]vec {
	return map[string]vec{"left": {1, 0, 0}, "up": {0, 1, 0}, "front": {0, 0, 1}}
}

func parseLoft(head Row, rows []Row) (shape, error) {
	l := &loft{zero: vec{1, 0, 0}, span: [2]float64{0, 1}}
	var problems []error
	for _, r := range rows {
		switch r.Key {
		case "zero":
			z, ok := zeros()[first(r.Fields)]
			if !ok {
				problems = append(problems, r.Errorf("zero", "%q is no direction, expected left, up or front", first(r.Fields)))
			}
			l.zero = z
		case "tendon":
			v, err := r.Numbers(0, "origin", "insertion")
			if err != nil {
				problems = append(problems, err)
				continue
			}
			l.tendon, l.stated = [2]float64{v[0], v[1]}, true
		case "span":
			v, err := parseSpan(r)
			if err != nil {
				problems = append(problems, err)
				continue
			}
			l.span = v
		case "at":
			s, err := parseStation(r)
			if err != nil {
				problems = append(problems, err)
			}
			l.stations = append(l.stations, s)
		default:
			problems = append(problems, r.Errorf(r.Key, "unknown key in a loft, expected zero, tendon, span or at"))
		}
	}
	if n := len(l.stations); n < 2 || n > maxStations {
		problems = append(problems, head.Errorf("loft", "has %d stations, expected 2 to %d", n, maxStations))
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return l, nil
}

// parseSpan reads from where to where in the whole muscle a shape runs.
func parseSpan(r Row) ([2]float64, error) {
	v, err := r.Numbers(0, "from", "to")
	if err != nil {
		return [2]float64{}, err
	}
	if !(v[0] >= 0 && v[0] < v[1] && v[1] <= 1) {
		return [2]float64{}, r.Errorf("span", "%v to %v is no share, expected 0 to 1, rising", v[0], v[1])
	}
	return [2]float64{v[0], v[1]}, nil
}

func first(fields []string) string {
	if len(fields) == 0 {
		return ""
	}
	return fields[0]
}

func parseStation(r Row) (Station, error) {
	v, err := r.Numbers(0, "x", "y", "z", "turn", "width", "thick", "form", "bow")
	if err != nil {
		return Station{}, err
	}
	s := Station{X: v[0], Y: v[1], Z: v[2], Turn: v[3], Width: v[4], Thick: v[5], Form: v[6], Bow: v[7]}
	if len(r.Fields) > len(v) {
		if v, err = r.Numbers(len(v), "ridge", "keel"); err != nil {
			return s, err
		}
		s.Ridge, s.Keel = v[0], v[1]
	}
	switch {
	case s.Width <= 0:
		return s, r.Errorf("width", "%v is no half-width, expected more than 0", s.Width)
	case s.Thick <= 0:
		return s, r.Errorf("thick", "%v is no half-thickness, expected more than 0", s.Thick)
	case s.Form < 1 || s.Form > 6:
		return s, r.Errorf("form", "%v is no exponent, expected 1 to 6", s.Form)
	case math.Hypot(s.Ridge, s.Keel) > maxCorner:
		return s, r.Errorf("ridge", "%v and %v together exceed %v percent", s.Ridge, s.Keel, float64(maxCorner))
	}
	return s, nil
}

// section is a station with its directions worked out.
type section struct {
	centre, along, wide, deep vec
	width, thick, form, bow   float64
	ridge, keel               float64 // shares of the radius
	fibre                     float64 // 0 at the origin, 1 at the insertion
}

// frame returns the directions of a station's width and thickness.
func frame(along, zero vec, turn float64) (wide, deep vec) {
	z := zero.across(along, vec{0, 0, 1})
	y := along.cross(z)
	sin, cos := math.Sincos(turn * math.Pi / 180)
	wide = z.mul(cos).add(y.mul(sin))
	return wide, along.cross(wide)
}

// tangent returns the direction of the path at station i.
func (l *loft) tangent(i int) vec {
	a, b := max(i-1, 0), min(i+1, len(l.stations)-1)
	return l.centre(b).sub(l.centre(a)).unit(vec{0, -1, 0})
}

func (l *loft) centre(i int) vec { s := l.stations[i]; return vec{s.X, s.Y, s.Z} }

// knots returns per station the values that are interpolated: centre, half-width
// as a vector, half-thickness, bow, form, half-width as a length, ridge, keel.
func (l *loft) knots() [][]float64 {
	out := make([][]float64, len(l.stations))
	for i, s := range l.stations {
		wide, _ := frame(l.tangent(i), l.zero, s.Turn)
		w := wide.mul(s.Width)
		out[i] = []float64{s.X, s.Y, s.Z, w[0], w[1], w[2], s.Thick, s.Bow, s.Form, s.Width, s.Ridge / 100, s.Keel / 100}
	}
	return out
}

// places returns how far along the stations lie, in millimetres: stations may
// be close together where the shape changes and far apart where it does not.
func (l *loft) places() []float64 {
	out := make([]float64, len(l.stations))
	for i := 1; i < len(out); i++ {
		out[i] = out[i-1] + math.Max(l.centre(i).sub(l.centre(i-1)).len(), 0.5)
	}
	return out
}

// sections samples the loft: between stations as often as it takes for straight
// pieces to stay within tol millimetres of the curve.
func (l *loft) sections(tol float64) []section {
	knots, places := l.knots(), l.places()
	var out []section
	for i := 0; i+1 < len(knots); i++ {
		n := pieces(off(spline(knots, places, float64(i)+0.5), halfway(knots[i], knots[i+1])), tol)
		for k := 0; k < n; k++ {
			out = append(out, sectionAt(knots, places, float64(i)+float64(k)/float64(n)))
		}
	}
	out = append(out, sectionAt(knots, places, float64(len(knots)-1)))
	length := 0.0
	for i := range out {
		if i > 0 {
			length += out[i].centre.sub(out[i-1].centre).len()
		}
		out[i].fibre = length
		a, b := out[max(i-1, 0)].centre, out[min(i+1, len(out)-1)].centre
		out[i].along = b.sub(a).unit(vec{0, -1, 0})
		out[i].wide = out[i].wide.across(out[i].along, vec{1, 0, 0})
		out[i].deep = out[i].along.cross(out[i].wide)
	}
	for i := range out {
		out[i].fibre = l.span[0] + (l.span[1]-l.span[0])*out[i].fibre/math.Max(length, 1e-6)
	}
	return out
}

// pieces is how many straight pieces keep within tol of a curve that bulges by
// sag over one piece: the sag falls with the square of the number.
func pieces(sag, tol float64) int {
	return min(max(int(math.Ceil(math.Sqrt(sag/tol))), 1), 8)
}

func halfway(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for k := range out {
		out[k] = (a[k] + b[k]) / 2
	}
	return out
}

// around is how many points of a section keep a circle of that radius within
// tol.
func around(radius, tol float64) int {
	n := math.Pi / math.Acos(1-math.Min(tol/radius, 0.2))
	return min(max(int(math.Ceil(n)), 4), 20)
}

func sectionAt(knots [][]float64, places []float64, s float64) section {
	v := spline(knots, places, s)
	return section{
		centre: vec{v[0], v[1], v[2]}, wide: vec{v[3], v[4], v[5]},
		width: math.Max(v[9], 0.3), thick: math.Max(v[6], 0.3),
		form: math.Min(math.Max(v[8], 1), 6), bow: v[7], ridge: v[10], keel: v[11],
	}
}

// place returns the point of a section at an angle, with both half-widths
// scaled, and its place across the width, -1 to 1.
func (s section) place(angle, scale float64) (vec, float64) {
	sin, cos := math.Sincos(angle)
	e := 2 / s.form
	u := math.Copysign(math.Pow(math.Abs(cos), e), cos)
	v := math.Copysign(math.Pow(math.Abs(sin), e), sin)
	scale *= s.corners(u, v)
	u, v = u*scale, v*scale
	return s.centre.add(s.wide.mul(s.width * u)).add(s.deep.mul(s.thick*v + s.bow*u*u)), u
}

// corners is how much further out a section with three corners lies in the
// direction u v, in half-widths, than one without.
func (s section) corners(u, v float64) float64 {
	r := math.Hypot(u, v)
	if s.ridge == 0 && s.keel == 0 || r == 0 {
		return 1
	}
	u, v = u/r, v/r
	return 1 + s.ridge*(4*u*u*u-3*u) + s.keel*(4*v*v*v-3*v)
}

// round is how an end closes: steps outward, in half-thicknesses, and the scale
// of the section there. A quarter circle in three steps; thin ends, such as those
// of nerves, just come to a point.
func round(widest float64) [][2]float64 {
	if widest < 4 {
		return nil
	}
	return [][2]float64{{0.5, 0.87}, {0.85, 0.53}}
}

func (l *loft) mesh(tol float64) *geom.Mesh {
	sections := l.sections(tol)
	widest := 0.0
	for _, s := range sections {
		widest = math.Max(widest, (s.width+s.thick)/2)
	}
	around := around(widest, tol)
	m := &geom.Mesh{}
	ring := func(s section, scale float64) {
		for k := 0; k < around; k++ {
			p, u := s.place(2*math.Pi*float64(k)/float64(around), scale)
			m.Positions = append(m.Positions, p.point())
			m.Fibres = append(m.Fibres, [2]float32{float32(s.fibre), float32(u)})
		}
	}
	start, end := sections[0], sections[len(sections)-1]
	tip(m, start, -1)
	closing := round(widest)
	for i := len(closing) - 1; i >= 0; i-- {
		ring(beyond(start, -closing[i][0]), closing[i][1])
	}
	for _, s := range sections {
		ring(s, 1)
	}
	for _, r := range closing {
		ring(beyond(end, r[0]), r[1])
	}
	tip(m, end, 1)
	stitch(m, around)
	return m
}

// beyond moves a section past the end of the path by half-thicknesses.
func beyond(s section, by float64) section {
	s.centre = s.centre.add(s.along.mul(by * math.Min(s.thick, s.width)))
	return s
}

// tip adds the one vertex that closes an end.
func tip(m *geom.Mesh, s section, by float64) {
	m.Positions = append(m.Positions, beyond(s, by).centre.point())
	m.Fibres = append(m.Fibres, [2]float32{float32(s.fibre), 0})
}

// stitch joins rings of equal count, and the tips before and after them, into
// a closed surface.
func stitch(m *geom.Mesh, around int) {
	rings := (len(m.Positions) - 2) / around
	at := func(ring, k int) uint32 { return uint32(1 + ring*around + (k+around)%around) }
	last := uint32(len(m.Positions) - 1)
	for k := 0; k < around; k++ {
		m.Indices = append(m.Indices, 0, at(0, k+1), at(0, k))
		for r := 0; r+1 < rings; r++ {
			a, b, c, d := at(r, k), at(r, k+1), at(r+1, k+1), at(r+1, k)
			m.Indices = append(m.Indices, a, b, c, a, c, d)
		}
		m.Indices = append(m.Indices, last, at(rings-1, k), at(rings-1, k+1))
	}
}

func (l *loft) tendons() (share, span [2]float64, stated bool) {
	places := l.places()
	length := places[len(places)-1]
	for k := range share {
		share[k] = math.Min(l.tendon[k]/length, 1) * (l.span[1] - l.span[0])
	}
	return share, l.span, l.stated
}

func (l *loft) size() (length, half float64) {
	places := l.places()
	for _, s := range l.stations {
		half += s.Width / float64(len(l.stations))
	}
	return places[len(places)-1], half
}
