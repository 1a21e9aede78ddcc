package body

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"bodymap/render/geom"
)

// Hints steer the caliper. The zero value measures from the highest end down
// with at most eight stations.
type Hints struct {
	From, To  *[3]float64 // millimetres: the ends to measure between; nil finds them
	Slender   bool        // a nerve or tendon among branches: follow the shortest way closely
	Stations  int         // at most
	Tolerance float64     // millimetres that the shape between stations may be off; 0 is one
}

// dense is how many sections are looked at to choose a few stations.
const dense = 41

// MeasureLoft slices a mesh (metres) across its length and returns a loft as
// rows of a table: a start to be reviewed by eye, not a copy. The stations are
// whole millimetres and degrees, no more than asked for, set where the shape
// changes.
func MeasureLoft(m *geom.Mesh, h Hints) (string, error) {
	l, err := measureLoft(m, h)
	if err != nil {
		return "", err
	}
	return l.text(), nil
}

func measureLoft(m *geom.Mesh, h Hints) (*loft, error) {
	s := newSolid(m)
	if len(s.faces) < 8 {
		return nil, errors.New("measure: the mesh has too few faces to slice")
	}
	if h.Stations == 0 {
		h.Stations = 8
	}
	if h.Tolerance == 0 {
		h.Tolerance = 1
	}
	h.Stations = min(max(h.Stations, 3), maxStations)
	line := s.centreline(h, dense)
	var cuts []section
	for pass := 0; pass < 4; pass++ {
		cuts = s.cut(line)
		if len(cuts) < 3 {
			return nil, errors.New("measure: no closed sections found along the mesh")
		}
		line = s.extend(smooth(forward(centres(cuts)), 2), h)
		line = resample(line, dense)
	}
	cuts = s.cut(line)
	zero, l := chooseZero(cuts), &loft{}
	l.zero = zeros()[zero]
	for _, k := range choose(cuts, h) {
		l.stations = append(l.stations, roundStation(cuts[k]))
	}
	for i := range l.stations { // directions are about the path through the rounded stations
		l.stations[i].Turn = l.turnOf(i, cuts)
	}
	untwist(l.stations)
	return l, nil
}

// forward drops points at which a line turns back on itself.
func forward(line []vec) []vec {
	out := line[:1]
	for i := 1; i < len(line); i++ {
		way := line[min(i+3, len(line)-1)].sub(line[max(i-3, 0)])
		if line[i].sub(out[len(out)-1]).dot(way) > 0 {
			out = append(out, line[i])
		}
	}
	return out
}

// extend moves the ends of a line to the ends that were asked for, or outwards
// to where the solid ends.
func (s *solid) extend(line []vec, h Hints) []vec {
	last := len(line) - 1
	if last < 4 {
		return line
	}
	span := line[last].sub(line[0]).len() / 4
	push := func(end, inner vec, hint *[3]float64) vec {
		if hint != nil {
			return vec(*hint)
		}
		along := end.sub(inner).unit(vec{0, 1, 0})
		furthest := 0.0
		for _, p := range s.points {
			if d := p.sub(end); d.len() < span {
				furthest = math.Max(furthest, d.dot(along))
			}
		}
		return end.add(along.mul(furthest))
	}
	out := append([]vec{push(line[0], line[3], h.From)}, line...)
	return append(out, push(line[last], line[last-3], h.To))
}

func centres(cuts []section) []vec {
	out := make([]vec, len(cuts))
	for i, c := range cuts {
		out[i] = c.centre
	}
	return out
}

// cut slices across a line and fits a section to each slice, with the width
// running on smoothly from section to section.
func (s *solid) cut(line []vec) []section {
	var cuts []section
	var flats []outline
	last := len(line) - 1
	for i := range line {
		along := line[min(i+3, last)].sub(line[max(i-3, 0)]).unit(vec{0, -1, 0})
		at := line[i]
		switch i { // a hair inside the ends, where there is something to cut
		case 0:
			at = line[0].lerp(line[1], 0.4)
		case last:
			at = line[last].lerp(line[last-1], 0.4)
		}
		e := vec{1, 0, 0}
		if math.Abs(along[0]) > 0.8 {
			e = vec{0, 1, 0}
		}
		e = e.across(along, vec{0, 0, 1})
		if n := len(cuts); n > 0 { // carry the plane's axes along, so that angles compare
			e = cuts[n-1].wide.across(along, e)
		}
		f := along.cross(e)
		o, ok := nearest(s.slice(at, along), at, e, f)
		if !ok {
			continue
		}
		cuts = append(cuts, section{centre: at, along: along, wide: e, deep: f})
		flats = append(flats, o)
	}
	angles := steady(flats)
	for i := range cuts {
		c := &cuts[i]
		mid, width, thick, form, bow := flats[i].fit(angles[i])
		sin, cos := math.Sincos(angles[i])
		c.centre = c.centre.add(c.wide.mul(mid[0])).add(c.deep.mul(mid[1]))
		c.wide = c.wide.mul(cos).add(c.deep.mul(sin))
		c.deep = c.along.cross(c.wide)
		c.width, c.thick, c.form, c.bow = width, thick, form, bow
	}
	return cuts
}

// steady returns the direction of the width per outline. Where an outline is
// nearly round its own axis means nothing, so neighbours decide; the double
// angle makes both ways along an axis the same.
func steady(flats []outline) []float64 {
	out := make([]float64, len(flats))
	before := 0.0
	for i := range flats {
		var x, y float64
		for d := -10; d <= 10; d++ {
			k := i + d
			if k < 0 || k >= len(flats) {
				continue
			}
			w := math.Pow(flats[k].spread, 4) * math.Exp(-float64(d*d)/12)
			x += w * math.Cos(2*flats[k].longAxis)
			y += w * math.Sin(2*flats[k].longAxis)
		}
		a := math.Atan2(y, x) / 2
		if i > 0 {
			a += math.Pi * math.Round((before-a)/math.Pi)
		}
		out[i], before = a, a
	}
	return out
}

// chooseZero returns the direction that stays farthest from the path.
func chooseZero(cuts []section) string {
	best, score := "left", -1.0
	for _, name := range []string{"left", "front", "up"} {
		worst := 1.0
		for _, c := range cuts {
			worst = math.Min(worst, c.along.cross(zeros()[name]).len())
		}
		if worst > score+0.05 {
			best, score = name, worst
		}
	}
	return best
}

// choose returns the sections to keep: the ends, and then, one by one, that at
// which the shape through those kept so far is farthest off.
func choose(cuts []section, h Hints) []int {
	keep := []int{0, len(cuts) / 2, len(cuts) - 1}
	for len(keep) < h.Stations {
		at, worst := -1, h.Tolerance
		var values [][]float64
		var places []float64
		for _, k := range keep {
			values, places = append(values, cuts[k].row()), append(places, float64(k))
		}
		for j := 0; j+1 < len(keep); j++ {
			for k := keep[j] + 2; k+1 < keep[j+1]; k++ {
				t := float64(k-keep[j]) / float64(keep[j+1]-keep[j])
				if d := off(cuts[k].row(), spline(values, places, float64(j)+t)); d > worst {
					at, worst = k, d
				}
			}
		}
		if at < 0 {
			break
		}
		keep = append(keep, at)
		for i := len(keep) - 1; i > 0 && keep[i] < keep[i-1]; i-- {
			keep[i], keep[i-1] = keep[i-1], keep[i]
		}
	}
	return keep
}

// row lists what off compares: centre, the width as a length in space,
// half-thickness and bow.
func (s section) row() []float64 {
	w := s.wide.mul(s.width)
	return []float64{s.centre[0], s.centre[1], s.centre[2], w[0], w[1], w[2], s.thick, s.bow}
}

// off is how far two rows differ, in millimetres.
func off(a, b []float64) float64 {
	square := func(from, to int) (sum float64) {
		for k := from; k < to; k++ {
			sum += (a[k] - b[k]) * (a[k] - b[k])
		}
		return sum
	}
	return math.Sqrt(square(0, 3) + square(3, 6)/2 + square(6, 7) + square(7, 8)/4)
}

func roundStation(c section) Station {
	r := math.Round
	return Station{X: r(c.centre[0]), Y: r(c.centre[1]), Z: r(c.centre[2]),
		Width: math.Max(r(c.width), 1), Thick: math.Max(r(c.thick), 1), Form: c.form, Bow: r(c.bow)}
}

// turnOf returns the turn of station i in whole degrees, from the section that
// was measured nearest to it.
func (l *loft) turnOf(i int, cuts []section) float64 {
	best, near := 0, math.Inf(1)
	for k, c := range cuts {
		if d := c.centre.sub(l.centre(i)).len(); d < near {
			best, near = k, d
		}
	}
	zeroWide, zeroDeep := frame(l.tangent(i), l.zero, 0)
	w := cuts[best].wide
	turn := math.Round(math.Atan2(w.dot(zeroDeep), w.dot(zeroWide)) * 180 / math.Pi)
	return turn
}

// untwist names the same sections so that their turns change as little as can
// be along the path: half a turn about, and, best where a section is hardly
// bowed, a quarter with width and thickness changed over. Of all ways the one
// with the least twist is taken (Viterbi over: as it is, or changed over).
func untwist(stations []Station) {
	type way struct {
		cost float64
		from int
	}
	ways := make([][2]way, len(stations))
	for i, s := range stations {
		for over := range ways[i] {
			best := way{cost: math.Inf(1)}
			for before := range ways[i] {
				c := 0.0
				if i > 0 {
					d := math.Remainder(s.Turn+90*float64(over)-stations[i-1].Turn-90*float64(before), 180) / 45
					c = ways[i-1][before].cost + d*d
				}
				if c < best.cost {
					best = way{c, before}
				}
			}
			if over == 1 {
				best.cost += 0.2
				if math.Abs(s.Bow) > math.Max(3, s.Thick/2) {
					best.cost += 6 // the bow would be lost
				}
			}
			ways[i][over] = best
		}
	}
	over := 0
	if last := ways[len(ways)-1]; last[1].cost < last[0].cost {
		over = 1
	}
	for i := len(stations) - 1; i >= 0; i-- {
		if over == 1 {
			stations[i].changeOver()
		}
		over = ways[i][over].from
	}
	for i := 1; i < len(stations); i++ {
		stations[i].face(stations[i-1].Turn)
	}
}

// changeOver calls the width thickness.
func (s *Station) changeOver() {
	s.Turn, s.Width, s.Thick, s.Bow = s.Turn+90, s.Thick, s.Width, 0
}

// face turns a section by half turns until it faces as the one before.
func (s *Station) face(before float64) {
	half := math.Round((before - s.Turn) / 180)
	s.Turn += 180 * half
	if int(half)%2 != 0 {
		s.Bow = -s.Bow
	}
	s.Bow += 0 // no minus zero in a table
}

// text writes a loft as rows of a table.
func (l *loft) text() string {
	var b strings.Builder
	b.WriteString("loft\n")
	for _, name := range []string{"left", "up", "front"} {
		if zeros()[name] == l.zero {
			fmt.Fprintf(&b, "zero %s\n", name)
		}
	}
	fmt.Fprintf(&b, "tendon %.0f %.0f\n", l.tendon[0], l.tendon[1])
	b.WriteString("#    x    y    z turn wide thick form bow\n")
	for _, s := range l.stations {
		fmt.Fprintf(&b, "at %4.0f %4.0f %4.0f %4.0f %4.0f %4.0f  %.1f %3.0f\n", s.X, s.Y, s.Z, s.Turn, s.Width, s.Thick, s.Form, s.Bow)
	}
	return b.String()
}
