package body

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"bodymap/render/geom"
)

// skeleton is a bone as its table gives it: lofts for what is long and round,
// and named nodes joined by links and blades for the rest.
//
//	grid 2                     # millimetres between the points of the net
//	smooth 10                  # rounds of smoothing
//	blend 2                    # millimetres over which rows flow into each other
//	clear 0.6                  # millimetres kept from other bones that say so too
//	node asis -128 983 101 5   # a ball: x y z radius
//	link asis aiis             # a rounded rod through two or more nodes
//	blade asis crest psis      # a rounded flat plate over three or four nodes
//	round 2                    # blades that share an edge curve into each other: cut in four so often
//	plate 3 a b c d e f        # a smooth curved plate over rows of so many nodes
//	shell 3 a b c d e f        # the same, but it ends square at its outer nodes
//	cut acetabulum             # a hollow where this node's ball would be
//	cut canal drum             # a hole from one node to another
//	cap 12 12                  # in a loft: how far its two ends bulge; 0 is flat
//	meander 1                  # how far the sutures of shells stray from straight
//	gum a b c                  # the necks of a row of teeth, from the midline back
//	bite d e f                 # their edges
//	tooth molar 10 11 12       # width along the arch, depth across it, root
//
// A plate or link swells over its outer nodes by their radius; a shell ends
// there, so that the bones on both sides of a suture name the same places and
// meet edge to edge. Where another row of the bone names the same two outer
// nodes the shell goes on round into it.
//
// A bone of lofts alone, without caps, is meshed section by section; any other
// is meshed as one surface around the union of its pieces. In a bone of the
// midline only the right half, x <= 0, is given.
//
// A table may say "like vertebra": it then has nodes only, and the table
// vertebra, which says "template", says how they are joined.
type skeleton struct {
	nodes   map[string]ball
	order   []string // of the nodes
	pieces  []join
	lofts   []*loft
	caps    [][2]float64
	grid    float64
	round   int
	blend   float64
	smooth  int
	clear   float64
	capped  bool
	meander float64 // mm
	teeth   []tooth
}

// join is a link, a blade or a cut: a shape over named nodes.
type join struct {
	row   Row
	kind  string
	names []string
}

// maxNodes keeps a bone something a person can read and correct.
const maxNodes = 80

// buildBones makes bones and cartilages.
func buildBones(tables []Table) ([]Part, error) {
	templates := map[string]Table{}
	var parts []Part
	var problems []error
	for _, t := range tables {
		if t.has("template") {
			templates[t.ID] = t
		}
	}
	for _, t := range tables {
		if t.has("template") {
			continue
		}
		h, err := t.Head()
		s, boneErr := parseSkeleton(t, templates)
		if err := errors.Join(err, boneErr); err != nil {
			problems = append(problems, err)
			continue
		}
		m, err := s.mesh(!h.Paired)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		p := newPart(t, h, m)
		p.gap = float32(s.clear / 1000)
		parts = append(parts, p)
	}
	return parts, errors.Join(problems...)
}

// has tells whether a table has a row of the given key.
func (t Table) has(key string) bool {
	for _, r := range t.Rows {
		if r.Key == key {
			return true
		}
	}
	return false
}

// parseSkeleton reads a bone's rows, those of its template first.
func parseSkeleton(t Table, templates map[string]Table) (*skeleton, error) {
	s := &skeleton{nodes: map[string]ball{}, grid: 2, smooth: 8}
	rows := t.Rows
	var problems []error
	for _, r := range t.Rows {
		if r.Key != "like" {
			continue
		}
		like, ok := templates[first(r.Fields)]
		if !ok {
			problems = append(problems, r.Errorf("like", "%q is no template, expected the id of a table that says template", first(r.Fields)))
		}
		rows = append(append([]Row{}, like.Rows...), t.Rows...)
	}
	for i := 0; i < len(rows); i++ {
		end := i + 1
		for rows[i].Key == "loft" && end < len(rows) && inLoft(rows[end]) {
			end++
		}
		if err := s.row(rows[i], rows[i+1:end]); err != nil {
			problems = append(problems, err)
		}
		i = end - 1
	}
	problems = append(problems, s.check(t))
	return s, errors.Join(problems...)
}

func inLoft(r Row) bool { return r.Key == "zero" || r.Key == "at" || r.Key == "cap" }

// row reads one row, or a loft with the rows that belong to it.
func (s *skeleton) row(r Row, rest []Row) error {
	switch r.Key {
	case "name", "side", "fma", "template", "like":
		return nil // read elsewhere
	case "loft":
		return s.loft(r, rest)
	case "node":
		v, err := r.Numbers(1, "x", "y", "z", "radius")
		if err != nil {
			return err
		}
		if v[3] <= 0 {
			return r.Errorf("radius", "%v is no radius, expected more than 0", v[3])
		}
		name := r.Fields[0]
		if _, known := s.nodes[name]; !known {
			s.order = append(s.order, name)
		}
		s.nodes[name] = ball{vec{v[0], v[1], v[2]}, v[3]}
	case "link", "blade", "plate", "shell", "cut", "gum", "bite":
		s.pieces = append(s.pieces, join{r, r.Key, r.Fields})
	case "tooth":
		one, err := parseTooth(r)
		s.teeth = append(s.teeth, one)
		return err
	case "grid", "smooth", "round", "blend", "clear", "meander":
		v, err := r.Numbers(0, r.Key)
		if err != nil {
			return err
		}
		return s.set(r, v[0])
	default:
		return r.Errorf(r.Key, "unknown key, expected name, side, fma, loft, node, link, blade, plate, shell, cut, gum, bite, tooth, grid, smooth, round, blend, clear, meander, template or like")
	}
	return nil
}

func (s *skeleton) set(r Row, v float64) error {
	switch {
	case r.Key == "grid" && v >= 0.5 && v <= 10:
		s.grid = v
	case r.Key == "smooth" && v >= 0 && v <= 50:
		s.smooth = int(v)
	case r.Key == "round" && v >= 0 && v <= 3:
		s.round = int(v)
	case r.Key == "blend" && v >= 0 && v <= 10:
		s.blend = v
	case r.Key == "clear" && v >= 0 && v <= 5:
		s.clear = v
	case r.Key == "meander" && v >= 0 && v <= 3:
		s.meander = v
	default:
		return r.Errorf(r.Key, "%v is out of range, expected grid 0.5 to 10, smooth 0 to 50, round 0 to 3, blend 0 to 10, clear 0 to 5, meander 0 to 3", v)
	}
	return nil
}

func (s *skeleton) loft(head Row, rows []Row) error {
	var shape []Row
	cap := [2]float64{-1, -1} // by the section's thickness
	for _, r := range rows {
		if r.Key != "cap" {
			shape = append(shape, r)
			continue
		}
		v, err := r.Numbers(0, "start", "end")
		if err != nil {
			return err
		}
		cap, s.capped = [2]float64{v[0], v[1]}, true
	}
	l, err := parseLoft(head, shape)
	if err != nil {
		return err
	}
	s.lofts = append(s.lofts, l.(*loft))
	s.caps = append(s.caps, cap)
	return nil
}

// check looks at the bone as a whole: its size, and that every name is known.
func (s *skeleton) check(t Table) error {
	var problems []error
	if n := len(s.order); n > maxNodes {
		problems = append(problems, fmt.Errorf("%s: has %d nodes, expected at most %d", t.File, n, maxNodes))
	}
	if len(s.lofts) == 0 && len(s.pieces) == 0 {
		problems = append(problems, fmt.Errorf("%s: no shape, expected a loft, a link or a blade", t.File))
	}
	for _, j := range s.pieces {
		least, most := 2, maxNodes
		switch j.kind {
		case "blade":
			least, most = 3, 4
		case "cut":
			least, most = 1, 2
		}
		if n := len(j.names); n < least || n > most {
			problems = append(problems, j.row.Errorf(j.kind, "names %d nodes, expected %d to %d", n, least, most))
		}
		names := j.names
		if j.kind == "plate" || j.kind == "shell" {
			least, most, names = 5, maxPoints+1, names[min(1, len(names)):]
			if _, err := j.across(); err != nil {
				problems = append(problems, err)
			}
		}
		for _, name := range names {
			if _, ok := s.nodes[name]; !ok {
				problems = append(problems, j.row.Errorf(j.kind, "no node %q in %s", name, t.File))
			}
		}
	}
	return errors.Join(problems...)
}

// across returns how many nodes a row of a plate has.
func (j join) across() (int, error) {
	n, err := strconv.Atoi(j.names[0])
	count := len(j.names) - 1
	if err != nil || n < 2 || count < 2*n || count%n != 0 {
		return 0, j.row.Errorf("plate", "%d nodes do not make rows of %q, expected the number in a row and at least two full rows", count, j.names[0])
	}
	return n, nil
}

// plate covers rows of n balls each with small blades that follow the curve
// through them.
func plate(at []ball, n int) []piece {
	grid := surfaceGrid(at, n, 3)
	round := func(i, k int) ball {
		return ball{grid[i][k].at, max(grid[i][k].radius, 1.6)} // thinner would fall between the points of the net
	}
	var out []piece
	for k := 0; k+1 < len(grid[0]); k++ {
		for i := 0; i+1 < len(grid); i++ {
			a, b, c, d := round(i, k), round(i, k+1), round(i+1, k+1), round(i+1, k)
			out = append(out, blade{a, b, c}, blade{a, c, d})
		}
	}
	return out
}

// curve puts steps between values along a smooth line through them.
func curve(values [][]float64, steps int) [][]float64 {
	places := even(len(values))
	var out [][]float64
	for i := 0; i+1 < len(values); i++ {
		for k := 0; k < steps; k++ {
			out = append(out, spline(values, places, float64(i)+float64(k)/float64(steps)))
		}
	}
	return append(out, values[len(values)-1])
}

// mesh makes the bone's mesh in metres.
func (s *skeleton) mesh(midline bool) (*geom.Mesh, error) {
	if len(s.pieces) == 0 && !s.capped {
		var shapes []shape
		for _, l := range s.lofts {
			shapes = append(shapes, l)
		}
		m := joinShapes(shapes, fineness("bone"))
		h := hullOfMesh(m)
		return h.mesh(h.thin(boneStray)), nil
	}
	h := sample(s.field(midline), s.grid).nets()
	h.withoutHollows()
	h.smooth(s.smooth)
	normals := h.thin(boneStray)
	return h.mesh(normals), nil
}

// field turns the rows of the table into distances.
func (s *skeleton) field(midline bool) *boneField {
	f := &boneField{field{soft: 3, blend: s.blend, symmetric: midline}}
	for i, l := range s.lofts {
		f.add(i, spans(l, s.caps[i])...)
	}
	for i, j := range s.pieces {
		row, at := len(s.lofts)+i, s.balls(j)
		switch {
		case j.kind == "plate":
			n, _ := j.across()
			f.add(row, plate(at, n)...)
		case j.kind == "shell":
			n, _ := j.across()
			f.add(row, shell(at, n, 0.8*s.grid, s.meander, s.goesOn(i, midline))...)
		case j.kind == "cut":
			f.cuts = append(f.cuts, cone{at[0], at[len(at)-1]})
		case j.kind == "link":
			f.add(row, rods(at)...)
		case j.kind == "blade" && s.round == 0:
			f.add(row, blades(at)...)
		}
	}
	row := len(s.lofts) + len(s.pieces)
	if s.round > 0 {
		f.add(row, s.rounded()...)
	}
	for i, t := range s.dentition() {
		f.add(row+1+i, t...)
	}
	return f
}

// balls returns the nodes that a row names.
func (s *skeleton) balls(j join) []ball {
	at := make([]ball, 0, len(j.names))
	for _, name := range j.names {
		if b, ok := s.nodes[name]; ok {
			at = append(at, b)
		}
	}
	return at
}

// rods joins balls one after the other.
func rods(at []ball) []piece {
	var out []piece
	for i := 0; i+1 < len(at); i++ {
		out = append(out, cone{at[i], at[i+1]})
	}
	return out
}

// blades covers three or four balls.
func blades(at []ball) []piece {
	out := []piece{blade{at[0], at[1], at[2]}}
	if len(at) == 4 {
		out = append(out, blade{at[0], at[2], at[3]})
	}
	return out
}

// goesOn tells of two neighbouring nodes on the border of a shell, by their
// numbers in its row, whether the bone goes on there: another row names both,
// or they lie on the midline of a bone that has two halves.
func (s *skeleton) goesOn(row int, midline bool) func(i, k int) bool {
	names := s.pieces[row].names[1:]
	return func(i, k int) bool {
		a, b := names[i], names[k]
		if midline && s.nodes[a].at[0] == 0 && s.nodes[b].at[0] == 0 {
			return true
		}
		for other, j := range s.pieces {
			if other != row && j.kind != "cut" && slices.Contains(j.names, a) && slices.Contains(j.names, b) {
				return true
			}
		}
		return false
	}
}

// dentition sets the teeth along their lines of necks and edges.
func (s *skeleton) dentition() [][]piece {
	var gum, bite []vec
	for _, j := range s.pieces {
		for _, b := range s.balls(j) {
			switch j.kind {
			case "gum":
				gum = append(gum, b.at)
			case "bite":
				bite = append(bite, b.at)
			}
		}
	}
	if len(s.teeth) == 0 || len(gum) < 2 || len(bite) < 2 {
		return nil
	}
	return teethAlong(s.teeth, gum, bite)
}

// spans cuts a loft into stretches that keep within half a millimetre of it.
func spans(l *loft, cap [2]float64) []piece {
	sections := l.sections(0.5)
	var out []piece
	for i := 0; i+1 < len(sections); i++ {
		s := span{a: sections[i], b: sections[i+1]}
		if i == 0 {
			s.capA, s.flatA = bulge(s.a, cap[0]), cap[0] == 0
		}
		if i+2 == len(sections) {
			s.capB, s.flatB = bulge(s.b, cap[1]), cap[1] == 0
		}
		out = append(out, s)
	}
	return out
}

func bulge(s section, given float64) float64 {
	if given >= 0 {
		return given
	}
	return min(s.width, s.thick)
}
