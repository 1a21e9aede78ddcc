package bind

import (
	"math"
	"slices"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/geom"
)

// Facing implements [app.World]: the standard view that sees most of the
// selection past the bones, which stay where they are; the levels, on the back,
// have a say.
func (m *Map) Facing(ref anatomy.Ref) app.View {
	if v, ok := m.facing[ref]; ok {
		return v
	}
	best, most := app.Anterior, float32(-1)
	spots := m.probes(ref)
	for _, v := range app.Views {
		c, _ := render.Camera{}.Standing(string(v))
		if seen := m.seenFrom(c.Basis().Forward.Mul(-1), spots, ref); seen > most {
			best, most = v, seen
		}
	}
	m.facing[ref] = best
	return best
}

const (
	backward = 0.25 // weight of seeing the back, against that of seeing the selection
	straight = 1.04 // the four straight views are those that people know
	below    = 0.75 // from below is for what is seen from nowhere else: the soles
	above    = 0.35 // and from above for less: there the levels on the back are seen edge-on
	aside    = 0.1  // metres from a place within which what hides it endwise can be taken out of the way
	lifted   = 2e-3 // metres off the surface from which is looked
)

// seenFrom weighs how much of the selection is seen from a direction.
func (m *Map) seenFrom(toEye geom.Vec3, spots []spot, ref anatomy.Ref) float32 {
	if len(spots) == 0 {
		return toEye.Z
	}
	var sum, all float32
	for _, s := range spots {
		all += s.weight
		facing := s.normal.Dot(toEye)
		if facing <= 0 || m.behindBone(geom.Ray{Origin: s.at.Add(s.normal.Mul(lifted)), Dir: toEye}) {
			continue
		}
		if endwise(toEye) && m.behindAny(geom.Ray{Origin: s.at.Add(toEye.Mul(aside)), Dir: toEye}) {
			continue
		}
		sum += facing * s.weight
	}
	sum /= all
	if t, err := m.facts.Treat(ref); err == nil && len(t.Levels[2].Items) > 0 && len(m.muscles(ref)) > 0 {
		sum += backward * sum * max(0, -toEye.Z)
	}
	switch {
	case endwise(toEye) && toEye.Y < 0:
		sum *= below
	case endwise(toEye):
		sum *= above
	case abs(toEye.X) < 0.1 || abs(toEye.Z) < 0.1:
		sum *= straight
	}
	return sum
}

func abs(x float32) float32 { return max(x, -x) }

// endwise reports whether a direction is along the body.
func endwise(toEye geom.Vec3) bool { return abs(toEye.Y) > 0.9 }

// behindAny reports whether anything but skin hides the start of a ray.
func (m *Map) behindAny(ray geom.Ray) bool {
	const reach = 2.0 // metres
	for _, s := range m.atlas.Structures {
		if s.System != anatomy.SystemSkin && ray.Meets(s.Mesh.Bounds, reach) {
			if _, hit := m.picker.Tree(s.Mesh).First(ray, reach); hit {
				return true
			}
		}
	}
	return false
}

// behindBone reports whether a bone hides the start of a ray; the arm does not
// count: it is taken out of the way.
func (m *Map) behindBone(ray geom.Ray) bool {
	const reach = 1.0 // metres
	for i, s := range m.atlas.Structures {
		if s.System == anatomy.SystemBone && !m.arms[i] && ray.Meets(s.Mesh.Bounds, reach) {
			if _, hit := m.picker.Tree(s.Mesh).First(ray, reach); hit {
				return true
			}
		}
	}
	return false
}

// probes lists places on a selection to look at: of the surface of its structures
// evenly, or its points and regions.
func (m *Map) probes(ref anatomy.Ref) []spot {
	const perSide = 60
	var list []spot
	for _, side := range sides(ref.Side) {
		var area float32
		shapes := m.shapesOf(ref, side)
		for _, i := range shapes {
			area += surface(m.atlas.Structures[i].Mesh)
		}
		for _, i := range shapes {
			list = append(list, evenly(m.atlas.Structures[i].Mesh, area/perSide)...)
		}
	}
	if len(list) == 0 {
		return m.places(ref)
	}
	for i := range list {
		list[i].weight = m.nearSkin(list[i].at)
	}
	return list
}

// nearSkin weighs a place by how near the skin it lies: the side of a muscle that
// a hand can feel is the one that a person expects to see.
func (m *Map) nearSkin(at geom.Vec3) float32 {
	const depth = 0.012 // metres at which a place counts for a third
	if m.skin == nil {
		return 1
	}
	near, ok := m.picker.Tree(m.skin.mesh).Nearest(at, 10*depth)
	if !ok {
		return 0.001 // not nothing: of a deep structure all places count alike
	}
	return max(float32(math.Exp(float64(-near.Distance/depth))), 0.001)
}

// surface returns the area of a mesh in square metres.
func surface(m *geom.Mesh) (area float32) {
	for t := range len(m.Indices) / 3 {
		area += triangleArea(m, t)
	}
	return area
}

func triangleArea(m *geom.Mesh, t int) float32 {
	a, b, c := m.Triangle(t)
	return b.Sub(a).Cross(c.Sub(a)).Len() / 2
}

// evenly lists a place for each so many square metres of a mesh. (Its vertices
// lie close together where it is curved, and would say more about its edges.)
func evenly(m *geom.Mesh, each float32) []spot {
	var list []spot
	passed := each / 2
	for t := range len(m.Indices) / 3 {
		passed += triangleArea(m, t)
		if passed < each {
			continue
		}
		n := int(passed / each)
		passed -= float32(n) * each
		a, b, c := m.Triangle(t)
		for range n { // a large triangle counts for several
			list = append(list, spot{a.Add(b).Add(c).Mul(1. / 3), m.FaceNormal(t), 1})
		}
	}
	return list
}

// spot is a place of a selection with the direction in which it faces.
type spot struct {
	at, normal geom.Vec3
	weight     float32
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
			list = append(list, spotsOf(m.resolver.Region(region, side))...)
		}
		if n := m.facts.Nerves[ref.ID]; n != nil && ref.Kind == anatomy.KindNerve && len(list) == 0 {
			for _, at := range m.ownCourse(n, side) {
				list = append(list, m.overSkin(at))
			}
		}
		if d := m.facts.Dermatomes[ref.ID]; d != nil && ref.Kind == anatomy.KindDermatome {
			for _, area := range d.Areas {
				list = append(list, spotsOf(m.resolver.Area(area, side))...)
			}
		}
		if level, ok := m.facts.Levels[ref.ID]; ok && ref.Kind == anatomy.KindLevel {
			if p, err := m.resolver.Place(level.At, side); err == nil {
				list = append(list, spotOf(p))
			}
		}
	}
	return list
}

func spotOf(p anatomy.Position) spot { return spot{assets.Vec3(p.At), assets.Vec3(p.Normal), 1} }

// spotsOf lists the places of a patch of skin; none of one that cannot be placed.
func spotsOf(p anatomy.Patch, err error) []spot {
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
				return spot{at, d.Unit(), 1}
			}
		}
	}
	return spot{at, geom.Vec3{X: at.X, Z: at.Z}.Unit(), 1}
}

// shapesOf lists the structures of a selection on a side, as indices.
func (m *Map) shapesOf(ref anatomy.Ref, side anatomy.Side) []int {
	ids := m.muscles(ref)
	if ref.Kind == anatomy.KindNerve {
		ids = []anatomy.ID{ref.ID}
	}
	if c, ok := m.facts.Conditions[ref.ID]; ok && ref.Kind == anatomy.KindCondition {
		if c.Refer {
			return nil // for a physician: no muscle is pointed out
		}
		ids = ids[:min(1, len(ids))] // the muscle that it concerns first; the others refer
	}
	var list []int
	for _, id := range ids {
		own := m.atlas.FindAll(id, side)
		if len(own) == 0 { // an atlas may have the whole in one piece
			for _, whole := range m.facts.WholesOf(id) {
				own = append(own, m.atlas.FindAll(whole, side)...)
			}
		}
		list = append(list, own...)
	}
	slices.Sort(list)
	return slices.Compact(list)
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
	return c.FitAbove(m.focus(s), m.width, m.height, m.bottom)
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
	for _, id := range s.Also {
		for _, side := range sides(s.Selection.Side) {
			for _, p := range spotsOf(m.resolver.Region(id, side)) {
				add(geom.Box{Min: p.at, Max: p.at})
			}
		}
	}
	if first {
		return m.body
	}
	own, least := box, float32(context)
	for _, p := range m.ownPlaces(s) {
		if inReach(own, p) {
			add(geom.Box{Min: p, Max: p})
		} else {
			least = closeContext
		}
	}
	least = max(least, closeUp*longest(own))
	return atLeast(box, min(least, context))
}

// How views frame a selection, in metres or as multiples of its length.
const (
	context      = 0.5  // the least that is shown round it
	closeContext = 0.24 // and the least where its levels are out of reach, as of a hand
	closeUp      = 1.5
	reachable    = 0.5 // points and levels within this, or so many lengths, are taken in
	lengths      = 3
)

// inReach reports whether a place is near enough to a selection to be shown with
// it: beside its levels, a muscle of the hand would be a speck.
func inReach(own geom.Box, p geom.Vec3) bool {
	return own.Clamp(p).Sub(p).Len() < max(reachable, lengths*longest(own))
}

func longest(b geom.Box) float32 {
	size := b.Size()
	return max(size.X, size.Y, size.Z)
}

// atLeast grows a box to so many metres each way.
func atLeast(b geom.Box, least float32) geom.Box {
	grow := func(lo, hi *float32) {
		if short := least - (*hi - *lo); short > 0 {
			*lo, *hi = *lo-short/2, *hi+short/2
		}
	}
	grow(&b.Min.X, &b.Max.X)
	grow(&b.Min.Y, &b.Max.Y)
	if least < context { // a foot is long in this direction
		grow(&b.Min.Z, &b.Max.Z)
	}
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
