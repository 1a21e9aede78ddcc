package batch

import (
	"slices"

	"bodymap/render/geom"
)

// Vertex is a vertex as the engine takes it: the fields are those of
// ebiten.Vertex. The colour holds the normal, and in alpha the depth as a share
// of the view's range of 1/z, nearest 1.
//
// Of a solid or ghostly structure the custom values are its number, its place
// along and across the fibres (along is -1 without fibres), and how open to light
// it is; of the skin three signed distances in metres: primary, spillover, related.
type Vertex struct {
	DstX, DstY                         float32
	SrcX, SrcY                         float32
	ColorR, ColorG, ColorB, ColorA     float32
	Custom0, Custom1, Custom2, Custom3 float32
}

// Layer is triangles ready to be drawn.
type Layer struct {
	Vertices []Vertex
	Indices  []uint32
}

// depths returns the range of depth of the vertices, joined with another.
func (l *Layer) depths(low, high float32) (float32, float32) {
	for i := range l.Vertices {
		d := l.Vertices[i].ColorA
		if d < low {
			low = d
		}
		if d > high {
			high = d
		}
	}
	return low, high
}

// share makes the depths of the vertices shares of the view's range.
func (l *Layer) share(v *View) {
	scale := 1 / (v.High - v.Low)
	for i := range l.Vertices {
		o := &l.Vertices[i]
		d := (o.ColorA - v.Low) * scale
		if d < 0 {
			d = 0
		} else if d > 1 {
			d = 1
		}
		o.ColorA = d
	}
}

func (l *Layer) reset() { l.Vertices, l.Indices = l.Vertices[:0], l.Indices[:0] }

// point is a projected vertex; its depth is 1/z, or 0 in front of the near plane.
type point struct {
	x, y, depth float32
	column, row int32 // between the middles of which samples it lies; see [gap]
}

// part is a mesh on its way into a layer.
type part struct {
	mesh   *geom.Mesh
	number float32      // of its structure, plus 1
	lift   float32      // metres that it counts as nearer
	paint  [3][]float32 // distances by vertex; nil for none
	skin   bool         // carries distances instead of number, fibres and openness
	bare   bool         // only triangles that a zone may touch
}

// maker fills layers; it keeps what it needs from part to part.
type maker struct {
	view   View
	points []point  // of the part's vertices
	placed []uint32 // by vertex: its number in the layer plus 1, 0 if it is not there yet
}

// add adds what may show of a part to a layer.
func (k *maker) add(l *Layer, p *part) {
	r := k.view.reach(p.mesh.Bounds)
	if !r.visible {
		return
	}
	n := len(p.mesh.Positions)
	k.points, k.placed = slices.Grow(k.points[:0], n)[:n], slices.Grow(k.placed[:0], n)[:n]
	clear(k.placed)
	k.project(p.mesh.Positions, p.lift)
	l.Vertices = slices.Grow(l.Vertices, n)
	l.Indices = slices.Grow(l.Indices, len(p.mesh.Indices))
	if r.whole && !p.bare {
		k.inside(l, p)
	} else {
		k.across(l, p, r.near < k.view.Near)
	}
}

// inside adds the triangles of a part that lies wholly in the picture: most do. What
// it calls for every triangle is small enough to be copied here: a call on
// WebAssembly costs more than all the rest.
func (k *maker) inside(l *Layer, p *part) {
	points, placed, from := k.points, k.placed, p.mesh.Indices
	// There is room for all of them.
	n, to := len(l.Indices), l.Indices[:cap(l.Indices)]
	for t := 0; t+2 < len(from); t += 3 {
		i, j, m := from[t], from[t+1], from[t+2]
		a, b, c := &points[i], &points[j], &points[m]
		if turn(a, b, c) >= 0 || between(a, b, c) {
			continue
		}
		if placed[i] == 0 {
			k.place(l, p, i)
		}
		if placed[j] == 0 {
			k.place(l, p, j)
		}
		if placed[m] == 0 {
			k.place(l, p, m)
		}
		out := to[n : n+3 : n+3]
		out[0], out[1], out[2] = placed[i]-1, placed[j]-1, placed[m]-1
		n += 3
	}
	l.Indices = to[:n]
}

// across adds the triangles of a part that reaches out of the picture or, clip,
// across the near plane, or of which not all are wanted.
func (k *maker) across(l *Layer, p *part, clip bool) {
	v, indices := &k.view, p.mesh.Indices
	for t := 0; t+2 < len(indices); t += 3 {
		corner := indices[t : t+3 : t+3]
		a, b, c := &k.points[corner[0]], &k.points[corner[1]], &k.points[corner[2]]
		if p.bare && !p.touched(corner) {
			continue
		}
		if clip && (a.depth == 0 || b.depth == 0 || c.depth == 0) {
			k.clipped(l, p, corner)
			continue
		}
		if a.x < 0 && b.x < 0 && c.x < 0 || a.x > v.W && b.x > v.W && c.x > v.W ||
			a.y < 0 && b.y < 0 && c.y < 0 || a.y > v.H && b.y > v.H && c.y > v.H || turn(a, b, c) >= 0 || between(a, b, c) {
			continue
		}
		for _, i := range corner {
			if k.placed[i] == 0 {
				k.place(l, p, i)
			}
			l.Indices = append(l.Indices, k.placed[i]-1)
		}
	}
}

// turn is which way round a triangle goes, less than 0 where it faces the viewer:
// rows run down.
func turn(a, b, c *point) float32 {
	return (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x)
}

// between reports whether a triangle lies between the middles of neighbouring
// samples, so that it covers none.
func between(a, b, c *point) bool {
	return a.column == b.column && b.column == c.column && a.column >= 0 ||
		a.row == b.row && b.row == c.row && a.row >= 0
}

// gap numbers the gap between the middles of samples in which a coordinate lies; it is
// less than 0 beside the picture, and so near a middle that rounding on the graphics
// processor might reach it.
func gap(v float32) int32 {
	const rounding = 1.0 / 16
	to := int32(v + 0.5 + rounding)
	if to != int32(v+0.5-rounding) {
		return -1
	}
	return to
}

// project places vertices on the screen.
func (k *maker) project(positions []geom.Vec3, lift float32) {
	v := &k.view
	cx, cy, near, eye := v.W/2, v.H/2, v.Near, v.Eye
	right, up, forward := v.Right.Mul(v.Focal), v.Up.Mul(-v.Focal), v.Forward
	points := k.points[:len(positions)]
	for i := range positions {
		p := &positions[i]
		x, y, z := p.X-eye.X, p.Y-eye.Y, p.Z-eye.Z
		ahead := x*forward.X + y*forward.Y + z*forward.Z
		o := &points[i]
		if ahead < near {
			*o = point{}
			continue
		}
		depth := 1 / ahead
		o.x = cx + (x*right.X+y*right.Y+z*right.Z)*depth
		o.y = cy + (x*up.X+y*up.Y+z*up.Z)*depth
		o.depth = depth
		o.column, o.row = gap(o.x), gap(o.y)
		if lift > 0 {
			o.depth = lifted(ahead, lift, near)
		}
	}
}

// lifted returns the depth of a place that counts as nearer than it is.
func lifted(z, lift, near float32) float32 { return 1 / max(z-lift, near) }

// place adds a vertex of a part to the layer, which has room for it.
func (k *maker) place(l *Layer, p *part, i uint32) {
	n := len(l.Vertices)
	l.Vertices = l.Vertices[:n+1]
	k.placed[i] = uint32(n + 1)
	o, at := &l.Vertices[n], &k.points[i]
	o.DstX, o.DstY, o.ColorA = at.x, at.y, at.depth
	p.dress(o, i)
}

// dress gives a vertex what does not depend on the view.
func (p *part) dress(o *Vertex, i uint32) {
	m := p.mesh
	if n := m.Normals; int(i) < len(n) {
		at := &n[i]
		o.ColorR, o.ColorG, o.ColorB = at.X, at.Y, at.Z
	} else {
		o.ColorR, o.ColorG, o.ColorB = 0, 0, 0
	}
	if p.skin {
		o.Custom0, o.Custom1, o.Custom2 = p.distance(0, i), p.distance(1, i), p.distance(2, i)
		return
	}
	o.Custom0, o.Custom1, o.Custom2, o.Custom3 = p.number, -1, 0, 1
	if f := m.Fibres; int(i) < len(f) {
		at := &f[i]
		o.Custom1, o.Custom2 = at[0], at[1]
	}
	if c := m.Occlusion; int(i) < len(c) {
		o.Custom3 = float32(c[i]) * (1.0 / 255)
	}
}

// outside is a distance, in metres, from a zone that is not there.
const outside = 1

func (p *part) distance(kind int, i uint32) float32 {
	if d := p.paint[kind]; int(i) < len(d) {
		return d[i]
	}
	return outside
}

// touched reports whether a zone may touch a triangle.
func (p *part) touched(corner []uint32) bool {
	for _, d := range p.paint {
		if d != nil && (d[corner[0]] < 0 || d[corner[1]] < 0 || d[corner[2]] < 0) {
			return true
		}
	}
	return false
}
