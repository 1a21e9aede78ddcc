package anatomy

import (
	"slices"
	"strings"
)

// channel is a way by which segments reach what is selected: a nerve with the
// muscles it supplies there, or a label where no nerve is meant.
type channel struct {
	nerve    ID
	segments Segments
	cite     []Cite
	label    string
	muscles  []ID // named in the reason where there are several
}

// channels are the nerves that reach muscles, each with its segments there.
func (f *Facts) channels(muscles ...ID) []channel {
	var all []channel
	for _, muscle := range muscles {
		for _, s := range f.supplyOf(muscle) {
			i := slices.IndexFunc(all, func(c channel) bool { return c.nerve == s.Nerve })
			if i < 0 {
				all = append(all, channel{nerve: s.Nerve})
				i = len(all) - 1
			}
			at := &all[i]
			at.segments = at.segments.merge(s.Segments)
			at.cite = appendNew(at.cite, s.Cite...)
			if len(muscles) > 1 {
				at.muscles = appendNew(at.muscles, muscle)
			}
		}
	}
	return all
}

// paravertebral computes level 3: one item for each segment, from the head
// down, on both sides of the spine.
func (f *Facts) paravertebral(c complaint) []Item {
	var all Segments
	for _, ch := range c.through {
		all = all.merge(ch.segments)
	}
	var items []Item
	for _, segment := range all.All() {
		items = append(items, f.levelItem(c, segment, slices.Contains(all.Core, segment)))
	}
	return items
}

func (f *Facts) levelItem(c complaint, segment Segment, core bool) Item {
	id := LevelOf(segment)
	item := Item{ID: id, Kind: KindLevel, Side: Both, Name: f.Name(KindLevel, id), Segment: segment, Core: &core}
	var reasons []string
	for _, ch := range c.through {
		if !slices.Contains(ch.segments.All(), segment) {
			continue
		}
		reasons = append(reasons, f.channelReason(ch))
		item.Sources = appendNew(item.Sources, ch.cite...)
		if ch.nerve != "" {
			item.Nerves = append(item.Nerves, ch.nerve)
		}
	}
	if !core {
		reasons = append(reasons, string(segment)+" by some sources only")
	}
	if segment.ID() != id { // C8 and S5, see LevelOf
		reasons = append(reasons, "root "+string(segment)+", treated at "+item.Name)
	}
	item.Reason = strings.Join(reasons, "; ")
	if l := f.Levels[id]; l != nil {
		item.Cautions = slices.Clone(l.Cautions)
	}
	return item
}

// channelReason spells "superior gluteal nerve, L4-S1", with the muscles where
// there are several.
func (f *Facts) channelReason(ch channel) string {
	if ch.nerve == "" {
		return ch.label
	}
	reason := f.nerveName(ch.nerve) + ", " + ch.segments.String()
	if len(ch.muscles) == 0 {
		return reason
	}
	names := make([]string, len(ch.muscles))
	for i, m := range ch.muscles {
		names[i] = lowerFirst(f.Name(KindMuscle, m))
	}
	return reason + ", to " + andList(names)
}
