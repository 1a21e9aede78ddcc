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
		p.Mesh = joinShapes(shapes, fineness(t.Kind))
		p.Mesh.Grain.Tendon = tendonOf(shapes)
		if p.Mesh.Grain.Pennate, err = t.pennation(shapes); err != nil {
			problems = append(problems, err)
		}
		parts = append(parts, p)
	}
	return parts, errors.Join(problems...)
}

// shape is a loft or a sheet.
type shape interface {
	// mesh makes a closed mesh in millimetres, within about tol of the curve.
	mesh(tol float64) *geom.Mesh
	// tendons returns which share of the muscle's length is tendon at the shape's
	// origin and insertion, from where to where in the muscle the shape runs, and
	// whether its table says anything of tendons.
	tendons() (share, span [2]float64, stated bool)
	// size returns the length along the fibres and the half-width across them.
	size() (length, half float64)
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
		case "name", "side", "fma", "pennate", "bipennate":
			continue // read by Head and pennation
		default:
			err = r.Errorf(r.Key, "unknown key, expected name, side, fma, pennate, bipennate, loft or sheet")
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

// joinShapes meshes the shapes of a structure into one mesh in metres.
func joinShapes(shapes []shape, tol float64) *geom.Mesh {
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
	return out
}

// tendonOf averages the tendons of the shapes that begin at the origin, and of
// those that reach the insertion. Slips that say nothing of their own are tendon
// throughout: there the belly says where it begins.
func tendonOf(shapes []shape) [2]float32 {
	var origin, belly, slip []float64
	for _, s := range shapes {
		share, span, stated := s.tendons()
		switch {
		case span[0] == 0:
			origin = append(origin, share[0])
			belly = append(belly, share[1]+1-span[1])
		case stated && span[1] == 1:
			slip = append(slip, share[1])
		}
	}
	if slip == nil {
		slip = belly
	}
	return [2]float32{average(origin), average(slip)}
}

func average(shares []float64) float32 {
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	return float32(sum / float64(max(len(shares), 1)))
}
