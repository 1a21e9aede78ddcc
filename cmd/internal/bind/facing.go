package bind

import (
	"math"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/geom"
)

// Facing implements [app.World]: the standard view that looks most squarely at
// the skin over the selection.
func (m *Map) Facing(ref anatomy.Ref) app.View {
	if ref.Kind == anatomy.KindLevel {
		return app.Posterior
	}
	var sum geom.Vec3
	for _, p := range m.places(ref) {
		sum = sum.Add(p.normal)
	}
	if ref.Side == anatomy.Both {
		sum.X = 0
	}
	if math.Hypot(float64(sum.X), float64(sum.Z)) < 1e-3 {
		return app.Anterior
	}
	yaw := math.Atan2(float64(sum.X), float64(sum.Z)) * 180 / math.Pi
	best, nearest := app.Anterior, math.Inf(1)
	for _, v := range app.Views {
		c, _ := render.Camera{}.Standing(string(v))
		off := math.Abs(math.Remainder(float64(c.Yaw)*180/math.Pi-yaw, 360))
		// The four straight views are the ones that people know: a corner must be
		// clearly better.
		if math.Mod(math.Round(float64(c.Yaw)*180/math.Pi), 90) != 0 {
			off += 6
		}
		if off < nearest {
			best, nearest = v, off
		}
	}
	return best
}

// spot is a place of a selection with the direction in which it faces.
type spot struct {
	at, normal geom.Vec3
}

// places lists places that a selection is about: the middles of its structures,
// its points, or the extents of its regions.
func (m *Map) places(ref anatomy.Ref) []spot {
	var list []spot
	for _, side := range sides(ref.Side) {
		for _, i := range m.shapesOf(ref, side) {
			list = append(list, m.overSkin(m.atlas.Structures[i].Mesh.Bounds.Centre()))
		}
		if ref.Kind == anatomy.KindPoint {
			if p, err := m.resolver.Point(ref.ID, side); err == nil {
				list = append(list, spotOf(p))
			}
		}
		for _, region := range m.painful(ref) {
			list = append(list, m.regionSpots(region, side)...)
		}
		if level, ok := m.facts.Levels[ref.ID]; ok && ref.Kind == anatomy.KindLevel {
			if p, err := m.resolver.Place(level.At, side); err == nil {
				list = append(list, spotOf(p))
			}
		}
	}
	return list
}

func spotOf(p anatomy.Position) spot { return spot{assets.Vec3(p.At), assets.Vec3(p.Normal)} }

func (m *Map) regionSpots(region anatomy.ID, side anatomy.Side) []spot {
	p, err := m.resolver.Region(region, side)
	if err != nil {
		return nil
	}
	var list []spot
	for _, at := range p.Path {
		list = append(list, spotOf(at))
	}
	return list
}

// overSkin is a place inside the body with the direction to the nearest skin.
func (m *Map) overSkin(at geom.Vec3) spot {
	if m.skin != nil {
		if near, ok := m.picker.Tree(m.skin.mesh).Nearest(at, 1); ok {
			if d := near.At.Sub(at); d.Len() > 1e-4 {
				return spot{at, d.Unit()}
			}
		}
	}
	return spot{at, geom.Vec3{X: at.X, Z: at.Z}.Unit()}
}

// shapesOf lists the structures of a selection on a side, as indices.
func (m *Map) shapesOf(ref anatomy.Ref, side anatomy.Side) []int {
	ids := m.muscles(ref)
	if ref.Kind == anatomy.KindNerve {
		ids = []anatomy.ID{ref.ID}
	}
	if ref.Kind == anatomy.KindCondition || ref.Kind == anatomy.KindPoint && len(ids) == 0 {
		return nil
	}
	var list []int
	for _, id := range ids {
		if i, ok := m.atlas.Find(id, side); ok {
			list = append(list, i)
		}
	}
	return list
}

// wholeBody is the share of the picture's height that the body takes when
// nothing is selected.
const wholeBody = 0.02

// Camera implements [app.World]: what a state is seen with.
func (m *Map) Camera(s app.State) render.Camera {
	if s.Camera != nil {
		return *s.Camera
	}
	c, _ := render.Camera{Distance: 3}.Standing(string(s.View))
	return c.Fit(m.focus(s), m.width, m.height)
}

// focus is the box that a selection's view frames: the selection with what is
// linked to it near by, but never so near that one cannot tell where it is.
func (m *Map) focus(s app.State) geom.Box {
	if s.Selection.Kind == "" {
		grow := m.body.Size().Mul(wholeBody / 2)
		return geom.Box{Min: m.body.Min.Sub(grow), Max: m.body.Max.Add(grow)}
	}
	var box geom.Box
	first := true
	add := func(b geom.Box) {
		if first {
			box, first = b, false
			return
		}
		box = box.Join(b)
	}
	for _, side := range sides(s.Selection.Side) {
		for _, i := range m.shapesOf(s.Selection, side) {
			add(m.atlas.Structures[i].Mesh.Bounds)
		}
	}
	for _, p := range m.places(s.Selection) {
		add(geom.Box{Min: p.at, Max: p.at})
	}
	if first {
		return m.body
	}
	for _, p := range m.ownPlaces(s) {
		add(geom.Box{Min: p, Max: p})
	}
	return m.atLeast(box)
}

// context is the least that a view shows around a selection, in metres.
const context = 0.5

func (m *Map) atLeast(b geom.Box) geom.Box {
	grow := func(lo, hi *float32) {
		if short := context - (*hi - *lo); short > 0 {
			*lo, *hi = *lo-short/2, *hi+short/2
		}
	}
	grow(&b.Min.X, &b.Max.X)
	grow(&b.Min.Y, &b.Max.Y)
	return b
}

// ownPlaces lists the selection's own points and levels, which its view takes
// in: not what refers to it or is related, which may lie far off.
func (m *Map) ownPlaces(s app.State) []geom.Vec3 {
	var list []geom.Vec3
	for _, side := range sides(s.Selection.Side) {
		for _, id := range m.ownPoints(s.Selection) {
			if p, err := m.resolver.Point(id, side); err == nil {
				list = append(list, assets.Vec3(p.At))
			}
		}
	}
	t, _ := m.treatment(s)
	for _, item := range t.Levels[2].Items {
		for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
			if p, err := m.resolver.Paravertebral(item.ID, side, s.Lateral); err == nil {
				list = append(list, assets.Vec3(p.At))
			}
		}
	}
	return list
}
