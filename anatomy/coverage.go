package anatomy

import (
	"slices"
	"strings"
)

// Coverage says how complete one thing is over all records of a kind. No rule
// demands it: a gap is work that is left.
type Coverage struct {
	Kind    Kind   `json:"kind"`
	What    string `json:"what"`
	Have    int    `json:"have"`
	Of      int    `json:"of"`
	Missing []ID   `json:"missing,omitempty"`
}

// Coverage returns the coverage table, kind by kind.
func (f *Facts) Coverage() []Coverage {
	table := append(f.muscleCoverage(), f.pointCoverage()...)
	table = append(table,
		cover(f, KindNerve, f.Nerves, "FMA id", func(n *Nerve) bool { return n.FMA != (FMA{}) }),
		cover(f, KindNerve, f.Nerves, "course of two places or more", func(n *Nerve) bool { return len(n.Course) >= 2 }),
		cover(f, KindNerve, f.Nerves, "parent nerve or plexus", func(n *Nerve) bool { return n.Parent != "" }),
		cover(f, KindRegion, f.Regions, "level-4 links", func(r *Region) bool { return len(r.Related) > 0 }),
		cover(f, KindRegion, f.Regions, "links up and down the chain", func(r *Region) bool { return r.linked(Up) && r.linked(Down) }),
		cover(f, KindRegion, f.Regions, "red flags", func(r *Region) bool { return len(r.RedFlags) > 0 }),
		cover(f, KindRegion, f.Regions, "a muscle that refers there", func(r *Region) bool { return len(f.index.zones[r.ID]) > 0 }),
		cover(f, KindLevel, f.Levels, "dermatome", func(l *Level) bool { return f.Has(KindDermatome, l.ID) }),
		cover(f, KindLevel, f.Levels, "myotome", func(l *Level) bool { return f.Has(KindMyotome, l.ID) }),
		cover(f, KindCondition, f.Conditions, "red flags", func(c *Condition) bool { return len(c.RedFlags) > 0 }),
		cover(f, KindCondition, f.Conditions, "muscles, or to be referred", func(c *Condition) bool { return c.Refer || len(c.Muscles) > 0 }),
		cover(f, KindCondition, f.Conditions, "evidence, or to be referred", func(c *Condition) bool { return c.Refer || len(c.Evidence) > 0 }),
		cover(f, KindSource, f.Sources, "opened", (*Source).opened),
	)
	for _, id := range f.IDs(KindLanguage) {
		l := f.Languages[id]
		table = append(table,
			cover(f, KindMuscle, f.Muscles, "name in "+l.Name, func(m *Muscle) bool { return f.named(id, KindMuscle, m.ID) }),
			cover(f, KindNerve, f.Nerves, "name in "+l.Name, func(n *Nerve) bool { return f.named(id, KindNerve, n.ID) }))
	}
	return table
}

func (f *Facts) muscleCoverage() []Coverage {
	row := func(what string, has func(*Muscle) bool) Coverage { return cover(f, KindMuscle, f.Muscles, what, has) }
	return []Coverage{
		row("FMA id", func(m *Muscle) bool { return m.FMA != (FMA{}) }),
		row("nerve", func(m *Muscle) bool { return len(f.NervesOf(m.ID)) > 0 }),
		row("segments", func(m *Muscle) bool { return len(f.SegmentsOf(m.ID).Core) > 0 }),
		row("points", func(m *Muscle) bool { return len(f.PointsOf(m.ID)) > 0 }),
		row("referral", func(m *Muscle) bool { primary, _ := f.Felt(m.ID); return len(primary) > 0 }),
		row("synergists and antagonists", func(m *Muscle) bool { return len(m.Synergists.Muscles) > 0 && len(m.Antagonists.Muscles) > 0 }),
	}
}

func (f *Facts) pointCoverage() []Coverage {
	return []Coverage{
		cover(f, KindPoint, f.Points, "a path for every zone", func(p *Point) bool {
			return !slices.ContainsFunc(p.Pattern, func(z Zone) bool { return len(z.Path) == 0 })
		}),
		cover(f, KindPoint, f.Points, "pattern from a source that was opened", func(p *Point) bool {
			return p.Type == Homeostatic || slices.ContainsFunc(p.Pattern, func(z Zone) bool { return f.anyOpened(z.Cite) })
		}),
	}
}

// cover counts the records of a kind that have something.
func cover[T any](f *Facts, kind Kind, records map[ID]*T, what string, has func(*T) bool) Coverage {
	c := Coverage{Kind: kind, What: what, Of: len(records)}
	for _, id := range f.IDs(kind) {
		if has(records[id]) {
			c.Have++
		} else {
			c.Missing = append(c.Missing, id)
		}
	}
	return c
}

func (r *Region) linked(chain Chain) bool {
	return slices.ContainsFunc(r.Related, func(l Related) bool { return l.Chain == chain })
}

// opened reports whether somebody looked into the source, if only at an excerpt.
func (s *Source) opened() bool {
	return !strings.Contains(s.Seen, "not opened") && !strings.HasPrefix(s.Seen, "restated") && !strings.HasPrefix(s.Seen, "standard text")
}

func (f *Facts) anyOpened(cites []Cite) bool {
	return slices.ContainsFunc(cites, func(c Cite) bool {
		s := f.Sources[c.Source()]
		return s != nil && s.opened()
	})
}
