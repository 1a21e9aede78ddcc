package body

import (
	"errors"
	"math"

	"bodymap/render/geom"
)

// sheet is a broad flat shape: a grid of points of its middle surface with the
// thickness there, smooth in between, rounded at the rim.
//
//	sheet
//	tendon 15 40          # millimetres of tendon at the origin, at the insertion
//	span 0 0.6            # which share of the whole muscle it is, where it goes on in others
//	#    x   y  z thick | one row from edge to edge, the next further from the origin
//	row -20 980 -8 6 | -26 960 -14 9 | -30 930 -16 8
//
// Rows run across the fibres, from the origin (first row) to the insertion
// (last row). thick is the whole thickness.
type sheet struct {
	rows   [][]gridPoint
	tendon [2]float64 // millimetres
	stated bool       // the table says so
	span   [2]float64 // of the whole muscle, 0 origin to 1 insertion
}

// gridPoint is x y z of the middle surface and the thickness.
type gridPoint [4]float64

func (g gridPoint) at() vec { return vec{g[0], g[1], g[2]} }

// maxRows and maxColumns keep a table something a person can read and correct.
const (
	maxRows    = 8
	maxColumns = 8
	maxPoints  = 48
)

func parseSheet(head Row, rows []Row) (shape, error) {
	s := &sheet{span: [2]float64{0, 1}}
	var problems []error
	for _, r := range rows {
		switch r.Key {
		case "tendon":
			v, err := r.Numbers(0, "origin", "insertion")
			if err != nil {
				problems = append(problems, err)
				continue
			}
			s.tendon, s.stated = [2]float64{v[0], v[1]}, true
		case "span":
			v, err := parseSpan(r)
			if err != nil {
				problems = append(problems, err)
				continue
			}
			s.span = v
		case "row":
			points, err := parseGridRow(r)
			if err != nil {
				problems = append(problems, err)
				continue
			}
			if len(s.rows) > 0 && len(points) != len(s.rows[0]) {
				problems = append(problems, r.Errorf("row", "has %d points, expected %d as in the first row", len(points), len(s.rows[0])))
			}
			s.rows = append(s.rows, points)
		default:
			problems = append(problems, r.Errorf(r.Key, "unknown key in a sheet, expected tendon, span or row"))
		}
	}
	if n := len(s.rows); n < 2 || n > maxRows || n*len(s.rows[0]) > maxPoints {
		problems = append(problems, head.Errorf("sheet", "has %d rows, expected 2 to %d of 2 to %d points, together at most %d", n, maxRows, maxColumns, maxPoints))
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return s, nil
}

// parseGridRow reads points of four numbers, parted by bars.
func parseGridRow(r Row) ([]gridPoint, error) {
	plain := r
	plain.Fields = nil
	for _, f := range r.Fields {
		if f != "|" {
			plain.Fields = append(plain.Fields, f)
		}
	}
	n := len(plain.Fields) / 4
	if n*4 != len(plain.Fields) || n < 2 || n > maxColumns {
		return nil, r.Errorf("row", "has %d numbers, expected x y z and thickness for 2 to %d points", len(plain.Fields), maxColumns)
	}
	var out []gridPoint
	for i := 0; i < n; i++ {
		v, err := plain.Numbers(4*i, "x", "y", "z", "thick")
		if err != nil {
			return nil, err
		}
		if v[3] <= 0 {
			return nil, r.Errorf("thick", "%v at point %d is no thickness, expected more than 0", v[3], i+1)
		}
		out = append(out, gridPoint{v[0], v[1], v[2], v[3]})
	}
	return out, nil
}

// sample returns the middle surface and thickness at a place along and across,
// each 0 to 1.
func (s *sheet) sample(along, across float64) gridPoint {
	line := make([][]float64, len(s.rows))
	for i, row := range s.rows {
		cols := make([][]float64, len(row))
		for k := range row {
			cols[k] = row[k][:]
		}
		line[i] = spline(cols, even(len(cols)), across*float64(len(row)-1))
	}
	v := spline(line, even(len(line)), along*float64(len(s.rows)-1))
	return gridPoint{v[0], v[1], v[2], math.Max(v[3], 0.6)}
}

// extent returns the length through the grid in one direction, and into how many
// pieces to cut it to keep within tol of the curve.
func (s *sheet) extent(alongFibres bool, tol float64) (length float64, n int) {
	cells := len(s.rows[0]) - 1
	if alongFibres {
		cells = len(s.rows) - 1
	}
	at := func(fixed, moving float64) vec {
		if alongFibres {
			return s.sample(moving, fixed).at()
		}
		return s.sample(fixed, moving).at()
	}
	sag := 0.0
	for _, fixed := range []float64{0, 0.25, 0.5, 0.75, 1} {
		sum := 0.0
		for k := 0; k < cells; k++ {
			a, b, c := at(fixed, float64(k)/float64(cells)), at(fixed, (float64(k)+0.5)/float64(cells)), at(fixed, float64(k+1)/float64(cells))
			sum += b.sub(a).len() + c.sub(b).len()
			sag += b.sub(a.lerp(c, 0.5)).len() / 5 / float64(cells)
		}
		length = math.Max(length, sum)
	}
	return length, cells * min(pieces(1.5*sag, tol), 4)
}

// steps divides a length into n even pieces, 0 to 1, with one more place close
// to either end so that the rim is round.
func steps(length float64, n int) []float64 {
	rim := math.Min(1.5/math.Max(length, 1), 0.3/float64(n))
	out := []float64{0, rim}
	for i := 1; i < n; i++ {
		out = append(out, float64(i)/float64(n))
	}
	return append(out, 1-rim, 1)
}

func (s *sheet) mesh(tol float64) *geom.Mesh {
	along, across := steps(s.extent(true, tol)), steps(s.extent(false, tol))
	m := &geom.Mesh{}
	top := make([][]uint32, len(along))
	bottom := make([][]uint32, len(along))
	add := func(p vec, a, u float64) uint32 {
		m.Positions = append(m.Positions, p.point())
		m.Fibres = append(m.Fibres, [2]float32{float32(s.span[0] + (s.span[1]-s.span[0])*a), float32(2*u - 1)})
		return uint32(len(m.Positions) - 1)
	}
	for i, a := range along {
		for k, u := range across {
			p := s.sample(a, u)
			if i == 0 || k == 0 || i == len(along)-1 || k == len(across)-1 {
				rim := add(p.at(), a, u)
				top[i], bottom[i] = append(top[i], rim), append(bottom[i], rim)
				continue
			}
			half := p[3] / 2
			if i == 1 || k == 1 || i == len(along)-2 || k == len(across)-2 {
				half *= 0.7
			}
			n := s.normal(a, u).mul(half)
			top[i] = append(top[i], add(p.at().add(n), a, u))
			bottom[i] = append(bottom[i], add(p.at().sub(n), a, u))
		}
	}
	for i := 0; i+1 < len(along); i++ {
		for k := 0; k+1 < len(across); k++ {
			a, b := [4]uint32{top[i][k], top[i][k+1], top[i+1][k+1], top[i+1][k]}, [4]uint32{bottom[i][k], bottom[i+1][k], bottom[i+1][k+1], bottom[i][k+1]}
			// At two corners the usual diagonal would join three points of the
			// rim: a fin without thickness.
			if (i == 0) == (k == 0) || (i > 0 && i+2 < len(along)) || (k > 0 && k+2 < len(across)) {
				quad(m, a[0], a[1], a[2], a[3])
				quad(m, b[0], b[1], b[2], b[3])
			} else {
				quad(m, a[1], a[2], a[3], a[0])
				quad(m, b[1], b[2], b[3], b[0])
			}
		}
	}
	return m
}

// normal returns the direction of the thickness at a place.
func (s *sheet) normal(along, across float64) vec {
	const h = 0.02
	a := s.sample(math.Min(along+h, 1), across).at().sub(s.sample(math.Max(along-h, 0), across).at())
	u := s.sample(along, math.Min(across+h, 1)).at().sub(s.sample(along, math.Max(across-h, 0)).at())
	return u.cross(a).unit(vec{0, 0, 1})
}

func quad(m *geom.Mesh, a, b, c, d uint32) {
	m.Indices = append(m.Indices, a, b, c, a, c, d)
}

func (s *sheet) tendons() (share, span [2]float64, stated bool) {
	length, _ := s.extent(true, 1)
	length = math.Max(length, 1e-6)
	for k := range share {
		share[k] = math.Min(s.tendon[k]/length, 1) * (s.span[1] - s.span[0])
	}
	return share, s.span, s.stated
}

func (s *sheet) size() (length, half float64) {
	length, _ = s.extent(true, 1)
	width, _ := s.extent(false, 1)
	return length, width / 2
}
