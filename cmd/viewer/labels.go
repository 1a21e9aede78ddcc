//go:build js

package main

import (
	"cmp"
	"slices"

	"bodymap/render"
)

// Labels name what the selection is about: itself, its nerves, and the muscles
// that refer to the same place, those most in sight.
const (
	maxLabels    = 5
	narrow       = 560  // CSS pixels; a narrower stage has room for the selection's name only
	leastInSight = 0.06 // share of a structure that must be in sight
)

// chooseLabels finds what to name in a view and where to point, the most
// important first.
func (v *viewer) chooseLabels(s *render.Scene, hides render.Occluder) []render.Label {
	if !v.session.State.Labels {
		return nil
	}
	type named struct {
		label render.Label
		rank  int
		share float32
	}
	var list []named
	for i := range s.Structures {
		st := &s.Structures[i]
		if st.Mark == render.Plain || st.Show != render.Solid || st.Mesh == nil || st.Cap > 0 {
			continue
		}
		at, share := s.InSight(st.Mesh, float32(v.width), float32(v.height), hides)
		own := st.Mark == render.Selected
		if share >= leastInSight || own && share > 0 {
			ref := v.refOf(i)
			ref.Side = ""
			list = append(list, named{render.Label{Text: v.nameOf(i, ref), Strong: own, At: at}, rank(st.Mark), share})
		}
	}
	slices.SortStableFunc(list, func(a, b named) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.share, a.share))
	})
	limit := maxLabels
	if v.width < narrow {
		limit = 1
	}
	var labels []render.Label
	for _, n := range list[:min(len(list), limit)] {
		labels = append(labels, n.label)
	}
	return labels
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

// layLabels chooses and lays the labels anew once the view has come to rest;
// while it moves they go along.
func (v *viewer) layLabels(s *render.Scene, q render.Quality, marks []render.ScreenMark, hides render.Occluder) {
	b, w, h := s.Camera.Basis(), float32(v.width), float32(v.height)
	if q == render.Moving {
		v.labels = render.FollowLabels(v.labels, b, w, h)
		return
	}
	v.labels = render.LayLabels(v.chooseLabels(s, hides), b, marks, w, h, v.bottom)
}
