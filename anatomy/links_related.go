package anatomy

import (
	"cmp"
	"slices"
	"strings"
)

// related computes level 4: the regions strained by the changed movement. The
// links of all painful regions are merged: a region that several of them name
// comes first, then the order of the records counts.
func (f *Facts) related(c complaint) []Item {
	type target struct {
		region   ID
		opposite bool
	}
	type merged struct {
		target
		links []Related
	}
	var found []merged
	add := func(link Related) {
		// With both sides painful, or for a region across the midline, the
		// opposite side is the same place.
		side := f.sideOf(c, KindRegion, link.Region)
		t := target{link.Region, link.Opposite && side.Opposite() != side}
		if !t.opposite && slices.Contains(c.pain, t.region) {
			return
		}
		i := slices.IndexFunc(found, func(m merged) bool { return m.target == t })
		if i < 0 {
			found = append(found, merged{target: t})
			i = len(found) - 1
		}
		found[i].links = append(found[i].links, link)
	}
	for _, link := range f.painLinks(c) {
		add(link)
	}
	slices.SortStableFunc(found, func(a, b merged) int { return cmp.Compare(len(b.links), len(a.links)) })
	items := make([]Item, len(found))
	for i, m := range found {
		items[i] = f.relatedItem(c, m.links)
	}
	return items
}

// painLinks are the level-4 links of a condition itself, of the painful regions,
// and of the selected muscle's antagonists where they add a region.
func (f *Facts) painLinks(c complaint) []Related {
	var links, last []Related
	for _, link := range c.links {
		if link.Chain == Antagonist {
			last = append(last, link)
		} else {
			links = append(links, link)
		}
	}
	for _, id := range c.pain {
		if r := f.Regions[id]; r != nil {
			links = append(links, r.Related...)
		}
	}
	for _, link := range last {
		if !slices.ContainsFunc(links, func(l Related) bool { return l.Region == link.Region && !l.Opposite }) {
			links = append(links, link)
		}
	}
	return links
}

func (f *Facts) relatedItem(c complaint, links []Related) Item {
	first := links[0]
	item := Item{ID: first.Region, Kind: KindRegion, Side: f.sideOf(c, KindRegion, first.Region), Name: f.Name(KindRegion, first.Region), Chain: first.Chain}
	if first.Opposite {
		item.Side = item.Side.Opposite()
	}
	var reasons []string
	for _, link := range links {
		reasons = appendNew(reasons, spellClaim(link.Reason))
		item.Sources = appendNew(item.Sources, link.Reason.Cite...)
	}
	item.Reason = strings.Join(reasons, "; ")
	return item
}

// antagonists are the main regions of the muscles that oppose one, as level-4
// links; a region in which the muscle itself lies adds nothing.
func (f *Facts) antagonists(m *Muscle) []Related {
	var regions []ID
	names := map[ID][]string{}
	for _, id := range m.Antagonists.Muscles {
		for _, region := range f.mainRegion(id) {
			regions = appendNew(regions, region)
			names[region] = append(names[region], lowerFirst(f.Name(KindMuscle, id)))
		}
	}
	links := make([]Related, len(regions))
	for i, region := range regions {
		text := andList(names[region]) + " oppose" + plural(len(names[region])) + " " + lowerFirst(m.Names.En)
		links[i] = Related{Region: region, Chain: Antagonist, Reason: Claim{Text: text, Cite: m.Antagonists.Cite}}
	}
	return links
}

// plural is the ending of a verb whose subject is one or several.
func plural(subjects int) string {
	if subjects == 1 {
		return "s"
	}
	return ""
}
