package anatomy

import (
	"slices"
	"testing"
)

// TestCoverageNamesWhatIsLeft: a muscle without a point, a region without links and a
// muscle that a language does not name are listed, and the counts add up.
func TestCoverageNamesWhatIsLeft(t *testing.T) {
	fsys, _ := folder(t, "testdata/good", "testdata/bad/muscle-point")
	f := load(t, fsys)
	for _, want := range []struct {
		kind    Kind
		what    string
		has, no ID
	}{
		{KindMuscle, "points", "gluteus-medius", "piriformis"},
		{KindMuscle, "name in Deutsch", "gluteus-medius", "piriformis"},
		{KindRegion, "links up and down the chain", "", "buttock"},
	} {
		i := slices.IndexFunc(f.Coverage(), func(c Coverage) bool { return c.Kind == want.kind && c.What == want.what })
		if i < 0 {
			t.Errorf("there is no line %q", want.what)
			continue
		}
		c := f.Coverage()[i]
		if !slices.Contains(c.Missing, want.no) || slices.Contains(c.Missing, want.has) {
			t.Errorf("%s: missing %v, expected %s but not %q", want.what, c.Missing, want.no, want.has)
		}
	}
	for _, c := range f.Coverage() {
		if c.Have+len(c.Missing) != c.Of {
			t.Errorf("%s %s: %d and %d missing, of %d", c.Kind, c.What, c.Have, len(c.Missing), c.Of)
		}
	}
}
