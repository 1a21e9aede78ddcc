package soft

import (
	"image"

	"bodymap/render/geom"
)

// filler draws triangles into some rows of a layer.
type filler struct {
	depth  []float32
	id     []uint32
	w      int
	y0, y1 int // rows
	hidden hidden
}

func newFiller(l *layer, w int, area image.Rectangle) filler {
	return filler{depth: l.depth, id: l.id, w: w, y0: area.Min.Y, y1: area.Max.Y, hidden: newHidden(l, w, area)}
}

// item draws the front faces of an item, unless all of it is hidden.
func (f *filler) item(it *item, vertices []vertex, v *view) {
	if it.box.Min.Y >= f.y1 || it.box.Max.Y <= f.y0 || !it.clip && f.hidden.box(it.box, 1/it.near) {
		return
	}
	vs := vertices[it.firstVertex : it.firstVertex+len(it.mesh.Positions)]
	indices := it.mesh.Indices
	for t := 0; t+2 < len(indices); t += 3 {
		if it.keep != nil && !it.keep[t/3] {
			continue
		}
		a, b, c := &vs[indices[t]], &vs[indices[t+1]], &vs[indices[t+2]]
		if it.clip && (a.depth == 0 || b.depth == 0 || c.depth == 0) {
			f.clipped(it, t, v)
			continue
		}
		f.triangle(a, b, c, it.firstID+uint32(t/3))
	}
	f.hidden.drew(it.box)
}

// triangle draws one triangle, given counter-clockwise from outside. Rows run
// down, so that a front face has its corners clockwise here.
func (f *filler) triangle(a, c, b *vertex, id uint32) {
	minY, maxY := min(a.y, b.y, c.y), max(a.y, b.y, c.y)
	y0 := max(int(minY+subUnits/2-1)>>subBits, f.y0)
	y1 := min(int(maxY-subUnits/2)>>subBits, f.y1-1)
	if y0 > y1 {
		return
	}
	minX, maxX := min(a.x, b.x, c.x), max(a.x, b.x, c.x)
	x0 := max(int(minX+subUnits/2-1)>>subBits, 0)
	x1 := min(int(maxX-subUnits/2)>>subBits, f.w-1)
	if x0 > x1 {
		return
	}
	abx, aby := int64(b.x-a.x), int64(b.y-a.y)
	acx, acy := int64(c.x-a.x), int64(c.y-a.y)
	area := abx*acy - aby*acx
	if area <= 0 {
		return
	}
	if f.hidden.known && f.hidden.small(x0, y0, x1, y1, more(more(a.depth, b.depth), c.depth)) {
		return
	}
	f.fill(a, b, c, area, y0, y1, id)
}

// side is an edge as rows see it: where it crosses their middle. Triangles that
// share an edge reckon the same crossing, so that between them they draw every
// sample once.
type side struct {
	x     int64 // at the vertex, in 1<<sideBits of a subunit
	slope int64 // the same, per subunit down
	y     int64 // of the vertex, subunits
}

const sideBits = 20

// newSide returns the edge down from a to b.
func newSide(a, b *vertex) side {
	s := side{x: int64(a.x) << sideBits, y: int64(a.y)}
	if dy := int64(b.y - a.y); dy > 0 {
		s.slope = int64(b.x-a.x) << sideBits / dy
	}
	return s
}

// at returns the first sample of row y on or right of the edge.
func (s *side) at(y int64) int {
	x := s.x + s.slope*(y<<subBits+subUnits/2-s.y)
	return int((x + (subUnits/2)<<sideBits - 1) >> (sideBits + subBits))
}

// plane is depth as a plane over the screen.
type plane struct {
	z, dx, dy float32 // at x, y; per subunit
	x, y      int64
	nearest   float32 // the plane of a sliver may overshoot its corners
}

func newPlane(a, b, c *vertex, area int64) plane {
	inv := 1 / float32(area)
	db, dc := b.depth-a.depth, c.depth-a.depth
	abx, aby, acx, acy := float32(b.x-a.x), float32(b.y-a.y), float32(c.x-a.x), float32(c.y-a.y)
	return plane{
		z: a.depth, x: int64(a.x), y: int64(a.y),
		dx: (db*acy - dc*aby) * inv, dy: (dc*abx - db*acx) * inv,
		nearest: more(more(a.depth, b.depth), c.depth),
	}
}

// fill draws the rows y0 to y1 of a triangle from its upper part, left and right
// of its middle corner, to its lower.
func (f *filler) fill(a, b, c *vertex, area int64, y0, y1 int, id uint32) {
	p := newPlane(a, b, c, area)
	if b.y < a.y {
		a, b = b, a
	}
	if c.y < b.y {
		b, c = c, b
	}
	if b.y < a.y {
		a, b = b, a
	}
	long := newSide(a, c)
	middleLeft := int64(b.x-a.x)*int64(c.y-a.y) < int64(b.y-a.y)*int64(c.x-a.x)
	middle := int(b.y+subUnits/2-1) >> subBits // the first row below the middle corner
	end := min(int(c.y+subUnits/2-1)>>subBits, y1+1)
	if y0 < middle {
		f.rows(&p, newSide(a, b), long, middleLeft, y0, min(middle, end), id)
	}
	if middle < end {
		f.rows(&p, newSide(b, c), long, middleLeft, max(middle, y0), end, id)
	}
}

// rows draws the rows from y0 to before y1 between two sides.
func (f *filler) rows(p *plane, left, right side, leftFirst bool, y0, y1 int, id uint32) {
	if !leftFirst {
		left, right = right, left
	}
	step, nearest := p.dx*subUnits, p.nearest
	for y := int64(y0); y < int64(y1); y++ {
		from, to := max(left.at(y), 0), min(right.at(y), f.w)
		if from >= to {
			continue
		}
		// Reckoned from the corner for each row, so that it does not matter
		// in which row a strip of the picture begins.
		z := p.z + p.dy*float32(y<<subBits+subUnits/2-p.y) + p.dx*float32(int64(from)<<subBits+subUnits/2-p.x)
		row := int(y) * f.w
		depth, ids := f.depth[row+from:row+to], f.id[row+from:row+to]
		for x, d := range depth {
			if z > d {
				if z > nearest {
					depth[x] = nearest
				} else {
					depth[x] = z
				}
				ids[x] = id
			}
			z += step
		}
	}
}

// clipped draws the part of a triangle that lies beyond the near plane.
func (f *filler) clipped(it *item, t int, v *view) {
	var in, out [4]geom.Vec3 // along the camera's axes
	for k, i := range it.mesh.Indices[t : t+3] {
		d := it.mesh.Positions[i].Sub(v.Eye)
		in[k] = geom.Vec3{X: d.Dot(v.Right), Y: d.Dot(v.Up), Z: d.Dot(v.Forward)}
	}
	n := 0
	for k := range 3 {
		a, b := in[k], in[(k+1)%3]
		if a.Z >= v.Near {
			out[n] = a
			n++
		}
		if (a.Z >= v.Near) != (b.Z >= v.Near) {
			share := (v.Near - a.Z) / (b.Z - a.Z)
			out[n] = a.Add(b.Sub(a).Mul(share))
			n++
		}
	}
	var vs [4]vertex
	for k := range n {
		vs[k] = v.vertex(out[k].X, out[k].Y, more(out[k].Z, v.Near))
	}
	for k := 2; k < n; k++ {
		f.triangle(&vs[0], &vs[k-1], &vs[k], it.firstID+uint32(t/3))
	}
}
