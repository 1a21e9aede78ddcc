//go:build js

package main

import (
	"cmp"
	"slices"

	"bodymap/render"
	"bodymap/render/ebi"
	"bodymap/render/geom"
)

// Labels name what the selection is about: itself, its nerves, and the muscles
// that refer to the same place, those most in sight.
const (
	maxLabels    = 5
	narrow       = 560  // CSS pixels; a narrower stage has room for the selection's name only
	samples      = 80   // vertices at which a structure's visibility is looked at
	leastInSight = 0.06 // share of them that must be in sight
	chipHeight   = 30   // CSS pixels, with room between
	chipPadding  = 20
	letterWidth  = 6.9 // mean of the chip's type
	leaderLength = 0.2 // of the stage's width, at most
	longest      = 210 // CSS pixels of a leader
	edge         = 8   // CSS pixels between chip and stage's edge
)

// named is a structure's name and the place that it points at.
type named struct {
	text   string
	mark   render.Mark
	at     geom.Vec3
	inView float32 // share of the samples
}

// chooseLabels finds what to name in a view and where to point.
func (v *viewer) chooseLabels(s *render.Scene, hides render.Occluder) []named {
	if !v.session.State.Labels {
		return nil
	}
	var list []named
	for i := range s.Structures {
		st := &s.Structures[i]
		if st.Mark == render.Plain || st.Show != render.Solid || st.Mesh == nil {
			continue
		}
		at, share := v.inSight(s, st.Mesh, hides)
		if share >= leastInSight || st.Mark == render.Selected && share > 0 {
			ref := v.refOf(i)
			ref.Side = ""
			list = append(list, named{v.nameOf(i, ref), st.Mark, at, share})
		}
	}
	slices.SortStableFunc(list, func(a, b named) int {
		return cmp.Or(cmp.Compare(rank(a.mark), rank(b.mark)), cmp.Compare(b.inView, a.inView))
	})
	limit := maxLabels
	if v.width < narrow {
		limit = 1
	}
	return list[:min(len(list), limit)]
}

// rank orders labels by what they name: the selection, its nerves, other muscles.
func rank(m render.Mark) int {
	switch m {
	case render.Selected:
		return 0
	case render.Carrier:
		return 1
	}
	return 2
}

// inSight returns a place in the middle of what is seen of a mesh, and how much
// of it is seen.
func (v *viewer) inSight(s *render.Scene, m *geom.Mesh, hides render.Occluder) (at geom.Vec3, share float32) {
	b := s.Camera.Basis()
	w, h := float32(v.width), float32(v.height)
	var seen []geom.Vec3
	var sum geom.Vec3
	step := max(len(m.Positions)/samples, 1)
	looked := 0
	for i := 0; i < len(m.Positions); i += step {
		p := m.Positions[i]
		x, y, depth := b.Project(p, w, h)
		looked++
		if depth <= 0 || x < 0 || y < 0 || x > w || y > h || hides(p) {
			continue
		}
		if len(m.Normals) > i && m.Normals[i].Dot(b.Eye.Sub(p)) <= 0 {
			continue
		}
		seen = append(seen, p)
		sum = sum.Add(p)
	}
	if len(seen) == 0 {
		return at, 0
	}
	middle := sum.Mul(1 / float32(len(seen)))
	at = slices.MinFunc(seen, func(p, q geom.Vec3) int {
		return cmp.Compare(p.Sub(middle).Len(), q.Sub(middle).Len())
	})
	return at, float32(len(seen)) / float32(looked)
}

// layLabels puts the chips beside the body: to the side on which a place lies,
// one under the other.
func (v *viewer) layLabels(s *render.Scene) []label {
	b := s.Camera.Basis()
	w, h := float32(v.width), float32(v.height)
	middle, _, _ := b.Project(s.Camera.Target, w, h)
	sides := [2][]label{}
	for _, n := range v.labels {
		x, y, depth := b.Project(n.at, w, h)
		if depth <= 0 || x < 0 || y < 0 || x > w || y > h {
			continue
		}
		half := chipWidth(n) / 2
		reach := min(w*leaderLength, longest) + half
		side, to := 0, x-reach
		if x > middle {
			side, to = 1, x+reach
		}
		to = min(max(to, half+edge), w-half-edge)
		sides[side] = append(sides[side], label{Text: n.text, Strong: n.mark == render.Selected, X: to, Y: y - chipHeight, AtX: x, AtY: y})
	}
	for _, column := range sides {
		stack(column, h)
	}
	return append(append([]label{}, sides[0]...), sides[1]...)
}

// chipWidth is about how wide a chip is, in CSS pixels.
func chipWidth(n named) float32 {
	letters := float32(len(n.text)) * letterWidth
	if n.mark == render.Selected {
		letters *= 1.15 // bold
	}
	return letters + chipPadding
}

// stack moves the chips of a column so far down that none covers another, and
// all of them up where the last would fall off the stage.
func stack(column []label, h float32) {
	slices.SortStableFunc(column, func(a, b label) int { return cmp.Compare(a.Y, b.Y) })
	next := float32(chipHeight)
	for i := range column {
		column[i].Y = max(column[i].Y, next)
		next = column[i].Y + chipHeight
	}
	if over := next - h; over > 0 {
		for i := range column {
			column[i].Y -= over
		}
	}
}

// nameInView chooses the labels anew once the view has come to rest.
func (v *viewer) nameInView(s *render.Scene, q ebi.Quality, hides render.Occluder) {
	if q != ebi.Moving {
		v.labels = v.chooseLabels(s, hides)
	}
}
