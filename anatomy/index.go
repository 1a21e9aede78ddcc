package anatomy

import (
	"slices"
	"strings"
)

// index holds the links of [Facts] in the direction in which they are not
// stored. It is built once, after loading.
type index struct {
	points      map[ID][]*Point // muscle -> its symptomatic points, by number
	homeostatic []*Point        // by order
	zones       map[ID][]zoneLink
	neighbours  map[ID][]ID // region -> regions, both ways
	lying       map[ID][]ID // region -> muscles that lie there
	wholes      map[ID][]ID // muscle -> wholes and groups of which it is a member
	elsewhere   map[Ref][]LanguageName
}

// zoneLink is a referral zone seen from its region.
type zoneLink struct {
	point *Point
	zone  *Zone
}

func newIndex(f *Facts) index {
	x := index{
		points: map[ID][]*Point{}, zones: map[ID][]zoneLink{},
		neighbours: map[ID][]ID{}, lying: map[ID][]ID{}, wholes: map[ID][]ID{},
		elsewhere: map[Ref][]LanguageName{},
	}
	x.addPoints(f)
	x.addNames(f)
	for _, id := range f.IDs(KindMuscle) {
		m := f.Muscles[id]
		for _, member := range m.Members {
			x.wholes[member] = append(x.wholes[member], id)
		}
		for _, r := range m.Regions {
			x.lying[r] = append(x.lying[r], id)
		}
	}
	for _, id := range f.IDs(KindRegion) {
		for _, n := range f.Regions[id].Neighbours {
			x.neighbours[id] = append(x.neighbours[id], n)
			x.neighbours[n] = append(x.neighbours[n], id)
		}
	}
	return x
}

func (x *index) addPoints(f *Facts) {
	for _, id := range f.IDs(KindPoint) {
		p := f.Points[id]
		if p.Type == Homeostatic {
			x.homeostatic = append(x.homeostatic, p)
			continue
		}
		x.points[p.Muscle] = append(x.points[p.Muscle], p)
		for i := range p.Pattern {
			z := &p.Pattern[i]
			x.zones[z.Region] = append(x.zones[z.Region], zoneLink{p, z})
		}
	}
	slices.SortStableFunc(x.homeostatic, func(a, b *Point) int { return a.Order - b.Order })
}

// PointsOf returns the ids of the symptomatic points of a muscle and of its
// members, by number. A muscle without any has those that are described for the
// group or whole to which it belongs.
func (f *Facts) PointsOf(muscle ID) []ID {
	points := f.pointsOf(muscle)
	ids := make([]ID, len(points))
	for i, p := range points {
		ids[i] = p.ID
	}
	return ids
}

func (f *Facts) pointsOf(muscle ID) []*Point {
	var all []*Point
	for _, part := range f.parts(muscle) {
		all = append(all, f.index.points[part]...)
	}
	if len(all) == 0 {
		for _, whole := range f.index.wholes[muscle] {
			all = append(all, f.index.points[whole]...)
		}
	}
	return all
}

// WholesOf returns the wholes and groups of which a muscle is a member.
func (f *Facts) WholesOf(muscle ID) []ID { return slices.Clone(f.index.wholes[muscle]) }

// Neighbours returns the regions that border a region, alphabetically.
func (f *Facts) Neighbours(region ID) []ID {
	return slices.Sorted(slices.Values(f.index.neighbours[region]))
}

// parts returns a muscle and, for a whole or group, its members, each once.
func (f *Facts) parts(muscle ID) []ID {
	all := []ID{muscle}
	for i := 0; i < len(all); i++ {
		if m := f.Muscles[all[i]]; m != nil {
			for _, member := range m.Members {
				if !slices.Contains(all, member) {
					all = append(all, member)
				}
			}
		}
	}
	return all
}

// supplyOf returns how a muscle is supplied: as its record says or, where a
// whole does not say, as its members' records do.
func (f *Facts) supplyOf(muscle ID) []Supply {
	m := f.Muscles[muscle]
	if m == nil {
		return nil
	}
	if len(m.Supply) > 0 {
		return m.Supply
	}
	var all []Supply
	for _, part := range f.parts(muscle)[1:] {
		all = append(all, f.Muscles[part].supply()...)
	}
	return all
}

func (m *Muscle) supply() []Supply {
	if m == nil {
		return nil
	}
	return m.Supply
}

// NervesOf returns the ids of the nerves that supply a muscle, in the order of
// its record.
func (f *Facts) NervesOf(muscle ID) []ID {
	var ids []ID
	for _, s := range f.supplyOf(muscle) {
		if !slices.Contains(ids, s.Nerve) {
			ids = append(ids, s.Nerve)
		}
	}
	return ids
}

// SegmentsOf returns the segments that reach a muscle through all its nerves; what is
// core through one of them is core.
func (f *Facts) SegmentsOf(muscle ID) Segments {
	var all Segments
	for _, s := range f.supplyOf(muscle) {
		all = all.merge(s.Segments)
	}
	return all
}

// Felt returns the regions in which pain from a muscle's points is felt, each
// once and in the order of the points; what is primary for one of them is primary.
func (f *Facts) Felt(muscle ID) (primary, spillover []ID) {
	return felt(f.pointsOf(muscle))
}

func felt(points []*Point) (primary, spillover []ID) {
	for _, p := range points {
		for _, z := range p.Pattern {
			if z.Grade == Primary && !slices.Contains(primary, z.Region) {
				primary = append(primary, z.Region)
			}
		}
	}
	for _, p := range points {
		for _, z := range p.Pattern {
			if !slices.Contains(primary, z.Region) && !slices.Contains(spillover, z.Region) {
				spillover = append(spillover, z.Region)
			}
		}
	}
	return primary, spillover
}

// PointName returns what a point is called in a list: "H16 inferior gluteal", or
// the muscle and the place in it.
func (f *Facts) PointName(id ID) string {
	p := f.Points[id]
	switch {
	case p == nil:
		return string(id)
	case p.Type == Homeostatic:
		return strings.ToUpper(string(id)) + " " + p.Names.En
	}
	return f.Name(KindMuscle, p.Muscle) + ", " + p.Names.En
}

// LevelOf returns the vertebral level at which a segment's root is treated: the
// one of its number, with two exceptions. C8 has no vertebra of its number; it
// leaves between C7 and T1, below the spinous process of C7, and is treated at c7.
// S5 leaves beside the sacral hiatus, without a foramen of its own, and is
// treated at the lowest foramen, s4.
func LevelOf(segment Segment) ID {
	switch segment {
	case "C8":
		return "c7"
	case "S5":
		return "s4"
	}
	return segment.ID()
}
