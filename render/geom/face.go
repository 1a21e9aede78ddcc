package geom

import (
	"cmp"
	"slices"
)

// micro is the grid on which contours are filled: places of neighbouring lines
// that are the same stay the same.
const micro = 1e-6 // metres

// edge is a line of a contour on the plane's axes, in micro, from left to right.
type edge struct {
	u0, v0, u1, v1 int64
	turn           int // 1 where the inside lies above the line, -1 below
}

// at returns where the line is at u.
func (e *edge) at(u int64) float64 {
	return float64(e.v0) + float64(e.v1-e.v0)*float64(u-e.u0)/float64(e.u1-e.u0)
}

// span is a part of the face between two lines.
type span struct {
	low, high *edge
	from      int64 // u
}

// Face returns the face that the plane cuts through the shape, sunk metres behind
// the plane: all places round which the contour turns. It is swept from left to
// right and made of trapezoids. A contour that is not closed, as that of an open
// sheet, encloses nothing where it gapes.
func (c *Cut) Face(sunk float32) *Mesh {
	f := filler{mesh: &Mesh{}, normal: c.Plane.Normal}
	f.u, f.v = c.Plane.Axes()
	f.origin = c.Plane.Normal.Mul(c.Plane.Offset - sunk)
	edges := f.edges(c.Contour)
	var columns []int64
	for i := range edges {
		columns = append(columns, edges[i].u0, edges[i].u1)
	}
	slices.Sort(columns)
	columns = slices.Compact(columns)
	var active []*edge
	next := 0
	for k, u := range columns {
		active = slices.DeleteFunc(active, func(e *edge) bool { return e.u1 <= u })
		for ; next < len(edges) && edges[next].u0 == u; next++ {
			active = append(active, &edges[next])
		}
		if k+1 < len(columns) {
			f.column(active, u, columns[k+1])
		}
	}
	if len(columns) > 0 {
		f.close(nil, columns[len(columns)-1])
	}
	f.mesh.SetBounds()
	return f.mesh
}

type filler struct {
	mesh         *Mesh
	normal       Vec3
	origin, u, v Vec3
	open         []span
}

// edges returns the lines of a contour that are not upright, from left to right.
func (f *filler) edges(contour []Crossing) []edge {
	var list []edge
	grid := func(x float32) int64 {
		if x < 0 {
			return int64(x/micro - 0.5)
		}
		return int64(x/micro + 0.5)
	}
	for _, s := range contour {
		e := edge{grid(s.From.Dot(f.u)), grid(s.From.Dot(f.v)), grid(s.To.Dot(f.u)), grid(s.To.Dot(f.v)), 1}
		if e.u0 == e.u1 {
			continue
		}
		if e.u0 > e.u1 {
			e = edge{e.u1, e.v1, e.u0, e.v0, -1}
		}
		list = append(list, e)
	}
	slices.SortStableFunc(list, func(a, b edge) int { return cmp.Compare(a.u0, b.u0) })
	return list
}

// column finds what lies inside between two upright lines that no line ends
// between.
func (f *filler) column(active []*edge, from, to int64) {
	middle := (from + to) / 2
	slices.SortStableFunc(active, func(a, b *edge) int {
		return cmp.Or(cmp.Compare(a.at(middle), b.at(middle)), cmp.Compare(a.at(to), b.at(to)))
	})
	var now []span
	turns := 0
	var low *edge
	for _, e := range active {
		before := turns
		turns += e.turn
		switch {
		case before == 0:
			low = e
		case turns == 0:
			now = append(now, span{low, e, from})
		}
	}
	if turns != 0 {
		now = nil // it gapes here
	}
	f.close(now, from)
}

// close ends the spans that do not go on, at u, and begins those that are new.
func (f *filler) close(now []span, u int64) {
	for _, s := range f.open {
		i := slices.IndexFunc(now, func(n span) bool { return n.low == s.low && n.high == s.high })
		if i >= 0 {
			now[i].from = s.from
			continue
		}
		f.trapezoid(s, u)
	}
	f.open = now
}

func (f *filler) trapezoid(s span, to int64) {
	first := uint32(len(f.mesh.Positions))
	add := func(u int64, v float64) {
		p := f.origin.Add(f.u.Mul(float32(float64(u) * micro))).Add(f.v.Mul(float32(v * micro)))
		f.mesh.Positions, f.mesh.Normals = append(f.mesh.Positions, p), append(f.mesh.Normals, f.normal)
	}
	l0, l1, h1, h0 := s.low.at(s.from), s.low.at(to), s.high.at(to), s.high.at(s.from)
	add(s.from, l0)
	add(to, l1)
	add(to, h1)
	add(s.from, h0)
	if h1 > l1 {
		f.mesh.Indices = append(f.mesh.Indices, first, first+1, first+2)
	}
	if h0 > l0 {
		f.mesh.Indices = append(f.mesh.Indices, first, first+2, first+3)
	}
}
