package soft

import "bodymap/render/geom"

// filler draws triangles into some rows of a layer.
type filler struct {
	depth  []float32
	id     []uint32
	w      int
	y0, y1 int // rows
	hidden hidden
}

func newFiller(l *layer, w, y0, y1 int) filler {
	return filler{depth: l.depth, id: l.id, w: w, y0: y0, y1: y1, hidden: newHidden(l, w, y0, y1)}
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
	if f.hidden.known && f.hidden.small(x0, y0, x1, y1, max(a.depth, b.depth, c.depth)) {
		return
	}
	f.fill(a, b, c, area, x0, y0, x1, y1, id)
}

// edge is the side function of an edge: not negative inside. Samples exactly on
// an edge belong to the triangle on one side only (the top-left rule).
type edge struct{ value, dx, dy int64 }

func newEdge(a, b *vertex, px, py int64) edge {
	dx, dy := int64(b.x-a.x), int64(b.y-a.y)
	e := edge{value: dx*(py-int64(a.y)) - dy*(px-int64(a.x)), dx: -dy << subBits, dy: dx << subBits}
	if !(dy < 0 || dy == 0 && dx > 0) {
		e.value--
	}
	return e
}

func (f *filler) fill(a, b, c *vertex, area int64, x0, y0, x1, y1 int, id uint32) {
	px, py := int64(x0)<<subBits+subUnits/2, int64(y0)<<subBits+subUnits/2
	e0, e1, e2 := newEdge(b, c, px, py), newEdge(c, a, px, py), newEdge(a, b, px, py)

	// The plane of depth over the screen, per sample.
	inv := 1 / float32(area)
	db, dc := b.depth-a.depth, c.depth-a.depth
	abx, aby, acx, acy := float32(b.x-a.x), float32(b.y-a.y), float32(c.x-a.x), float32(c.y-a.y)
	zx := (db*acy - dc*aby) * inv
	zy := (dc*abx - db*acx) * inv
	z0 := a.depth + zx*float32(px-int64(a.x))
	zx *= subUnits
	nearest := max(a.depth, b.depth, c.depth)

	for y := y0; y <= y1; y++ {
		w0, w1, w2 := e0.value, e1.value, e2.value
		// Reckoned from the corner for each row, so that it does not matter
		// in which row a strip of the picture begins.
		z := z0 + zy*float32(int64(y)<<subBits+subUnits/2-int64(a.y))
		row := y * f.w
		depth := f.depth[row+x0 : row+x1+1]
		ids := f.id[row+x0 : row+x1+1]
		inside := false
		for x := range depth {
			if w0|w1|w2 >= 0 {
				inside = true
				if z > depth[x] {
					depth[x] = min(z, nearest) // a sliver's plane may overshoot
					ids[x] = id
				}
			} else if inside {
				break
			}
			w0 += e0.dx
			w1 += e1.dx
			w2 += e2.dx
			z += zx
		}
		e0.value += e0.dy
		e1.value += e1.dy
		e2.value += e2.dy
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
		vs[k] = v.vertex(out[k].X, out[k].Y, max(out[k].Z, v.Near))
	}
	for k := 2; k < n; k++ {
		f.triangle(&vs[0], &vs[k-1], &vs[k], it.firstID+uint32(t/3))
	}
}
