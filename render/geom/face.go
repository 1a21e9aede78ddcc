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
// the plane: all places round which the contour turns, as trapezoids. A contour
// that is not closed, as that of an open sheet, encloses nothing where it gapes.
func (c *Cut) Face(sunk float32) *Mesh {
	f := c.filler(sunk)
	f.sweep(edgesOf(c.Contour, f.u, f.v), f.trapezoid)
	return f.mesh
}

// Stipple returns dots on the face, spacing and radius in metres, sunk metres
// behind the plane: the ends of cut fibres. None crosses the contour.
func (c *Cut) Stipple(spacing, radius, sunk float32) *Mesh {
	f := c.filler(sunk)
	d := dots{filler: f, spacing: int64(spacing / micro), radius: int64(radius / micro)}
	f.sweep(edgesOf(c.Contour, f.u, f.v), d.lay)
	return f.mesh
}

func (c *Cut) filler(sunk float32) *filler {
	f := &filler{mesh: &Mesh{}, normal: c.Plane.Normal, origin: c.Plane.Normal.Mul(c.Plane.Offset - sunk)}
	f.u, f.v = c.Plane.Axes()
	return f
}

// sweep goes over the lines from left to right and hands on each span once it is
// known where it ends.
func (f *filler) sweep(edges []edge, emit func(s span, to int64)) {
	f.emit = emit
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
		} else {
			f.close(nil, u)
		}
	}
	f.mesh.SetBounds()
}

type filler struct {
	mesh         *Mesh
	normal       Vec3
	origin, u, v Vec3
	open         []span
	emit         func(s span, to int64)
}

// edgesOf returns the lines of a contour that are not upright on the axes u and v,
// from left to right.
func edgesOf(contour []Crossing, u, v Vec3) []edge {
	var list []edge
	grid := func(x float32) int64 {
		if x < 0 {
			return int64(x/micro - 0.5)
		}
		return int64(x/micro + 0.5)
	}
	for _, s := range contour {
		e := edge{grid(s.From.Dot(u)), grid(s.From.Dot(v)), grid(s.To.Dot(u)), grid(s.To.Dot(v)), 1}
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
		f.emit(s, u)
	}
	f.open = now
}

func (f *filler) trapezoid(s span, to int64) {
	first := uint32(len(f.mesh.Positions))
	l0, l1, h1, h0 := s.low.at(s.from), s.low.at(to), s.high.at(to), s.high.at(s.from)
	f.add(s.from, l0)
	f.add(to, l1)
	f.add(to, h1)
	f.add(s.from, h0)
	if h1 > l1 {
		f.mesh.Indices = append(f.mesh.Indices, first, first+1, first+2)
	}
	if h0 > l0 {
		f.mesh.Indices = append(f.mesh.Indices, first, first+2, first+3)
	}
}

func (f *filler) add(u int64, v float64) {
	p := f.origin.Add(f.u.Mul(float32(float64(u) * micro))).Add(f.v.Mul(float32(v * micro)))
	f.mesh.Positions, f.mesh.Normals = append(f.mesh.Positions, p), append(f.mesh.Normals, f.normal)
}

// dots lays dots on staggered columns.
type dots struct {
	*filler
	spacing, radius int64
}

func (d *dots) lay(s span, to int64) {
	for column := floorDiv(s.from-1, d.spacing) + 1; column*d.spacing < to; column++ {
		u := column * d.spacing
		low, high := int64(s.low.at(u))+2*d.radius, int64(s.high.at(u))-2*d.radius
		stagger := column & 1 * d.spacing / 2
		for row := floorDiv(low-stagger-1, d.spacing) + 1; row*d.spacing+stagger <= high; row++ {
			d.dot(u, row*d.spacing+stagger)
		}
	}
}

// dot adds a square on its tip: a pixel or two in any picture.
func (d *dots) dot(u, v int64) {
	first := uint32(len(d.mesh.Positions))
	d.add(u-d.radius, float64(v))
	d.add(u, float64(v-d.radius))
	d.add(u+d.radius, float64(v))
	d.add(u, float64(v+d.radius))
	d.mesh.Indices = append(d.mesh.Indices, first, first+1, first+2, first, first+2, first+3)
}

func floorDiv(a, b int64) int64 {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}
