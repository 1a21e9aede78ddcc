package soft

import (
	"image"
	"image/color"

	"bodymap/render"
)

// noted is what the last picture showed beyond its geometry, so that a change
// of it is drawn where it matters only.
type noted struct {
	looks []look // by structure
	hover int
	theme render.Theme
	paint render.Paint
	bare  bool // no paint
}

// look is how a structure is set off.
type look struct {
	mark render.Mark
	tint color.RGBA
}

func lookOf(st *render.Structure) look { return look{st.Mark, st.Tint} }

func (o *noted) note(s *render.Scene) {
	o.looks = o.looks[:0]
	for i := range s.Structures {
		o.looks = append(o.looks, lookOf(&s.Structures[i]))
	}
	o.hover, o.theme, o.bare, o.paint = s.Hover, s.Theme, s.Paint == nil, render.Paint{}
	if s.Paint != nil {
		o.paint = *s.Paint
	}
}

// samePaint reports whether the scene has the same theme and zones.
func (o *noted) samePaint(s *render.Scene) bool {
	if o.theme != s.Theme || o.bare != (s.Paint == nil) || len(o.looks) != len(s.Structures) {
		return false
	}
	return s.Paint == nil || o.paint.Skin == s.Paint.Skin && same(o.paint.Primary, s.Paint.Primary) &&
		same(o.paint.Spillover, s.Paint.Spillover) && same(o.paint.Related, s.Paint.Related)
}

// same reports whether two lists are one and the same.
func same(a, b []float32) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// lineRoom is how far, in pixels, an outline reaches beyond its structure.
const lineRoom = 3

// marked returns the samples that may look otherwise now: those of structures
// whose mark, tint or hover differ from the last picture.
func (r *Renderer) marked(s *render.Scene) image.Rectangle {
	var area image.Rectangle
	for _, l := range []*layer{&r.solid, &r.ghost, &r.skin} {
		for k := range l.items {
			i := l.items[k].structure
			hover := s.Hovers(i, s.Hover) != s.Hovers(i, r.noted.hover)
			if hover || lookOf(&s.Structures[i]) != r.noted.looks[i] {
				area = area.Union(l.items[k].box.Inset(-lineRoom * r.opt.Supersample))
			}
		}
	}
	return area
}
