package anatomy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// spine lists how many segments each part of the cord has, from the head down.
var spine = [...]struct {
	letter byte
	count  int
}{{'C', 8}, {'T', 12}, {'L', 5}, {'S', 5}}

// Index is the place of the segment from the head down, 0 for C1 to 29 for S5,
// or -1 if there is no such segment.
func (s Segment) Index() int {
	if len(s) < 2 || s[1] == '0' || s[1] == '+' || s[1] == '-' {
		return -1
	}
	n, err := strconv.Atoi(string(s[1:]))
	if err != nil {
		return -1
	}
	above := 0
	for _, part := range spine {
		if s[0] == part.letter {
			if n < 1 || n > part.count {
				return -1
			}
			return above + n - 1
		}
		above += part.count
	}
	return -1
}

// All returns core and variable segments together, from the head down.
func (s Segments) All() []Segment {
	all := append(slices.Clone(s.Core), s.Variable...)
	sortSegments(all)
	return slices.Compact(all)
}

// String spells the segments as people write them, "L4-S1 (variable L3)".
func (s Segments) String() string {
	core := spellSegments(s.Core)
	if len(s.Variable) == 0 {
		return core
	}
	return strings.TrimSpace(core + " (variable " + spellSegments(s.Variable) + ")")
}

func sortSegments(segments []Segment) {
	slices.SortFunc(segments, func(a, b Segment) int { return a.Index() - b.Index() })
}

// spellSegments joins neighbouring segments: L4 L5 S1 S3 is "L4-S1, S3".
func spellSegments(segments []Segment) string {
	sorted := slices.Clone(segments)
	sortSegments(sorted)
	var parts []string
	for i := 0; i < len(sorted); {
		j := i
		for j+1 < len(sorted) && sorted[j+1].Index() == sorted[j].Index()+1 {
			j++
		}
		part := string(sorted[i])
		if j > i {
			part += "-" + string(sorted[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// merge adds the segments of another supply: a segment that is core anywhere is
// core.
func (s Segments) merge(other Segments) Segments {
	core := append(slices.Clone(s.Core), other.Core...)
	sortSegments(core)
	core = slices.Compact(core)
	variable := append(slices.Clone(s.Variable), other.Variable...)
	variable = slices.DeleteFunc(variable, func(v Segment) bool { return slices.Contains(core, v) })
	sortSegments(variable)
	return Segments{Core: core, Variable: slices.Compact(variable)}
}

// ID is that of the records of a segment: "l5". The level at which its root is
// treated is [LevelOf].
func (s Segment) ID() ID { return ID(strings.ToLower(string(s))) }

// segmentsBut lists all segments from the head down, but for some.
func segmentsBut(left ...Segment) []Segment {
	var all []Segment
	for _, part := range spine {
		for n := 1; n <= part.count; n++ {
			if s := Segment(fmt.Sprintf("%c%d", part.letter, n)); !slices.Contains(left, s) {
				all = append(all, s)
			}
		}
	}
	return all
}
