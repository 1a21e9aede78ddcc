package anatomy

import (
	"math"
	"reflect"
	"slices"
	"strings"
)

// Bounds of a place: beyond them the base is the wrong one.
const (
	minRatio, maxRatio = -0.5, 1.5
	maxOffsetCun       = 20
)

// bodyMeasure is the measure of offsets that name none.
const bodyMeasure ID = "body"

func checkPlaces(c *checker) {
	for ref, record := range c.All() {
		visit(record, func(field string, value any, _ reflect.StructTag) {
			switch v := value.(type) {
			case Place:
				c.place(ref, field, v)
			case Offset:
				c.offset(ref, field, v)
			}
		})
	}
}

// place checks one place: its base first, then what the base allows.
func (c *checker) place(ref Ref, field string, p Place) {
	var bases []string
	if p.Landmark != "" {
		bases = append(bases, "landmark")
	}
	if p.From != "" || p.To != "" {
		bases = append(bases, "from-to")
	}
	if p.Muscle != "" {
		bases = append(bases, "muscle")
	}
	if p.Level != "" {
		bases = append(bases, "level")
	}
	if len(bases) != 1 {
		c.add(ref, field, "has %d bases (%s), expected exactly one of landmark, from and to, muscle, level", len(bases), strings.Join(bases, ", "))
		return
	}
	switch base := bases[0]; {
	case base == "from-to" && (p.From == "" || p.To == ""):
		c.add(ref, field, "has one end, expected both from and to")
	case base == "from-to" && (p.Ratio < minRatio || p.Ratio > maxRatio):
		c.add(ref, field+".ratio", "is %v, expected 0 at from to 1 at to", p.Ratio)
	case base != "from-to" && p.Ratio != 0:
		c.add(ref, field+".ratio", "is given without from and to, expected neither or all")
	case base == "muscle" && (p.Along < 0 || p.Along > 1):
		c.add(ref, field+".along", "is %v, expected 0 at the origin to 1 at the insertion", p.Along)
	case base == "muscle" && (p.Across < -1 || p.Across > 1):
		c.add(ref, field+".across", "is %v, expected -1 to 1", p.Across)
	case base != "muscle" && (p.Along != 0 || p.Across != 0):
		c.add(ref, field, "has along or across without a muscle, expected them with muscle only")
	}
	if p.Facing != "" && p.Onto == "" {
		c.add(ref, field+".facing", "is given without onto, expected the surface that it faces")
	}
	if p.Facing == Proximal || p.Facing == Distal {
		c.add(ref, field+".facing", "is %q, expected anterior, posterior, superior, inferior, medial or lateral", p.Facing)
	}
}

func (c *checker) offset(ref Ref, field string, o Offset) {
	if o.Toward == "" {
		c.add(ref, field+".toward", "is missing, expected a direction")
	}
	if !(o.Cun > 0 && o.Cun <= maxOffsetCun) {
		c.add(ref, field+".cun", "is %v, expected more than 0 and at most %d", o.Cun, maxOffsetCun)
	}
	if (o.Toward == Proximal || o.Toward == Distal) && o.Measure == "" {
		c.add(ref, field+".measure", "is missing, expected the measure along which %s runs", o.Toward)
	}
}

// checkSides finds places beside the midline in records that have no side, and
// sided ids of what has none.
func checkSides(c *checker) {
	for ref, record := range c.All() {
		sideless := false
		switch r := record.(type) {
		case *Point:
			sideless = r.Midline
		case *Level:
			sideless = true
		case *Landmark:
			sideless = !r.Paired
			if r.Paired && r.Extreme != nil && c.unpaired(r.Extreme.Structure) && r.Extreme.Towards[string(Lateral)] == 0 &&
				r.Extreme.Towards[string(Medial)] == 0 && r.Extreme.Within[string(Lateral)] == ([2]float64{}) {
				c.add(ref, "extreme", "finds the same place on both sides of %s, expected lateral in towards or within", r.Extreme.Structure)
			}
		case *Structure:
			if !r.Paired && (r.FMA.Left != "" || r.FMA.Right != "") {
				c.add(ref, "fma", "has sides, expected paired to be true or only any")
			}
		}
		if sideless {
			c.noSide(ref, record)
		}
	}
}

func (f *Facts) unpaired(structure ID) bool {
	s := f.Structures[structure]
	return s != nil && !s.Paired
}

func (c *checker) noSide(ref Ref, record any) {
	visit(record, func(field string, value any, _ reflect.StructTag) {
		switch v := value.(type) {
		case Offset:
			if v.Toward == Medial || v.Toward == Lateral {
				c.add(ref, field+".toward", "is %s in a record on the midline, expected no sideways step", v.Toward)
			}
		case Extreme:
			if v.Towards[string(Lateral)] != 0 || v.Towards[string(Medial)] != 0 {
				c.add(ref, field+".towards", "goes sideways in a landmark on the midline, expected paired to be true")
			}
			for _, d := range [...]Direction{Lateral, Medial} {
				if span, given := v.Within[string(d)]; given && math.Abs(span[0]+span[1]-1) > 1e-9 {
					c.add(ref, field+".within."+string(d), "is %v, expected a band about the middle, the same from both sides", span)
				}
			}
		case Place:
			if v.Side == "opposite" {
				c.add(ref, field+".side", "is opposite in a record on the midline, expected none")
			}
		}
	})
}

func checkLandmarks(c *checker) {
	for _, id := range c.IDs(KindLandmark) {
		l, ref := c.Landmarks[id], Ref{Kind: KindLandmark, ID: id}
		if (l.Extreme == nil) == (l.At == nil) {
			c.add(ref, "", "has both or neither of extreme and at, expected exactly one")
		}
		if l.Extreme != nil {
			c.extreme(ref, *l.Extreme)
		}
	}
}

func (c *checker) extreme(ref Ref, e Extreme) {
	axes := directions[:6] // proximal and distal have no axis in a bounding box
	if len(e.Towards) == 0 && !e.Centre {
		c.add(ref, "extreme.towards", "is empty, expected a direction, or centre")
	}
	for d, weight := range e.Towards {
		if !slices.Contains(axes, Direction(d)) {
			c.add(ref, "extreme.towards."+d, "is not a direction, %s", oneOf(axes))
		}
		if weight <= 0 {
			c.add(ref, "extreme.towards."+d, "is %v, expected a weight above 0", weight)
		}
	}
	for d, span := range e.Within {
		if !slices.Contains(axes, Direction(d)) {
			c.add(ref, "extreme.within."+d, "is not a direction, %s", oneOf(axes))
		}
		if !(0 <= span[0] && span[0] < span[1] && span[1] <= 1) {
			c.add(ref, "extreme.within."+d, "is %v, expected two fractions in order between 0 and 1", span)
		}
	}
}

func checkMeasures(c *checker) {
	for _, id := range c.IDs(KindMeasure) {
		m, ref := c.Measures[id], Ref{Kind: KindMeasure, ID: id}
		if !(m.Cun > 0 && m.Cun <= 100) {
			c.add(ref, "cun", "is %v, expected more than 0", m.Cun)
		}
		if m.From == m.To {
			c.add(ref, "to", "is %q at both ends, expected two landmarks", m.To)
		}
	}
	if !c.Has(KindMeasure, bodyMeasure) {
		c.add(Ref{Kind: KindMeasure, ID: bodyMeasure}, "", "is missing, expected the measure of offsets that name none")
	}
}
