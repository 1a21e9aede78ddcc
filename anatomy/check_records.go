package anatomy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

func checkMuscles(c *checker) {
	for _, id := range c.IDs(KindMuscle) {
		m, ref := c.Muscles[id], Ref{Kind: KindMuscle, ID: id}
		if len(m.Regions) == 0 {
			c.add(ref, "regions", "is empty, expected where the muscle lies under the skin")
		}
		if slices.Contains(m.Synergists.Muscles, id) {
			c.add(ref, "synergists.muscles", "names the muscle itself, expected others")
		}
		if slices.Contains(m.Antagonists.Muscles, id) {
			c.add(ref, "antagonists.muscles", "names the muscle itself, expected others")
		}
	}
}

func checkMusclePoints(c *checker) {
	for _, id := range c.IDs(KindMuscle) {
		if len(c.PointsOf(id)) == 0 {
			c.add(Ref{Kind: KindMuscle, ID: id}, "", "has no symptomatic point, nor has a group of it, expected facts/point/%s-1.json or an accepted gap", id)
		}
	}
}

var pointNumber = regexp.MustCompile(`^-[1-9][0-9]?$`)

func checkSymptomatic(c *checker) {
	for _, id := range c.IDs(KindPoint) {
		p, ref := c.Points[id], Ref{Kind: KindPoint, ID: id}
		if p.Type != Symptomatic {
			continue
		}
		number, named := strings.CutPrefix(string(id), string(p.Muscle))
		if p.Muscle == "" || !named || !pointNumber.MatchString(number) {
			c.add(ref, "id", "is %q, expected the id of its muscle and a number, %q", id, p.Muscle+"-1")
		}
		if len(p.Pattern) == 0 {
			c.add(ref, "pattern", "is empty, expected at least one referral zone")
		}
		if p.Order != 0 || p.Acupoint != "" || p.Confirmed || len(p.Regions) > 0 || p.NerveID != "" || p.Where.Text != "" || p.Nerve.Text != "" {
			c.add(ref, "", "has fields of a homeostatic point, expected none of order, nerve, nerve_id, regions, where, acupoint, confirmed")
		}
	}
}

func checkZones(c *checker) {
	for _, id := range c.IDs(KindPoint) {
		ref := Ref{Kind: KindPoint, ID: id}
		seen := map[ID]bool{}
		for i, z := range c.Points[id].Pattern {
			field := fmt.Sprintf("pattern[%d]", i)
			if z.Grade == "" {
				c.add(ref, field+".grade", "is missing, expected primary or spillover")
			}
			if len(z.Path) == 0 {
				c.add(ref, field+".path", "is empty, expected places from the point to where the pain is felt")
			}
			if !(z.RadiusCun > 0 && z.RadiusCun <= maxOffsetCun) {
				c.add(ref, field+".radius_cun", "is %v, expected more than 0 and at most %d", z.RadiusCun, maxOffsetCun)
			}
			if seen[z.Region] {
				c.add(ref, field+".region", "is %q a second time, expected one zone for a region", z.Region)
			}
			seen[z.Region] = true
		}
	}
}

// homeostaticCount is how many homeostatic points there are, H1-H24.
const homeostaticCount = 24

// unconfirmedOrders are the points whose number and name no second source gives.
var unconfirmedOrders = [...]int{14, 17, 21}

func checkHomeostatic(c *checker) {
	byOrder := map[int]ID{}
	for _, id := range c.IDs(KindPoint) {
		p := c.Points[id]
		if p.Type != Homeostatic {
			continue
		}
		c.homeostatic(Ref{Kind: KindPoint, ID: id}, p)
		if other, taken := byOrder[p.Order]; taken {
			c.add(Ref{Kind: KindPoint, ID: id}, "order", "is %d, which %s already has, expected its own", p.Order, other)
		}
		byOrder[p.Order] = id
	}
	for n := 1; n <= homeostaticCount; n++ {
		if byOrder[n] == "" {
			c.add(Ref{Kind: KindPoint, ID: ID(fmt.Sprintf("h%d", n))}, "", "is missing, expected H1-H24 complete")
		}
	}
}

func (c *checker) homeostatic(ref Ref, p *Point) {
	if p.Order < 1 || p.Order > homeostaticCount {
		c.add(ref, "order", "is %d, expected 1-24", p.Order)
	}
	if want := ID(fmt.Sprintf("h%d", p.Order)); p.ID != want {
		c.add(ref, "id", "is %q with order %d, expected %q", p.ID, p.Order, want)
	}
	if confirmed := !slices.Contains(unconfirmedOrders[:], p.Order); p.Confirmed != confirmed {
		c.add(ref, "confirmed", "is %v, expected %v: H14, H17 and H21 alone are unconfirmed", p.Confirmed, confirmed)
	}
	if len(p.Regions) == 0 {
		c.add(ref, "regions", "is empty, expected the regions it lies in")
	}
	if p.Where.Text == "" {
		c.add(ref, "where.text", "is empty, expected the place in words")
	}
	if p.Nerve.Text == "" {
		c.add(ref, "nerve.text", "is empty, expected the nerve it is named for")
	}
	if p.Muscle != "" || len(p.Pattern) > 0 {
		c.add(ref, "", "has fields of a symptomatic point, expected neither muscle nor pattern")
	}
}

func checkPublishedRegions(c *checker) {
	for _, id := range c.IDs(KindRegion) {
		if !slices.Contains(PublishedRegions[:], id) {
			c.add(Ref{Kind: KindRegion, ID: id}, "id", "is not a published region, expected one of the list in anatomy/region_ids.go")
		}
	}
	for _, id := range PublishedRegions {
		if !c.Has(KindRegion, id) {
			c.add(Ref{Kind: KindRegion, ID: id}, "", "is missing, expected every published region")
		}
	}
}

func checkRegions(c *checker) {
	for _, id := range c.IDs(KindRegion) {
		r, ref := c.Regions[id], Ref{Kind: KindRegion, ID: id}
		if r.Group == "" {
			c.add(ref, "group", "is missing, expected how people speak of it, such as hip")
		}
		if len(r.Extent) == 0 {
			c.add(ref, "extent", "is empty, expected at least one place")
		}
		if !(r.RadiusCun > 0 && r.RadiusCun <= maxOffsetCun) {
			c.add(ref, "radius_cun", "is %v, expected more than 0 and at most %d", r.RadiusCun, maxOffsetCun)
		}
	}
}

// levelSegments are the segments with a level of their own: C8 is treated below
// C7 and S5 at S4, since neither has a vertebra or foramen of its number.
func levelSegments() []Segment { return segmentsBut("C8", "S5") }

func checkLevels(c *checker) {
	all := levelSegments()
	for _, s := range all {
		if id := s.ID(); !c.Has(KindLevel, id) {
			c.add(Ref{Kind: KindLevel, ID: id}, "", "is missing, expected every level C1-C7, T1-T12, L1-L5, S1-S4")
		}
	}
	for _, id := range c.IDs(KindLevel) {
		l, ref := c.Levels[id], Ref{Kind: KindLevel, ID: id}
		want := Segment(strings.ToUpper(string(id)))
		if !slices.Contains(all, want) {
			c.add(ref, "id", "is no level, expected c1-c7, t1-t12, l1-l5 or s1-s4")
			continue
		}
		if l.Name != string(want) {
			c.add(ref, "name", "is %q, expected %q", l.Name, want)
		}
		if (l.Foramen != "") != (want[0] == 'S') {
			c.add(ref, "foramen", "is %q, expected the landmark of the posterior sacral foramen for S1-S4 only", l.Foramen)
		}
		if l.Segment != want {
			c.add(ref, "segment", "is %q, expected %q: roots are treated at the level of their number", l.Segment, want)
		}
	}
}

func checkConditions(c *checker) {
	for _, id := range c.IDs(KindCondition) {
		cond, ref := c.Conditions[id], Ref{Kind: KindCondition, ID: id}
		if len(cond.Regions) == 0 {
			c.add(ref, "regions", "is empty, expected where it is felt")
		}
		if cond.Refer && len(cond.RedFlags) == 0 {
			c.add(ref, "red_flags", "is empty, expected why a physician must see it")
		}
	}
}

func checkTopics(c *checker) {
	byOrder := map[int]ID{}
	for _, id := range c.IDs(KindTopic) {
		t, ref := c.Topics[id], Ref{Kind: KindTopic, ID: id}
		if len(t.Text) == 0 {
			c.add(ref, "text", "is empty, expected at least one sentence")
		}
		if other, taken := byOrder[t.Order]; taken || t.Order < 1 {
			c.add(ref, "order", "is %d, expected a number from 1 of its own%s", t.Order, sharedWith(other))
		}
		byOrder[t.Order] = id
	}
}

func sharedWith(id ID) string {
	if id == "" {
		return ""
	}
	return fmt.Sprintf(", which %s has", id)
}
