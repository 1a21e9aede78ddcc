package body

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
)

//go:embed measures
var measuresTree embed.FS

// Bodies returns the names of the bodies that can be made: the one that the
// tables describe first.
func Bodies() []string { return []string{"man", "woman"} }

// measures are the named measures of a body, in the order of its file.
type measures struct {
	heights  []measure
	breadths []measure
	depths   []measure
	limbs    []measure
	places   []measure // of the body that the tables describe
	moves    []measure // of any other
}

// measure is a named length, or a place, or a move with its radius.
type measure struct {
	row   Row
	name  string
	at    string // height that it is taken at
	value []float64
}

// readMeasures reads measures/<body>.txt.
func readMeasures(fsys fs.FS, body string) (*measures, error) {
	file := "measures/" + body + ".txt"
	src, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("no measures of a body %q, expected one of %v", body, Bodies())
	}
	t, err := ParseTable(file, src)
	if err != nil {
		return nil, err
	}
	m := &measures{}
	var problems []error
	for _, r := range t.Rows {
		problems = append(problems, m.row(r))
	}
	return m, errors.Join(problems...)
}

func (m *measures) row(r Row) error {
	var list *[]measure
	from, names := 1, []string{r.Key}
	switch r.Key {
	case "height":
		list = &m.heights
	case "breadth":
		list, from = &m.breadths, 2
	case "depth":
		list, from = &m.depths, 2
	case "limb":
		list = &m.limbs
	case "place":
		list, names = &m.places, []string{"x", "y", "z"}
	case "move":
		list, names = &m.moves, []string{"x", "y", "z", "radius"}
	default:
		return r.Errorf(r.Key, "unknown key, expected height, breadth, depth, limb, place or move")
	}
	v, err := r.Numbers(from, names...)
	if err != nil {
		return err
	}
	if last := v[len(v)-1]; last <= 0 && r.Key != "place" && r.Fields[0] != "floor" {
		return r.Errorf(r.Key, "%v is no length, expected more than 0", last)
	}
	out := measure{row: r, name: r.Fields[0], value: v}
	if from == 2 {
		out.at = r.Fields[1]
	}
	*list = append(*list, out)
	return nil
}

// find returns the measure of a name.
func find(list []measure, name string) (measure, bool) {
	i := slices.IndexFunc(list, func(m measure) bool { return m.name == name })
	if i < 0 {
		return measure{}, false
	}
	return list[i], true
}

// pairs returns the values of two bodies under the names of the first.
func pairs(of, to []measure) (a, b []float64, err error) {
	var problems []error
	for _, m := range of {
		n, ok := find(to, m.name)
		if !ok {
			problems = append(problems, m.row.Errorf(m.row.Key, "%s has no counterpart in the other body", m.name))
			continue
		}
		a, b = append(a, m.value[0]), append(b, n.value[0])
	}
	for _, n := range to {
		if _, ok := find(of, n.name); !ok {
			problems = append(problems, n.row.Errorf(n.row.Key, "%s has no counterpart in the other body", n.name))
		}
	}
	return a, b, errors.Join(problems...)
}

// profile is a value that changes smoothly with height.
type profile struct {
	heights []float64
	values  [][]float64
}

func (p profile) at(y float64) []float64 {
	last := len(p.heights) - 1
	if y <= p.heights[0] {
		return p.values[0]
	}
	if y >= p.heights[last] {
		return p.values[last]
	}
	i := 0
	for y > p.heights[i+1] {
		i++
	}
	return spline(p.values, p.heights, float64(i)+(y-p.heights[i])/(p.heights[i+1]-p.heights[i]))
}

// warp takes every point of one body to where it is in another.
type warp struct {
	height  profile // where a height goes to
	breadth profile // ratio, and half the breadth that it holds for
	depth   profile // ratio
	limb    float64 // ratio beyond the breadth
	moves   []move
}

// move shifts what is around a place of the right side, and its mirror.
type move struct {
	place, by vec
	radius    float64
}

// newWarp compares two bodies by the measures that both have.
func newWarp(of, to *measures) (*warp, error) {
	w := &warp{limb: 1}
	from, there, heightErr := pairs(of.heights, to.heights)
	if heightErr == nil {
		w.height.heights = from
		for i := range there {
			w.height.values = append(w.height.values, []float64{there[i]})
			if i > 0 && (from[i] <= from[i-1] || there[i] <= there[i-1]) {
				heightErr = of.heights[i].row.Errorf("height", "%s is not above the height before it", of.heights[i].name)
			}
		}
	}
	var breadthErr, depthErr error
	w.breadth, breadthErr = ratios(of, of.breadths, to.breadths)
	w.depth, depthErr = ratios(of, of.depths, to.depths)
	a, b, limbErr := pairs(of.limbs, to.limbs)
	if limbErr == nil && len(a) > 0 {
		w.limb = b[0] / a[0]
	}
	problems := []error{heightErr, breadthErr, depthErr, limbErr}
	for _, m := range to.moves {
		p, ok := find(of.places, m.name)
		if !ok {
			problems = append(problems, m.row.Errorf("move", "no place %q in the other body", m.name))
			continue
		}
		by := vec{m.value[0], m.value[1], m.value[2]}
		if by.len() > 0.4*m.value[3] {
			problems = append(problems, m.row.Errorf("radius", "%v is too little for a move of %.0f, expected at least two and a half times as much", m.value[3], by.len()))
		}
		w.moves = append(w.moves, move{vec{p.value[0], p.value[1], p.value[2]}, by, m.value[3]})
	}
	return w, errors.Join(problems...)
}

// ratios returns how measures change with height, and half of the first body's.
func ratios(of *measures, list, to []measure) (profile, error) {
	a, b, err := pairs(list, to)
	if err != nil {
		return profile{}, err
	}
	var p profile
	for i, m := range list {
		h, ok := find(of.heights, m.at)
		if !ok {
			return profile{}, m.row.Errorf("height", "no height %q", m.at)
		}
		if n := len(p.heights); n > 0 && h.value[0] <= p.heights[n-1] {
			return profile{}, m.row.Errorf("height", "%s is not above the one before it", m.at)
		}
		p.heights = append(p.heights, h.value[0])
		p.values = append(p.values, []float64{b[i] / a[i], a[i] / 2})
	}
	if len(p.heights) < 2 {
		return profile{}, errors.New("expected at least two measures of a kind")
	}
	return p, nil
}

// axis is the depth, in millimetres, that depths are scaled about.
const axis = 70

// point returns where a point goes.
func (w *warp) point(p vec) vec {
	b := w.breadth.at(p[1])
	u := p[0] / b[1]
	within := u / math.Pow(1+math.Pow(math.Abs(u), 6), 1./6) // levels off at the breadth
	out := vec{
		w.limb*p[0] + (b[0]-w.limb)*b[1]*within,
		w.height.at(p[1])[0],
		axis + w.depth.at(p[1])[0]*(p[2]-axis),
	}
	for _, m := range w.moves {
		for _, side := range []float64{1, -1} {
			d := p.sub(vec{side * m.place[0], m.place[1], m.place[2]})
			if q := d.dot(d) / (m.radius * m.radius); q < 1 {
				out = out.add(vec{side * m.by[0], m.by[1], m.by[2]}.mul((1 - q) * (1 - q)))
			}
		}
	}
	return out
}

// normal returns where a surface at p faces after the warp.
func (w *warp) normal(p, n vec) vec {
	const little = 0.01 // millimetres
	a := vec{1, 0, 0}
	if math.Abs(n[0]) > 0.7 {
		a = vec{0, 1, 0}
	}
	u := n.cross(a).unit(a)
	v := n.cross(u)
	at := w.point(p)
	return w.point(p.add(u.mul(little))).sub(at).cross(w.point(p.add(v.mul(little))).sub(at)).unit(n)
}

// part takes a part's mesh to the other body.
func (w *warp) part(p *Part) {
	m := p.Mesh
	for i, q := range m.Positions {
		at := vec{float64(q.X), float64(q.Y), float64(q.Z)}.mul(1000)
		if i < len(m.Normals) {
			n := m.Normals[i]
			m.Normals[i] = w.normal(at, vec{float64(n.X), float64(n.Y), float64(n.Z)}).point()
		}
		m.Positions[i] = w.point(at).mul(0.001).point()
	}
	m.Bounds = bounds(m.Positions)
}
