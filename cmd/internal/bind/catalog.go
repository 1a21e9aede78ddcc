package bind

import (
	"bodymap/anatomy"
)

// Entry is one thing of the catalog: it can be searched and selected.
type Entry struct {
	Kind    anatomy.Kind `json:"kind"`
	ID      anatomy.ID   `json:"id"`
	Name    string       `json:"name"`
	Latin   string       `json:"latin,omitempty"`
	Aliases []string     `json:"aliases"`
	Group   string       `json:"group"`
	Sided   bool         `json:"sided"`
	Refer   bool         `json:"refer,omitempty"` // for a physician first
}

// Catalog lists everything that can be selected.
func Catalog(facts *anatomy.Facts) []Entry {
	var list []Entry
	for _, kind := range Selectable {
		for _, id := range facts.IDs(kind) {
			names := facts.Names(kind, id)
			e := Entry{Kind: kind, ID: id, Name: names.En, Latin: names.La, Aliases: []string{}, Sided: Sided(facts, kind, id)}
			switch r := facts.Record(kind, id).(type) {
			case *anatomy.Muscle:
				e.Aliases = append(e.Aliases, r.Aliases...)
				e.Group = groupOf(facts, r.Regions)
			case *anatomy.Region:
				e.Aliases = append(e.Aliases, r.Aliases...)
				e.Group = r.Group
			case *anatomy.Condition:
				e.Aliases = append(e.Aliases, r.Aliases...)
				e.Group, e.Refer = groupOf(facts, r.Regions), r.Refer
			case *anatomy.Point:
				e.Name = facts.PointName(id)
				e.Group = pointGroup(facts, r)
				if r.Acupoint != "" {
					e.Aliases = append(e.Aliases, r.Acupoint)
				}
			case *anatomy.Level:
				e.Group = "spine"
			case *anatomy.Nerve:
				e.Group = "nerves"
			case *anatomy.Dermatome, *anatomy.Myotome:
				e.Group = "segments"
			}
			for _, n := range facts.NamesElsewhere(kind, id) {
				e.Aliases = append(e.Aliases, n.Name)
			}
			list = append(list, e)
		}
	}
	return list
}

// groupOf is the group, as people speak, of the first region.
func groupOf(facts *anatomy.Facts, regions []anatomy.ID) string {
	if len(regions) > 0 {
		if r, ok := facts.Regions[regions[0]]; ok {
			return r.Group
		}
	}
	return ""
}

func pointGroup(facts *anatomy.Facts, p *anatomy.Point) string {
	if m, ok := facts.Muscles[p.Muscle]; ok {
		return groupOf(facts, m.Regions)
	}
	return groupOf(facts, p.Regions)
}
