package anatomy

import (
	"cmp"
	"slices"
)

// Ranked is a muscle that may cause pain in the regions asked about.
type Ranked struct {
	Muscle    ID     `json:"muscle"`
	Grade     Grade  `json:"grade"`               // primary if it is for any of the regions
	Primary   []ID   `json:"primary,omitempty"`   // regions of the question in which its pain is felt in most people
	Spillover []ID   `json:"spillover,omitempty"` // and in some
	Elsewhere []ID   `json:"elsewhere,omitempty"` // regions outside the question to which it refers too
	Points    []ID   `json:"points"`              // its points whose zones cover them
	Reason    string `json:"reason"`
	Cite      []Cite `json:"cite"` // for those zones
}

// Referring returns the muscles that refer pain to all of the regions: to narrow
// the list, ask about more regions. Those for which the regions are primary come
// first, then those that refer to little else.
func (f *Facts) Referring(regions ...ID) []Ranked {
	return slices.DeleteFunc(f.referringToAny(regions), func(r Ranked) bool {
		return len(r.Primary)+len(r.Spillover) < len(slices.Compact(slices.Sorted(slices.Values(regions))))
	})
}

// referringToAny returns the muscles that refer pain to at least one region.
func (f *Facts) referringToAny(regions []ID) []Ranked {
	found := map[ID]*Ranked{}
	for _, region := range regions {
		for _, link := range f.index.zones[region] {
			r := found[link.point.Muscle]
			if r == nil {
				r = &Ranked{Muscle: link.point.Muscle}
				found[r.Muscle] = r
			}
			r.Points = appendNew(r.Points, link.point.ID)
			r.Cite = appendNew(r.Cite, link.zone.Cite...)
		}
	}
	all := make([]Ranked, 0, len(found))
	for _, r := range found {
		f.grade(r, regions)
		all = append(all, *r)
	}
	slices.SortFunc(all, func(a, b Ranked) int {
		return cmp.Or(
			cmp.Compare(len(b.Primary), len(a.Primary)),
			cmp.Compare(len(b.Spillover), len(a.Spillover)),
			cmp.Compare(len(a.Elsewhere), len(b.Elsewhere)),
			cmp.Compare(a.Muscle, b.Muscle),
		)
	})
	return all
}

// grade sorts the regions of the question into those that a muscle's points reach
// in most people and in some.
func (f *Facts) grade(r *Ranked, regions []ID) {
	primary, spillover := felt(f.index.points[r.Muscle])
	r.Primary, r.Spillover = intersect(regions, primary), intersect(regions, spillover)
	for _, region := range append(primary, spillover...) {
		if !slices.Contains(regions, region) {
			r.Elsewhere = append(r.Elsewhere, region)
		}
	}
	r.Reason = "refers to " + f.feltWords(r.Primary, r.Spillover) + "; reported pattern"
	r.Grade = Spillover
	if len(r.Primary) > 0 {
		r.Grade = Primary
	}
	slices.Sort(r.Points)
}

// intersect returns what is in both lists, each once, in the order of the first.
func intersect[T comparable](a, b []T) []T {
	var both []T
	for _, x := range a {
		if slices.Contains(b, x) && !slices.Contains(both, x) {
			both = append(both, x)
		}
	}
	return both
}

// appendNew appends what the list does not have yet.
func appendNew[T comparable](list []T, more ...T) []T {
	for _, x := range more {
		if !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}
