package anatomy

import (
	"slices"
	"strings"
)

// symptomatic computes level 1: the points of the muscle selected, or the
// muscles that the selection names; then every other muscle that refers to a painful
// region; then, for a region, the muscles that lie there.
func (f *Facts) symptomatic(c complaint) []Item {
	var items []Item
	var named []ID
	referring := f.referringToAny(c.pain)
	several := c.Kind == KindRegion && len(c.pain) > 1
	if all := f.Referring(c.pain...); several && len(all) > 0 {
		referring = all
	}
	for _, m := range c.muscles {
		if slices.Contains(named, m.muscle) {
			continue
		}
		named = appendNew(named, f.parts(m.muscle)...)
		if m.reason.Text == "" {
			own := f.ownPoints(c, m.muscle)
			for _, item := range own {
				named = appendNew(named, item.Muscle)
			}
			items = append(items, own...)
			continue
		}
		items = append(items, f.culprit(c, m, referring))
	}
	if c.segmental() {
		return items // what else refers to half of the body says nothing about the level
	}
	for _, r := range referring {
		if !slices.Contains(named, r.Muscle) {
			named = append(named, r.Muscle)
			items = append(items, f.referringItem(c, r))
		}
	}
	if c.Kind == KindRegion && !several {
		items = append(items, f.lyingThere(c, named)...)
	}
	return items
}

// ownPoints are the points of the selected muscle, the selected point first.
func (f *Facts) ownPoints(c complaint, muscle ID) []Item {
	points := f.pointsOf(muscle)
	slices.SortStableFunc(points, func(a, b *Point) int {
		return first(b.ID == c.ID) - first(a.ID == c.ID)
	})
	if len(points) == 0 {
		return []Item{f.pointless(c, muscle)}
	}
	items := make([]Item, len(points))
	for i, p := range points {
		items[i] = Item{
			ID: p.ID, Kind: KindPoint, Side: f.sideOf(c, KindPoint, p.ID), Name: f.PointName(p.ID),
			Reason: f.patternReason(p, muscle), Sources: f.pointSources(p), Muscle: p.Muscle,
			Grade: gradeOf(p, c.pain), Cautions: f.pointCautions(p),
		}
	}
	return items
}

func first(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// pointless stands for a muscle of which no point is described.
func (f *Facts) pointless(c complaint, muscle ID) Item {
	m := f.Muscles[muscle]
	return Item{
		ID: muscle, Kind: KindMuscle, Side: f.sideOf(c, KindMuscle, muscle), Name: f.Name(KindMuscle, muscle),
		Reason:  "the muscle itself; no symptomatic point of it is commonly described",
		Sources: slices.Clone(m.Origin.Cite), Cautions: slices.Clone(m.Cautions),
	}
}

// patternReason says whose point it is and where its pain is felt. The place in
// the muscle is in the point's name.
func (f *Facts) patternReason(p *Point, muscle ID) string {
	parts := []string{"a point of the muscle itself"}
	if !slices.Contains(f.parts(muscle), p.Muscle) {
		parts[0] = "described for " + lowerFirst(f.Name(KindMuscle, p.Muscle)) + " as a whole"
	}
	if words := f.feltWords(felt([]*Point{p})); words != "" {
		parts = append(parts, "felt in "+words)
	}
	return strings.Join(append(parts, "reported pattern"), "; ")
}

// feltWords spells "the buttock (primary), the back of the thigh (spillover)".
func (f *Facts) feltWords(primary, spillover []ID) string {
	var parts []string
	if len(primary) > 0 {
		parts = append(parts, f.regionList(primary)+" (primary)")
	}
	if len(spillover) > 0 {
		parts = append(parts, f.regionList(spillover)+" (spillover)")
	}
	return strings.Join(parts, ", ")
}

func (f *Facts) pointSources(p *Point) []Cite {
	sources := appendNew(nil, p.Cite...)
	for _, z := range p.Pattern {
		sources = appendNew(sources, z.Cite...)
	}
	return sources
}

// pointCautions are those of the point and of the muscle that the needle enters.
func (f *Facts) pointCautions(p *Point) []ID {
	cautions := appendNew(nil, p.Cautions...)
	if m := f.Muscles[p.Muscle]; m != nil {
		cautions = appendNew(cautions, m.Cautions...)
	}
	return cautions
}

// gradeOf is how a point refers to the regions, or "" if it does not.
func gradeOf(p *Point, regions []ID) Grade {
	primary, spillover := felt([]*Point{p})
	switch {
	case containsAny(primary, regions):
		return Primary
	case containsAny(spillover, regions):
		return Spillover
	}
	return ""
}

// referringItem is a muscle whose pain is felt in the painful regions.
func (f *Facts) referringItem(c complaint, r Ranked) Item {
	return Item{
		ID: r.Muscle, Kind: KindMuscle, Side: f.sideOf(c, KindMuscle, r.Muscle), Name: f.Name(KindMuscle, r.Muscle),
		Reason:  r.Reason,
		Sources: r.Cite, Muscle: r.Muscle, Grade: r.Grade, Points: r.Points, Cautions: f.muscleCautions(r.Muscle),
	}
}

func (f *Facts) muscleCautions(muscle ID) []ID {
	if m := f.Muscles[muscle]; m != nil {
		return slices.Clone(m.Cautions)
	}
	return nil
}

// culprit is a muscle that the selection names with a reason of its own.
func (f *Facts) culprit(c complaint, m culprit, referring []Ranked) Item {
	item := Item{
		ID: m.muscle, Kind: KindMuscle, Side: f.sideOf(c, KindMuscle, m.muscle), Name: f.Name(KindMuscle, m.muscle),
		Reason: spellClaim(m.reason), Sources: appendNew(nil, m.reason.Cite...),
		Muscle: m.muscle, Cautions: f.muscleCautions(m.muscle),
	}
	item.Points = f.PointsOf(m.muscle)
	for _, r := range referring {
		if r.Muscle == m.muscle && c.Kind == KindCondition {
			item.Grade = r.Grade
			item.Reason += "; refers to " + f.feltWords(r.Primary, r.Spillover)
			item.Sources = appendNew(item.Sources, r.Cite...)
		}
	}
	return item
}

// lyingThere are the muscles under the region that refer elsewhere: their tender points are
// found in the painful region all the same.
func (f *Facts) lyingThere(c complaint, named []ID) []Item {
	var items []Item
	for _, region := range c.pain {
		for _, id := range f.index.lying[region] {
			m := f.Muscles[id]
			if slices.Contains(named, id) || len(m.Members) > 0 {
				continue
			}
			named = append(named, id)
			item := Item{
				ID: id, Kind: KindMuscle, Side: f.sideOf(c, KindMuscle, id), Name: f.Name(KindMuscle, id),
				Reason:  "lies in " + f.regionName(region),
				Sources: slices.Clone(m.Origin.Cite), Muscle: id, Cautions: f.muscleCautions(id),
			}
			if item.Points = f.PointsOf(id); len(item.Points) > 0 {
				item.Reason += ", where its own points may be tender"
			}
			items = append(items, item)
		}
	}
	return items
}
