package anatomy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing wrong with one record.
type Problem struct {
	Path  string // "facts/muscle/piriformis.json"
	Field string // "supply[0].segments.core", or "" for the whole file
	Rule  string // name of the rule of [Check] that found it; "load" for reading
	Text  string // what is wrong, and what is expected
}

// String gives "path: field: what is wrong, expected what [rule]".
func (p Problem) String() string {
	if p.Field == "" {
		return fmt.Sprintf("%s: %s [%s]", p.Path, p.Text, p.Rule)
	}
	return fmt.Sprintf("%s: %s: %s [%s]", p.Path, p.Field, p.Text, p.Rule)
}

// Error is a list of problems, sorted by path and field.
type Error struct {
	Problems []Problem
}

// Error gives one problem a line.
func (e *Error) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Text, b.Text))
	})
}

// factsRoot is the folder that paths in messages start with.
const factsRoot = "facts/"

func recordPath(kind Kind, id ID) string {
	return factsRoot + string(kind) + "/" + string(id) + ".json"
}
