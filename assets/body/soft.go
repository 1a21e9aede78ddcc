package body

import (
	"errors"
	"fmt"

	"bodymap/render/geom"
)

// buildSoft makes muscles, tendons, fasciae, ligaments and nerves: each table
// is one structure of one or more lofts and sheets.
func buildSoft(tables []Table) ([]Part, error) {
	var parts []Part
	var problems []error
	for _, t := range tables {
		h, err := t.Head()
		shapes, shapeErr := t.shapes()
		if err := errors.Join(err, shapeErr); err != nil {
			problems = append(problems, err)
			continue
		}
		p := newPart(t, h, nil)
		p.Mesh, p.Tendon = joinShapes(shapes, fineness(t.Kind))
		parts = append(parts, p)
	}
	return parts, errors.Join(problems...)
}

// shape is a loft or a sheet.
type shape interface {
	// mesh makes a closed mesh in millimetres, within about tol of the curve.
	mesh(tol float64) *geom.Mesh
	// tendons returns which share of the muscle's length is tendon at the shape's
	// origin and insertion, and from where to where in the muscle the shape runs.
	tendons() (share, span [2]float64)
}

// fineness is how far, in millimetres, a mesh of a kind may stay off its curve:
// what decides how many triangles it has.
func fineness(kind string) float64 {
	if kind == "nerve" {
		return 0.7
	}
	return 0.4
}

// shapes reads the lofts and sheets of a table.
func (t Table) shapes() ([]shape, error) {
	var out []shape
	var problems []error
	for i := 0; i < len(t.Rows); i++ {
		r := t.Rows[i]
		end := i + 1
		for isShape(r) && end < len(t.Rows) && !isShape(t.Rows[end]) {
			end++
		}
		var s shape
		var err error
		switch r.Key {
		case "loft":
			s, err = parseLoft(r, t.Rows[i+1:end])
		case "sheet":
			s, err = parseSheet(r, t.Rows[i+1:end])
		case "name", "side", "fma":
			continue // read by Head
		default:
			err = r.Errorf(r.Key, "unknown key, expected name, side, fma, loft or sheet")
		}
		i = end - 1
		if err != nil {
			problems = append(problems, err)
			continue
		}
		out = append(out, s)
	}
	if len(out) == 0 && len(problems) == 0 {
		problems = append(problems, fmt.Errorf("%s: no shape, expected a loft or a sheet", t.File))
	}
	return out, errors.Join(problems...)
}

// isShape tells whether a row opens a shape, to which the rows after it belong.
func isShape(r Row) bool { return r.Key == "loft" || r.Key == "sheet" }

// joinShapes meshes the shapes of a structure into one mesh in metres, and
// returns which share of its length is tendon at the origin and the insertion.
func joinShapes(shapes []shape, tol float64) (*geom.Mesh, [2]float32) {
	out := &geom.Mesh{}
	for _, s := range shapes {
		m := s.mesh(tol)
		orient(m)
		first := uint32(len(out.Positions))
		for i, p := range m.Positions {
			out.Positions = append(out.Positions, p.Mul(0.001))
			out.Fibres = append(out.Fibres, m.Fibres[i])
		}
		for _, i := range m.Indices {
			out.Indices = append(out.Indices, first+i)
		}
	}
	finish(out)
	return out, tendonOf(shapes)
}

// tendonOf averages the tendons of the shapes that begin at the origin, and of
// those with flesh near the insertion: a belly that goes on in slips says where
// the slips' tendon begins.
func tendonOf(shapes []shape) [2]float32 {
	var sum, count [2]float64
	whole := true
	for _, s := range shapes {
		_, span := s.tendons()
		whole = whole && span == [2]float64{0, 1}
	}
	for _, s := range shapes {
		share, span := s.tendons()
		if !whole && span[0] > 0 {
			continue // a slip: tendon throughout
		}
		sum[0], count[0] = sum[0]+share[0], count[0]+1
		sum[1], count[1] = sum[1]+share[1]+1-span[1], count[1]+1
	}
	var out [2]float32
	for k := range out {
		out[k] = float32(sum[k] / max(count[k], 1))
	}
	return out
}
