package anatomy

import "slices"

// nearness says why a homeostatic point belongs to a complaint, nearest first.
type nearness int

const (
	selected  nearness = iota // it is the selection, or lies at the level selected
	painful                   // in a painful region
	referred                  // in a region to which the selected muscle refers
	bordering                 // in a region that borders on the painful one, where no muscle's referral says more
	samePart                  // in the same part of the body
	farAway
)

// homeostatic computes level 2: the points in the painful region first, then those
// in regions to which the muscle refers, that border on it or that are in the same
// part of the body, each in the order in which they become tender.
func (f *Facts) homeostatic(c complaint) []Item {
	type near struct {
		point  *Point
		how    nearness
		region ID
	}
	var found []near
	for _, p := range f.index.homeostatic {
		if how, region := f.near(c, p); how < farAway {
			found = append(found, near{p, how, region})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return int(min(a.how, referred)) - int(min(b.how, referred)) })
	items := make([]Item, len(found))
	for i, n := range found {
		p := n.point
		items[i] = Item{
			ID: p.ID, Kind: KindPoint, Side: f.sideOf(c, KindPoint, p.ID), Name: f.PointName(p.ID),
			Reason: f.nearReason(c, p, n.how, n.region), Sources: appendNew(appendNew(nil, p.Where.Cite...), p.Cite...),
			Cautions: slices.Clone(p.Cautions),
		}
	}
	return items
}

// near finds the nearest reason for a point, and the region it is about.
func (f *Facts) near(c complaint, p *Point) (nearness, ID) {
	if c.Kind == KindPoint && c.ID == p.ID || c.Kind == KindLevel && p.At.Level == c.ID || c.Kind == KindNerve && p.NerveID == c.ID {
		return selected, ""
	}
	if both := intersect(p.Regions, c.pain); len(both) > 0 {
		return painful, both[0]
	}
	if both := intersect(p.Regions, c.felt); len(both) > 0 {
		return referred, both[0]
	}
	if c.segmental() {
		return farAway, ""
	}
	for _, region := range p.Regions {
		if len(c.felt) == 0 && containsAny(f.index.neighbours[region], c.pain) {
			return bordering, region
		}
	}
	for _, region := range p.Regions {
		if slices.ContainsFunc(c.pain, func(pain ID) bool { return f.sameGroup(region, pain) }) {
			return samePart, region
		}
	}
	return farAway, ""
}

func (f *Facts) sameGroup(a, b ID) bool {
	ra, rb := f.Regions[a], f.Regions[b]
	return ra != nil && rb != nil && ra.Group == rb.Group
}

// alsoSymptomatic says what a homeostatic point is besides, once it is tender.
const alsoSymptomatic = "; if it is tender, it is a symptomatic point as well"

func (f *Facts) nearReason(c complaint, p *Point, how nearness, region ID) string {
	var reason string
	why := "the painful region"
	if c.segmental() {
		why = "as do muscles supplied from here"
	}
	switch how {
	case selected:
		reason = map[Kind]string{
			KindPoint: "the selected point",
			KindLevel: "lies beside " + f.Name(KindLevel, c.ID),
			KindNerve: "named for the " + f.nerveName(c.ID),
		}[c.Kind]
	case painful:
		reason = "lies in " + f.regionName(region) + ", " + why + alsoSymptomatic
	case referred:
		whose := "the muscle's pain"
		if c.Kind == KindCondition {
			whose = "pain of a muscle named here"
		}
		reason = "lies in " + f.regionName(region) + ", where " + whose + " is felt" + alsoSymptomatic
	case bordering:
		reason = "lies in " + f.regionName(region) + ", which borders on the painful region"
	case samePart:
		reason = "lies in " + f.regionName(region) + ", the same part of the body"
	}
	if !p.Confirmed {
		reason += "; number and name are not confirmed by a second source"
	}
	return reason
}
