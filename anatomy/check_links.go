package anatomy

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// checkReferences reads the ref tag of each id field, which lists the kinds
// that it may name.
func checkReferences(c *checker) {
	for ref, record := range c.All() {
		visit(record, func(field string, value any, tag reflect.StructTag) {
			id, ok := value.(ID)
			kinds := tag.Get("ref")
			if !ok || kinds == "" || c.resolves(id, kinds, strings.Contains(tag.Get("json"), ",omitempty")) {
				return
			}
			c.add(ref, field, "is %q, expected the id of a %s", id, strings.ReplaceAll(kinds, ",", " or "))
		})
	}
}

func (c *checker) resolves(id ID, kinds string, optional bool) bool {
	if id == "" {
		return optional
	}
	for kind := range strings.SplitSeq(kinds, ",") {
		if c.Has(Kind(kind), id) || kind == "skin" && id == "skin" {
			return true
		}
	}
	return false
}

// checkCycles follows what each record is built on: nerves on their parents,
// wholes on members, landmarks on landmarks, levels and measures.
func checkCycles(c *checker) {
	const visiting, done = 1, 2
	state := map[Ref]int{}
	var walk func(ref Ref, field string)
	walk = func(ref Ref, field string) {
		state[ref] = visiting
		for _, next := range c.foundations(ref) {
			switch state[next.Ref] {
			case visiting:
				c.add(ref, next.field, "leads from %s %s back to itself, expected no circle", next.Kind, next.ID)
			case 0:
				walk(next.Ref, next.field)
			}
		}
		state[ref] = done
	}
	for ref := range c.All() {
		if state[ref] == 0 {
			walk(ref, "")
		}
	}
}

// foundation is a record on which another is built, and the field that says so.
type foundation struct {
	Ref
	field string
}

// foundations lists what a record of a kind that can go in circles is built on.
func (f *Facts) foundations(ref Ref) []foundation {
	var all []foundation
	add := func(kind Kind, id ID, field string) {
		if f.Has(kind, id) {
			all = append(all, foundation{Ref{Kind: kind, ID: id}, field})
		}
	}
	place := func(field string, p Place) {
		add(KindLandmark, p.Landmark, field+".landmark")
		add(KindLandmark, p.From, field+".from")
		add(KindLandmark, p.To, field+".to")
		add(KindLevel, p.Level, field+".level")
		for i, o := range p.Offset {
			if o.Measure == "" {
				o.Measure = bodyMeasure
			}
			add(KindMeasure, o.Measure, fmt.Sprintf("%s.offset[%d].measure", field, i))
		}
	}
	switch r := f.Record(ref.Kind, ref.ID).(type) {
	case *Nerve:
		add(KindNerve, r.Parent, "parent")
	case *Muscle:
		for i, m := range r.Members {
			add(KindMuscle, m, fmt.Sprintf("members[%d]", i))
		}
	case *Landmark:
		if r.At != nil {
			place("at", *r.At)
		}
	case *Level:
		place("at", r.At)
	case *Measure:
		add(KindLandmark, r.From, "from")
		add(KindLandmark, r.To, "to")
	}
	return all
}

func checkSegments(c *checker) {
	for ref, record := range c.All() {
		visit(record, func(field string, value any, _ reflect.StructTag) {
			switch v := value.(type) {
			case Segment:
				if v.Index() < 0 {
					c.add(ref, field, "is %q, expected a segment C1-C8, T1-T12, L1-L5 or S1-S5", v)
				}
			case Segments:
				if len(v.Core) == 0 {
					c.add(ref, field+".core", "is empty, expected the segments that nearly all sources give")
				}
				for _, s := range v.Variable {
					if slices.Contains(v.Core, s) {
						c.add(ref, field+".variable", "names %s, which is core, expected each segment once", s)
					}
				}
				for _, list := range []struct {
					name     string
					segments []Segment
				}{{"core", v.Core}, {"variable", v.Variable}} {
					if !slices.IsSortedFunc(list.segments, func(a, b Segment) int { return a.Index() - b.Index() }) {
						c.add(ref, field+"."+list.name, "is out of order, expected segments from the head down")
					}
				}
			}
		})
	}
}

func checkSupply(c *checker) {
	supplying := map[ID]bool{}
	for _, id := range c.IDs(KindMuscle) {
		m, ref := c.Muscles[id], Ref{Kind: KindMuscle, ID: id}
		if len(m.Supply) == 0 && len(m.Members) == 0 {
			c.add(ref, "supply", "is empty, expected the nerve that supplies the muscle, or its members")
		}
		for i, s := range m.Supply {
			supplying[s.Nerve] = true
			nerve := c.Nerves[s.Nerve]
			if nerve == nil {
				continue // the reference rule says so
			}
			for _, seg := range s.Segments.Core {
				if all := nerve.Segments.All(); !slices.Contains(all, seg) {
					c.add(ref, fmt.Sprintf("supply[%d].segments.core", i), "has %s, which the %s does not carry, expected some of %s",
						seg, nerve.Names.En, spellSegments(all))
				}
			}
		}
	}
	for _, id := range c.IDs(KindNerve) {
		if supplying[id] && len(c.Nerves[id].Course) < 2 {
			c.add(Ref{Kind: KindNerve, ID: id}, "course", "has %d places, expected at least 2, since the nerve supplies a muscle", len(c.Nerves[id].Course))
		}
	}
}

func checkNeighbours(c *checker) {
	for _, id := range c.IDs(KindRegion) {
		for i, n := range c.Regions[id].Neighbours {
			if n <= id {
				c.add(Ref{Kind: KindRegion, ID: id}, fmt.Sprintf("neighbours[%d]", i),
					"is %q, expected ids after %q only: the link is stored on the alphabetically first of the two", n, id)
			}
		}
	}
}

func checkRelated(c *checker) {
	for ref, record := range c.All() {
		type link struct {
			region   ID
			opposite bool
		}
		seen := map[link]bool{}
		visit(record, func(field string, value any, _ reflect.StructTag) {
			r, ok := value.(Related)
			if !ok {
				return
			}
			if ref.Kind == KindRegion && r.Region == ref.ID && !r.Opposite {
				c.add(ref, field+".region", "is the region itself, expected another one or the opposite side")
			}
			if r.Opposite != (r.Chain == Contralateral) {
				c.add(ref, field+".chain", "is %q with opposite %v, expected contralateral exactly on the opposite side", r.Chain, r.Opposite)
			}
			if l := (link{r.Region, r.Opposite}); seen[l] {
				c.add(ref, field+".region", "is %q a second time, expected each region once", r.Region)
			} else {
				seen[l] = true
			}
		})
	}
}
