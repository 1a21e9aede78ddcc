package bind

import (
	"slices"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/geom"
)

// paint returns the zones on the skin: where the selection is felt, and the
// related regions.
func (m *Map) paint(s app.State) *render.Paint {
	t, ok := m.treatment(s)
	if !ok || m.skin == nil || s.Chart == app.Dermatomes { // colours over colours would say nothing
		return nil
	}
	p := &render.Paint{Skin: m.skin.index}
	for _, side := range sides(s.Selection.Side) {
		if !s.Off[0] {
			for _, z := range m.zones(s.Selection, side) {
				into := &p.Primary
				if z.grade == anatomy.Spillover {
					into = &p.Spillover
				}
				m.grow(into, z.path, z.radius)
			}
			for _, id := range s.Also {
				if z, err := patchOf(m.resolver.Region(id, side)); err == nil {
					m.grow(&p.Primary, z.path, z.radius)
				}
			}
		}
	}
	if !s.Off[3] {
		for _, item := range t.Levels[3].Items {
			for _, side := range sides(item.Side) {
				if z, err := patchOf(m.resolver.Region(item.ID, side)); err == nil {
					m.grow(&p.Related, z.path, z.radius)
				}
			}
		}
	}
	for _, d := range [][]float32{p.Primary, p.Spillover, p.Related} {
		m.skin.spread(d)
	}
	if p.Primary == nil && p.Spillover == nil && p.Related == nil {
		return nil
	}
	return p
}

// grow adds a zone to the distances of its kind.
func (m *Map) grow(distances *[]float32, path []geom.Vec3, radius float32) {
	if len(path) == 0 {
		return
	}
	if *distances == nil {
		*distances = m.skin.filled(outside)
	}
	m.skin.grow(path, radius, fade, m.picker.Tree(m.skin.mesh), func(v uint32, d float32) {
		(*distances)[v] = min((*distances)[v], d)
	})
}

// zone is a zone resolved on the body.
type zone struct {
	patch
	grade  anatomy.Grade
	point  anatomy.ID
	region anatomy.ID
}

// patch is skin within radius metres of a path.
type patch struct {
	path   []geom.Vec3
	radius float32
}

func patchOf(p anatomy.Patch, err error) (patch, error) {
	out := patch{radius: float32(p.Radius)}
	for _, at := range p.Path {
		out.path = append(out.path, assets.Vec3(at.At))
	}
	return out, err
}

// zones lists the zones in which a selection is felt: those of its points, or,
// for a painful region, a condition or a dermatome, their own skin.
func (m *Map) zones(ref anatomy.Ref, side anatomy.Side) []zone {
	var list []zone
	for _, id := range m.paintedPoints(ref) {
		for _, z := range m.facts.Points[id].Pattern {
			if p, err := patchOf(m.resolver.Zone(z, side)); err == nil {
				list = append(list, zone{p, z.Grade, id, z.Region})
			}
		}
	}
	if d := m.facts.Dermatomes[ref.ID]; d != nil && ref.Kind == anatomy.KindDermatome {
		for _, p := range m.areaPatches(d, side) {
			list = append(list, zone{p, anatomy.Primary, "", ""})
		}
	}
	for _, region := range m.painful(ref) {
		if p, err := patchOf(m.resolver.Region(region, side)); err == nil {
			list = append(list, zone{p, anatomy.Primary, "", region})
		}
	}
	return list
}

// paintedPoints lists the points whose zones a selection shows: its own, but of a
// group whose pain is described as one only that, not its members' as well.
func (m *Map) paintedPoints(ref anatomy.Ref) []anatomy.ID {
	all := m.ownPoints(ref)
	whole := slices.DeleteFunc(slices.Clone(all), func(id anatomy.ID) bool { return m.facts.Points[id].Muscle != ref.ID })
	if len(whole) > 0 {
		return whole
	}
	return all
}

// ownPoints lists the symptomatic points that a selection itself stands for: all
// of a muscle's, or the one selected.
func (m *Map) ownPoints(ref anatomy.Ref) []anatomy.ID {
	if ref.Kind == anatomy.KindPoint {
		if m.facts.Points[ref.ID].Type == anatomy.Symptomatic {
			return []anatomy.ID{ref.ID}
		}
		return nil
	}
	if ref.Kind != anatomy.KindMuscle {
		return nil
	}
	return m.facts.PointsOf(ref.ID)
}
