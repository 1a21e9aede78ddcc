package anatomy

import (
	"fmt"
	"slices"
)

func checkDermatomes(c *checker) {
	for _, s := range segmentsBut("C1") { // which has no skin of its own
		if id := s.ID(); !c.Has(KindDermatome, id) {
			c.add(Ref{Kind: KindDermatome, ID: id}, "", "is missing, expected every dermatome C2-S5")
		}
	}
	for _, id := range c.IDs(KindDermatome) {
		d, ref := c.Dermatomes[id], Ref{Kind: KindDermatome, ID: id}
		if id != d.Segment.ID() || d.Segment == "C1" {
			c.add(ref, "segment", "is %q, expected that of the id, C2-S5", d.Segment)
		}
		if len(d.Areas) == 0 {
			c.add(ref, "areas", "is empty, expected at least one area of skin")
		}
		for i, area := range d.Areas {
			if len(area.Path) == 0 || !(area.RadiusCun > 0 && area.RadiusCun <= maxOffsetCun) {
				c.add(ref, fmt.Sprintf("areas[%d]", i), "has %d places and a radius of %v cun, expected at least one place and at most %d cun", len(area.Path), area.RadiusCun, maxOffsetCun)
			}
		}
	}
}

func checkMyotomes(c *checker) {
	for _, id := range c.IDs(KindMyotome) {
		m, ref := c.Myotomes[id], Ref{Kind: KindMyotome, ID: id}
		if id != m.Segment.ID() {
			c.add(ref, "segment", "is %q, expected that of the id", m.Segment)
		}
		for i, muscle := range m.Key {
			if !slices.Contains(c.SegmentsOf(muscle).All(), m.Segment) {
				c.add(ref, fmt.Sprintf("key[%d]", i), "is %q, whose nerves do not carry %s, expected a muscle that the segment reaches", muscle, m.Segment)
			}
		}
	}
}
