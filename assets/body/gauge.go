package body

import (
	"errors"
	"fmt"
	"math"
	"sort"
	"strings"

	"bodymap/render/geom"
)

// Outline says where to measure a sheet: lines drawn by a person, as seen in a
// view, across the fibres from the origin to the insertion, each from edge to
// edge. Between the lines the grid is interpolated.
type Outline struct {
	// Azimuth and Elevation of the viewer in degrees: 0 0 looks at the front,
	// 180 0 at the back, -90 0 at the right side. Points are then millimetres to
	// the right and up in that view.
	Azimuth, Elevation float64
	// Axis, where not nil, is x and z of an upright axis inside the sheet; points
	// are then degrees about it (0 front, -90 right) and millimetres of height.
	Axis          *[2]float64
	Lines         [][][2]float64
	Rows, Columns int
}

// MeasureSheet measures the middle surface and the thickness of a mesh (metres)
// on a grid within an outline, and returns a sheet as rows of a table: a start
// to be reviewed by eye.
func MeasureSheet(m *geom.Mesh, o Outline) (string, error) {
	s := newSolid(m)
	if len(s.faces) < 8 || len(o.Lines) < 2 {
		return "", errors.New("measure: expected a mesh and at least two lines across it")
	}
	o.Rows, o.Columns = min(max(o.Rows, 2), maxRows), min(max(o.Columns, 2), maxColumns)
	if o.Rows*o.Columns > maxPoints {
		return "", fmt.Errorf("measure: a sheet has at most %d points", maxPoints)
	}
	grid := o.grid()
	middle := grid[o.Rows/2][o.Columns/2]
	var b strings.Builder
	b.WriteString("sheet\ntendon 0 0\n")
	for _, line := range grid {
		b.WriteString("row")
		for k, at := range line {
			p, thick, ok := s.gauge(o, at, middle)
			if !ok {
				return "", fmt.Errorf("measure: no surface at %.0f %.0f in this view", at[0], at[1])
			}
			if k > 0 {
				b.WriteString(" |")
			}
			fmt.Fprintf(&b, " %.0f %.0f %.0f %.0f", p[0], p[1], p[2], math.Max(math.Round(thick), 1))
		}
		b.WriteString("\n")
	}
	return b.String(), nil
}

// grid spreads rows and columns over the lines.
func (o Outline) grid() [][][2]float64 {
	lines := make([][][]float64, len(o.Lines))
	for i, line := range o.Lines {
		flat := make([]vec, len(line))
		for k, p := range line {
			flat[k] = vec{p[0], p[1], 0}
		}
		if len(flat) != o.Columns { // a point drawn for every column stays where it is
			flat = resample(flat, o.Columns)
		}
		for _, p := range flat {
			lines[i] = append(lines[i], []float64{p[0], p[1]})
		}
	}
	out := make([][][2]float64, o.Rows)
	for r := range out {
		at := float64(r) / float64(o.Rows-1) * float64(len(lines)-1)
		for c := 0; c < o.Columns; c++ {
			column := make([][]float64, len(lines))
			for i := range lines {
				column[i] = lines[i][c]
			}
			p := spline(column, even(len(column)), at)
			out[r] = append(out[r], [2]float64{p[0], p[1]})
		}
	}
	return out
}

// gauge measures the solid at a place of the view; where the view misses it,
// the place is moved towards the middle in small steps.
func (s *solid) gauge(o Outline, at, middle [2]float64) (vec, float64, bool) {
	for k := 0; k <= 24; k++ {
		t := float64(k) * 0.02
		from, way := o.ray([2]float64{at[0] + (middle[0]-at[0])*t, at[1] + (middle[1]-at[1])*t})
		hits := s.hits(from, way, o.depth())
		if len(hits) < 2 {
			continue
		}
		first, second := hits[0], hits[1]
		slant := math.Min(math.Abs(first.normal.dot(way)), math.Abs(second.normal.dot(way)))
		mid := from.add(way.mul((first.far + second.far) / 2))
		thick := (second.far - first.far) * math.Max(slant, 0.3)
		return s.centre(mid, first.normal, thick)
	}
	return vec{}, 0, false
}

// centre moves a place inside the solid to the middle of its thickness.
func (s *solid) centre(p, normal vec, thick float64) (vec, float64, bool) {
	for pass := 0; pass < 2; pass++ {
		out, in := s.hits(p, normal, 2*outside), s.hits(p, normal.mul(-1), 2*outside)
		if len(out) == 0 || len(in) == 0 || out[0].far+in[0].far > 2*thick+2 {
			break
		}
		p = p.add(normal.mul((out[0].far - in[0].far) / 2))
		thick = out[0].far + in[0].far
	}
	return p, thick, true
}

// outside is how far from the middle a line of sight starts, in millimetres.
const outside = 2000

// depth is how far a line of sight goes: about an axis it stops there.
func (o Outline) depth() float64 {
	if o.Axis != nil {
		return outside
	}
	return 2 * outside
}

// ray returns where a line of sight starts, outside the body, and its
// direction.
func (o Outline) ray(at [2]float64) (from, way vec) {
	if o.Axis != nil {
		sin, cos := math.Sincos(at[0] * math.Pi / 180)
		out := vec{sin, 0, cos}
		return vec{o.Axis[0], at[1], o.Axis[1]}.add(out.mul(outside)), out.mul(-1)
	}
	sa, ca := math.Sincos(o.Azimuth * math.Pi / 180)
	se, ce := math.Sincos(o.Elevation * math.Pi / 180)
	out, right := vec{sa * ce, se, ca * ce}, vec{ca, 0, -sa}
	up := out.cross(right)
	return right.mul(at[0]).add(up.mul(at[1])).add(out.mul(outside)), out.mul(-1)
}

// hit is where a ray meets a face.
type hit struct {
	far    float64
	normal vec // of the face
}

// hits returns where a ray meets the solid within a depth, nearest first, faces that touch
// counted once.
func (s *solid) hits(from, way vec, depth float64) []hit {
	var out []hit
	for _, f := range s.faces {
		a, b, c := s.points[f[0]], s.points[f[1]], s.points[f[2]]
		ab, ac := b.sub(a), c.sub(a)
		h := way.cross(ac)
		det := ab.dot(h)
		if math.Abs(det) < 1e-12 {
			continue
		}
		d := from.sub(a)
		u := d.dot(h) / det
		q := d.cross(ab)
		v := way.dot(q) / det
		far := ac.dot(q) / det
		if u >= 0 && v >= 0 && u+v <= 1 && far > 0 && far < depth {
			out = append(out, hit{far, ab.cross(ac).unit(way)})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].far < out[j].far })
	kept := out[:0]
	for _, x := range out {
		if len(kept) == 0 || x.far-kept[len(kept)-1].far > 0.05 {
			kept = append(kept, x)
		}
	}
	return kept
}
