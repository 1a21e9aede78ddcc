package body

import (
	"math"
)

// tooth is one tooth of a row, in millimetres: its width along the arch, its
// depth across it and the length of its root.
type tooth struct {
	kind               string
	width, depth, root float64
}

// crown is the form of a kind of tooth, as shares of its width and depth.
type crown struct {
	levels [][3]float64 // share of the height, of the width, of the depth
	cusps  [][2]float64 // share of the width, of the depth, from the middle
	roots  []float64    // share of the width, from the middle
}

// crowns lists the kinds of teeth.
func crowns() map[string]crown {
	return map[string]crown{
		"incisor": {
			levels: [][3]float64{{0, 0.78, 0.86}, {0.25, 0.9, 0.98}, {0.6, 0.97, 0.7}, {0.9, 0.98, 0.36}, {1, 0.86, 0.22}},
			roots:  []float64{0},
		},
		"canine": {
			levels: [][3]float64{{0, 0.7, 0.88}, {0.3, 0.9, 1}, {0.62, 0.97, 0.82}, {0.85, 0.7, 0.5}, {1, 0.2, 0.24}},
			roots:  []float64{0},
		},
		"premolar": {
			levels: [][3]float64{{0, 0.7, 0.84}, {0.3, 0.88, 0.98}, {0.6, 0.98, 1}, {0.8, 0.86, 0.8}},
			cusps:  [][2]float64{{0, -0.26}, {0, 0.26}},
			roots:  []float64{0},
		},
		"molar": {
			levels: [][3]float64{{0, 0.8, 0.84}, {0.3, 0.93, 0.98}, {0.6, 0.98, 1}, {0.8, 0.9, 0.84}},
			cusps:  [][2]float64{{-0.26, -0.28}, {0.26, -0.28}, {-0.26, 0.28}, {0.26, 0.28}},
			roots:  []float64{-0.24, 0.24},
		},
	}
}

// parseTooth reads a row "tooth kind width depth root".
func parseTooth(r Row) (tooth, error) {
	kind := first(r.Fields)
	if _, ok := crowns()[kind]; !ok {
		return tooth{}, r.Errorf("tooth", "%q is no kind of tooth, expected incisor, canine, premolar or molar", kind)
	}
	v, err := r.Numbers(1, "width", "depth", "root")
	if err != nil {
		return tooth{}, err
	}
	for i, name := range []string{"width", "depth", "root"} {
		if v[i] <= 0 || v[i] > 40 {
			return tooth{}, r.Errorf(name, "%v is no size of a tooth, expected more than 0 to 40", v[i])
		}
	}
	return tooth{kind, v[0], v[1], v[2]}, nil
}

// teethAlong sets teeth side by side from the start of an arch, given by the
// line of their necks and that of their edges, and returns the pieces of each.
// Their widths are scaled together so that the last one ends with the arch.
func teethAlong(teeth []tooth, gum, bite []vec) [][]piece {
	necks, edges := newLine(gum), newLine(bite)
	total := 0.0
	for _, t := range teeth {
		total += t.width
	}
	var out [][]piece
	from := 0.0
	for _, t := range teeth {
		to := from + t.width/total
		middle := (from + to) / 2
		neck, edge := necks.at(middle), edges.at(middle)
		along := edges.at(to).sub(edges.at(from))
		t.width = along.len()
		out = append(out, t.pieces(neck, edge, along.unit(vec{1, 0, 0}))...)
		from = to
	}
	return out
}

// pieces makes the tooth's crown with its root, and its cusps.
func (t tooth) pieces(neck, edge, along vec) [][]piece {
	form := crowns()[t.kind]
	up := edge.sub(neck)
	height := up.len()
	up = up.unit(vec{0, 1, 0})
	wide := along.across(up, vec{1, 0, 0})
	deep := up.cross(wide)
	level := func(l [3]float64) section {
		return section{
			centre: neck.add(up.mul(l[0] * height)), along: up, wide: wide, deep: deep,
			width: l[1] * t.width / 2, thick: l[2] * t.depth / 2, form: 2.5,
		}
	}
	var body []piece
	for i := 0; i+1 < len(form.levels); i++ {
		s := span{a: level(form.levels[i]), b: level(form.levels[i+1])}
		if i+2 == len(form.levels) {
			s.capB = 0.4 * s.b.thick
		}
		body = append(body, s)
	}
	for _, place := range form.roots {
		r := 0.36 * math.Min(t.depth, t.width/float64(len(form.roots)))
		top := neck.add(wide.mul(place * t.width * 0.8))
		tip := neck.sub(up.mul(t.root)).add(wide.mul(place * t.width * 1.1))
		body = append(body, cone{ball{top, r}, ball{tip.add(up.mul(1.2)), 1.2}})
	}
	var cusps []piece
	for _, c := range form.cusps {
		r := 0.18 * math.Min(t.width, t.depth)
		foot := neck.add(wide.mul(c[0] * t.width)).add(deep.mul(c[1] * t.depth))
		cusps = append(cusps, cone{ball{foot.add(up.mul(0.6 * height)), 1.7 * r}, ball{foot.add(up.mul(height - r)), r}})
	}
	if cusps == nil {
		return [][]piece{body}
	}
	return [][]piece{body, cusps}
}

// line is a smooth curve through points that is measured along its length.
type line struct {
	points []vec
	length []float64 // up to each point
}

// newLine puts a smooth curve through points.
func newLine(through []vec) line {
	values := make([][]float64, len(through))
	for i := range through {
		values[i] = through[i][:]
	}
	l := line{}
	sum := 0.0
	for i, v := range curve(values, 12) {
		p := vec{v[0], v[1], v[2]}
		if i > 0 {
			sum += p.sub(l.points[i-1]).len()
		}
		l.points, l.length = append(l.points, p), append(l.length, sum)
	}
	return l
}

// at returns the point at a share of the length, 0 to 1.
func (l line) at(share float64) vec {
	want := share * l.length[len(l.length)-1]
	for i := 1; i < len(l.points); i++ {
		if step := l.length[i] - l.length[i-1]; want <= l.length[i] && step > 0 {
			return l.points[i-1].lerp(l.points[i], (want-l.length[i-1])/step)
		}
	}
	return l.points[len(l.points)-1]
}
