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
	// mesh makes a closed mesh in millimetres, no edge longer than about edge.
	mesh(edge float64) *geom.Mesh
	// tendons returns which part of the fibres is tendon at origin and insertion.
	tendons() [2]float64
}

// fineness is the length in millimetres that edges of a kind should have.
func fineness(kind string) float64 {
	if kind == "nerve" {
		return 14
	}
	return 9
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
// returns which part of its fibres is tendon, averaged over the shapes.
func joinShapes(shapes []shape, edge float64) (*geom.Mesh, [2]float32) {
	out := &geom.Mesh{}
	var tendon [2]float32
	for _, s := range shapes {
		m := s.mesh(edge)
		orient(m)
		first := uint32(len(out.Positions))
		for i, p := range m.Positions {
			out.Positions = append(out.Positions, p.Mul(0.001))
			out.Fibres = append(out.Fibres, m.Fibres[i])
		}
		for _, i := range m.Indices {
			out.Indices = append(out.Indices, first+i)
		}
		for k, v := range s.tendons() {
			tendon[k] += float32(v) / float32(len(shapes))
		}
	}
	finish(out)
	return out, tendon
}
