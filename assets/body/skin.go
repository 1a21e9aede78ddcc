package body

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"bodymap/render/geom"
)

// buildSkin makes the closed skin of the whole body.
func buildSkin(tables []Table) ([]Part, error) {
	var parts []Part
	var problems []error
	for _, t := range tables {
		h, err := t.Head()
		s, skinErr := parseSkin(t)
		if err := errors.Join(err, skinErr); err != nil {
			problems = append(problems, err)
			continue
		}
		parts = append(parts, newPart(t, h, s.mesh()))
	}
	return parts, errors.Join(problems...)
}

// skin is a skin table: its limbs, the relief on them, and the rows that hold
// for all of it.
type skin struct {
	limbs  []*limb
	relief []relief
	grid   float64 // millimetres, of limbs that are not fine
	smooth int     // rounds
}

func parseSkin(t Table) (*skin, error) {
	s := &skin{grid: 4, smooth: 4}
	blend := 5.0
	var problems []error
	for _, r := range t.Rows {
		var err error
		switch r.Key {
		case "name", "side", "fma":
		case "grid", "smooth":
			err = s.set(r)
		case "blend":
			if blend, err = blendOf(r); len(s.limbs) > 0 && s.limbs[len(s.limbs)-1] != nil {
				s.limbs[len(s.limbs)-1].blend = blend
			}
		case "limb":
			var l *limb
			l, err = newLimb(r, blend)
			s.limbs = append(s.limbs, l)
		case "bump", "ridge", "groove":
			var f relief
			f, err = newRelief(r)
			s.relief = append(s.relief, f)
		default:
			if len(s.limbs) == 0 || s.limbs[len(s.limbs)-1] == nil {
				err = r.Errorf(r.Key, "stands before any limb")
			} else {
				err = s.limbs[len(s.limbs)-1].row(r)
			}
		}
		problems = append(problems, err)
	}
	if len(s.limbs) == 0 {
		problems = append(problems, fmt.Errorf("%s: no limb, expected at least one", t.File))
	}
	for _, l := range s.limbs {
		if l != nil {
			problems = append(problems, l.finish(t))
		}
	}
	return s, errors.Join(problems...)
}

func blendOf(r Row) (float64, error) {
	v, err := r.Numbers(0, r.Key)
	if err != nil {
		return 0, err
	}
	if v[0] < 0 || v[0] > maxBlend {
		return 0, r.Errorf(r.Key, "%v is out of range, expected 0 to %d", v[0], maxBlend)
	}
	return v[0], nil
}

// maxBlend bounds how far pieces of the skin feel each other, in millimetres.
const maxBlend = 30

func (s *skin) set(r Row) error {
	n, err := strconv.Atoi(first(r.Fields))
	switch {
	case err == nil && r.Key == "grid" && n >= 1 && n <= 10:
		s.grid = float64(n)
	case err == nil && r.Key == "smooth" && n >= 0 && n <= 50:
		s.smooth = n
	default:
		return r.Errorf(r.Key, "%q is out of range, expected grid 1 to 10, smooth 0 to 50", first(r.Fields))
	}
	return nil
}

// mesh meshes the union of the limbs with the relief on it.
func (s *skin) mesh() *geom.Mesh {
	h := newQuilt(s.field(), s.grid/2).mesh()
	h.manifold()
	h.withoutHollows()
	h.smooth(s.smooth)
	normals := h.thin(skinStray)
	return h.mesh(normals)
}

// skinField is the signed distance from the skin, in millimetres, for x <= 0.
type skinField struct {
	limbs  []*limb
	pieces []skinPiece
}

// skinPiece is a piece of a limb, or relief, with its box.
type skinPiece struct {
	boxed
	group int  // pieces of one row of a limb of nodes, which meet without a fillet
	cut   bool // taken away
	lift  relief
}

func (s *skin) field() *skinField {
	f := &skinField{limbs: s.limbs}
	for i, l := range s.limbs {
		for _, p := range l.skinPieces() {
			p.limb = i
			p.low, p.high = p.reach()
			f.pieces = append(f.pieces, p)
		}
	}
	for _, r := range s.relief {
		low, high := r.reach()
		f.pieces = append(f.pieces, skinPiece{boxed: boxed{low: low, high: high, limb: len(s.limbs)}, lift: r})
	}
	return f
}

// near returns the pieces whose box comes within margin of a box.
func (f *skinField) near(low, high vec, margin float64) []*skinPiece {
	var out []*skinPiece
	for i := range f.pieces {
		s := &f.pieces[i]
		apart := false
		for k := range low {
			apart = apart || s.low[k] > high[k]+margin || s.high[k] < low[k]-margin
		}
		if !apart {
			out = append(out, s)
		}
	}
	return out
}

// distance returns the distance of p from the union of some of the pieces,
// which are in the order of limbs. Beyond far it is no more than a bound.
func (f *skinField) distance(p vec, pieces []*skinPiece, far float64) float64 {
	p[0] = -math.Abs(p[0])
	d := far
	for len(pieces) > 0 && pieces[0].limb < len(f.limbs) {
		n := 1
		for n < len(pieces) && pieces[n].limb == pieces[0].limb {
			n++
		}
		d = f.limbs[pieces[0].limb].join(d, p, pieces[:n])
		pieces = pieces[n:]
	}
	for _, s := range pieces {
		if s.apart(p) == 0 {
			d -= s.lift.at(p)
		}
	}
	return d
}

// join adds a limb to what is at distance d, and cuts what it cuts.
func (l *limb) join(d float64, p vec, pieces []*skinPiece) float64 {
	of, i := math.Inf(1), 0
	for i < len(pieces) && !pieces[i].cut {
		group, row := pieces[i].group, math.Inf(1)
		for ; i < len(pieces) && pieces[i].group == group; i++ {
			reach := math.Max(l.soft, l.blend) + math.Min(d, of)
			if away := pieces[i].apart(p); away == 0 || away < row && away < reach {
				row = math.Min(row, pieces[i].distance(p))
			}
		}
		of = softMin(of, row, l.soft)
	}
	d = softMin(d, of, l.blend)
	for ; i < len(pieces); i++ {
		if pieces[i].apart(p) < l.soft {
			d = softMax(d, -pieces[i].distance(p), l.soft)
		}
	}
	return d
}

// reach returns the box of the right half.
func (f *skinField) reach() (low, high vec) {
	for i, s := range f.pieces {
		if i == 0 {
			low, high = s.low, s.high
		}
		low, high = joined(low, high, s.low, s.high)
	}
	high[0] = 0
	return low, high
}
