package soft

import (
	"cmp"
	"image"
	"slices"

	"bodymap/render"
	"bodymap/render/geom"
)

// Screen coordinates are fixed point, so that triangles that share an edge
// meet without gap or overlap on every machine.
const (
	subBits  = 8
	subUnits = 1 << subBits
	guard    = 1 << 29 // far beyond any picture; products of two still fit in 64 bits
)

// vertex is a projected vertex. depth is 1/z, or 0 in front of the near plane.
type vertex struct {
	x, y  int32 // 1/subUnits sample
	depth float32
}

// item is a structure taking part in a layer.
type item struct {
	structure   int
	mesh        *geom.Mesh
	firstVertex int
	firstID     uint32          // id of its first triangle; 0 is none
	box         image.Rectangle // samples that it may touch
	near        float32         // its least distance along Forward
	clip        bool            // crosses the near plane
	lift        float32         // metres that it counts as nearer
	keep        []bool          // nil: all triangles; else those to draw
}

// layer holds the nearest triangle of every sample.
type layer struct {
	items    []item // by id
	order    []int  // into items, nearest first
	vertices []vertex
	depth    []float32 // 1/z; 0 is nothing
	id       []uint32  // triangle; meaningless where depth is 0
	far      []float32 // by tile: the least depth in it, as far as it is known
	spare    []bool
}

func (l *layer) resize(w, h int) {
	l.depth = sized(l.depth, w*h)
	l.id = sized(l.id, w*h)
	l.far = sized(l.far, tiles(w)*tiles(h))
}

// has reports whether anything of the layer is at sample i.
func (l *layer) has(i int) bool { return i < len(l.depth) && l.depth[i] > 0 }

func (l *layer) reset() {
	l.items, l.order, l.vertices = l.items[:0], l.order[:0], l.vertices[:0]
}

// maxStructures is how many structures of a scene are drawn: as many as a sample
// can tell apart. No atlas has a tenth of them.
const maxStructures = skinKey - 1

// geometry fills the layers of the scene.
func (r *Renderer) geometry() {
	r.solid.reset()
	r.ghost.reset()
	r.skin.reset()
	for i := range min(len(r.scene.Structures), maxStructures) {
		st := &r.scene.Structures[i]
		switch {
		case st.Mesh == nil || len(r.drawn(st).Indices) == 0:
		case r.scene.Opaque(st):
			r.admit(&r.solid, i, nil)
		case st.Tissue == render.Skin:
			r.admitSkin(i)
		case st.Show == render.Ghost:
			r.admit(&r.ghost, i, nil)
		}
	}
	layers := [...]*layer{&r.solid, &r.ghost, &r.skin}
	var shown image.Rectangle
	for _, l := range layers {
		for i := range l.items {
			shown = shown.Union(l.items[i].box)
		}
	}
	// An even corner: blocks of samples are the same ones in every picture.
	shown.Min = image.Pt(shown.Min.X&^1, shown.Min.Y&^1)
	r.area, r.shown = shown.Union(r.shown), shown
	for _, l := range layers {
		r.drawLayer(l)
	}
}

// drawn returns the level of a structure that this picture shows.
func (r *Renderer) drawn(st *render.Structure) *geom.Mesh {
	if r.opt.Coarse && st.Coarse != nil {
		return st.Coarse
	}
	return st.Mesh
}

// admitSkin takes translucent skin into its layer: all of it, or, where the skin
// is off, the painted triangles.
func (r *Renderer) admitSkin(i int) {
	st := &r.scene.Structures[i]
	if r.scene.SkinModeOf(st) == render.SkinXray {
		r.admit(&r.skin, i, nil)
		return
	}
	if p := r.scene.Paint; p != nil && p.Skin == i {
		r.skin.spare = painted(p, r.drawn(st), r.skin.spare[:0])
		r.admit(&r.skin, i, r.skin.spare)
	}
}

// painted tells for each triangle whether a zone may touch it.
func painted(p *render.Paint, m *geom.Mesh, keep []bool) []bool {
	for i := 0; i+2 < len(m.Indices); i += 3 {
		a, b, c := int(m.Indices[i]), int(m.Indices[i+1]), int(m.Indices[i+2])
		touched := false
		for _, d := range [...][]float32{p.Primary, p.Spillover, p.Related} {
			if len(d) >= len(m.Positions) && (d[a] < 0 || d[b] < 0 || d[c] < 0) {
				touched = true
			}
		}
		keep = append(keep, touched)
	}
	return keep
}

// admit adds a structure to a layer unless it lies outside the picture.
func (r *Renderer) admit(l *layer, i int, keep []bool) {
	m := r.drawn(&r.scene.Structures[i])
	box, near, visible := r.view.extent(m.Bounds, r.w, r.h)
	if !visible {
		return
	}
	id := uint32(1)
	if n := len(l.items); n > 0 {
		last := &l.items[n-1]
		id = last.firstID + uint32(len(last.mesh.Indices)/3)
	}
	l.order = append(l.order, len(l.items))
	l.items = append(l.items, item{
		structure: i, mesh: m, firstVertex: len(l.vertices), firstID: id,
		box: box, near: near, clip: near < r.view.Near, keep: keep,
	})
	if l == &r.solid && r.scene.Structures[i].Tissue == render.Skin {
		it := &l.items[len(l.items)-1]
		it.lift, it.near = render.SkinLift, near-render.SkinLift
	}
	l.vertices = slices.Grow(l.vertices, len(m.Positions))[:len(l.vertices)+len(m.Positions)]
}

// extent returns the samples that a box may touch and its least distance along
// Forward; not visible where it lies wholly outside the picture.
func (v *view) extent(b geom.Box, w, h int) (box image.Rectangle, near float32, visible bool) {
	picture := image.Rect(0, 0, w, h)
	corners := b.Corners()
	near, far := float32(1e30), float32(-1e30)
	for _, p := range corners {
		z := p.Sub(v.Eye).Dot(v.Forward)
		near, far = less(near, z), more(far, z)
	}
	if far < v.Near {
		return box, near, false
	}
	if near < v.Near {
		return picture, near, true
	}
	x0, y0, x1, y1 := float32(1e9), float32(1e9), float32(-1e9), float32(-1e9)
	for _, p := range corners {
		x, y, _ := v.Project(p, float32(w), float32(h))
		x0, y0, x1, y1 = less(x0, x), less(y0, y), more(x1, x), more(y1, y)
	}
	box = image.Rect(toInt(x0)-1, toInt(y0)-1, toInt(x1)+2, toInt(y1)+2).Intersect(picture)
	return box, near, !box.Empty()
}

func toInt(v float32) int { return int(min(max(v, -1e6), 1e6)) }

// drawLayer projects and rasterises what was admitted.
func (r *Renderer) drawLayer(l *layer) {
	if len(l.depth) != r.w*r.h {
		if len(l.items) == 0 {
			return
		}
		l.resize(r.w, r.h)
	}
	r.each(len(l.items), func(i int) {
		if r.goesOn() {
			r.view.project(&l.items[i], l.vertices)
		}
	})
	slices.SortStableFunc(l.order, func(a, b int) int { return cmp.Compare(l.items[a].near, l.items[b].near) })
	r.bands(r.area, tileSide, func(area image.Rectangle) {
		for y := area.Min.Y; y < area.Max.Y; y++ {
			clear(l.depth[y*r.w+area.Min.X : y*r.w+area.Max.X])
		}
		f := newFiller(l, r.w, area)
		for _, k := range l.order {
			if !r.goesOn() {
				return
			}
			f.item(&l.items[k], l.vertices, &r.view)
		}
	})
}

// project writes the projected vertices of an item.
func (v *view) project(it *item, vertices []vertex) {
	out := vertices[it.firstVertex : it.firstVertex+len(it.mesh.Positions)]
	for i, p := range it.mesh.Positions {
		d := p.Sub(v.Eye)
		z := d.Dot(v.Forward)
		if z < v.Near {
			out[i] = vertex{}
			continue
		}
		out[i] = v.vertex(d.Dot(v.Right), d.Dot(v.Up), z)
		if it.lift > 0 {
			out[i].depth = 1 / more(z-it.lift, v.Near)
		}
	}
}

// vertex projects a place given along the camera's axes.
func (v *view) vertex(x, y, z float32) vertex {
	depth := 1 / z
	scale := v.focal * depth
	return vertex{fixed(v.cx + x*scale), fixed(v.cy - y*scale), depth}
}

func fixed(v float32) int32 {
	v *= subUnits
	if v >= 0 {
		return int32(less(v+0.5, guard))
	}
	return int32(more(v-0.5, -guard))
}
