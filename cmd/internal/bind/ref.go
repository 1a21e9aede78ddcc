package bind

import (
	"fmt"
	"slices"
	"strings"

	"bodymap/anatomy"
)

// Selectable lists the kinds that can be selected, in the order in which an id
// without a kind is looked for.
var Selectable = [...]anatomy.Kind{
	anatomy.KindMuscle, anatomy.KindPoint, anatomy.KindRegion, anatomy.KindLevel, anatomy.KindCondition, anatomy.KindNerve,
	anatomy.KindDermatome, anatomy.KindMyotome,
}

// FindRef finds what a person typed: an id, with a kind where it alone would be
// ambiguous, and a side.
func FindRef(facts *anatomy.Facts, id, kind, side string) (anatomy.Ref, error) {
	s, err := anatomy.ParseSide(side)
	if err != nil {
		return anatomy.Ref{}, err
	}
	id = strings.ToLower(strings.TrimSpace(id))
	if k, rest, ok := strings.Cut(id, ":"); ok && kind == "" {
		kind, id = k, rest
	}
	for _, k := range Selectable {
		if (kind == "" || kind == string(k)) && facts.Has(k, anatomy.ID(id)) {
			ref := anatomy.Ref{Kind: k, ID: anatomy.ID(id), Side: s}
			if !Sided(facts, k, ref.ID) {
				ref.Side = anatomy.Midline
			}
			return ref, nil
		}
	}
	if near := Suggest(facts, anatomy.Kind(kind), anatomy.ID(id)); near != "" {
		return anatomy.Ref{}, fmt.Errorf("no record %q, did you mean %q?", id, near)
	}
	return anatomy.Ref{}, fmt.Errorf("no record %q; `bodymap facts muscle` lists the muscles", id)
}

// Sided reports whether a record has a left and a right.
func Sided(facts *anatomy.Facts, kind anatomy.Kind, id anatomy.ID) bool {
	switch r := facts.Record(kind, id).(type) {
	case *anatomy.Point:
		return !r.Midline
	case *anatomy.Region:
		return !r.Midline
	case *anatomy.Structure:
		return r.Paired
	case *anatomy.Landmark:
		return r.Paired
	case *anatomy.Muscle, *anatomy.Nerve, *anatomy.Condition, *anatomy.Level, *anatomy.Dermatome, *anatomy.Myotome:
		return true
	}
	return false
}

// maxTypos is how many letters a suggestion may differ by.
const maxTypos = 3

// Suggest returns the selectable id nearest to one that is not known, or "".
func Suggest(facts *anatomy.Facts, kind anatomy.Kind, id anatomy.ID) anatomy.ID {
	best, distance := anatomy.ID(""), maxTypos+1
	if len(id) > 64 {
		return ""
	}
	for _, k := range Selectable {
		if kind != "" && kind != k && slices.Contains(Selectable[:], kind) {
			continue
		}
		for _, known := range facts.IDs(k) {
			if d := typos(string(id), string(known)); d < distance {
				best, distance = known, d
			}
		}
	}
	return best
}

// typos is the Levenshtein distance between two ids.
func typos(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
