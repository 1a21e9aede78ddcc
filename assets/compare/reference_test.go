package compare

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"bodymap/anatomy"
	"bodymap/assets"
)

// reference opens the reference anatomy beside the checkout.
func reference(t *testing.T, facts *anatomy.Facts) *assets.Atlas {
	t.Helper()
	path := os.Getenv("ATLAS")
	if path == "" {
		path = "../../../shared/reference/fused.glb"
	}
	data, err := os.ReadFile(path)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the reference anatomy is needed in CI: %v", err)
		}
		t.Skipf("did not measure the body against the reference anatomy: %v", err)
	}
	return open(t, data, "fused", facts, "")
}

// limit is how far the structures of a system may lie from the reference, in
// millimetres: the median of their means, and the worst mean.
type limit struct {
	system        anatomy.System
	median, worst float64
}

const noLimit = 1000

// TestShippedBodyIsNearTheReference holds the body that ships to what is
// promised of it, and lists everything that breaks the promise at once.
func TestShippedBodyIsNearTheReference(t *testing.T) {
	facts, ours := shipped(t)
	o := Options{Side: anatomy.Right, Points: 600}
	got := Measure(facts, ours, reference(t, facts), Parts{Distances: true, Landmarks: true, Skin: true}, o)
	for _, l := range []limit{
		{anatomy.SystemMuscle, 1.2, 3},
		{anatomy.SystemBone, 1, 2},
		{anatomy.SystemSkin, 4, 4},
		{anatomy.SystemNerve, 3, noLimit},
	} {
		if far := beyond(got.Distances, l); far != "" {
			t.Errorf("%s: %s", l.system, far)
		}
	}
	var off []string
	for _, r := range got.Landmarks.Rows {
		if r.Carries && r.Distance > 3 && r.Doubt == "" {
			off = append(off, fmt.Sprintf("%s %.1f", r.ID, r.Distance))
		}
	}
	if len(off) > 0 {
		t.Errorf("landmarks more than 3 mm off: %s", strings.Join(off, "; "))
	}
	for _, m := range got.Landmarks.Missing {
		if carries(m.ID) {
			t.Errorf("landmark %s: %s", m.ID, m.Why)
		}
	}
	for _, p := range []Pokes{*got.Skin, finest(ours, o)} {
		var out []string
		for _, r := range p.Rows {
			out = append(out, fmt.Sprintf("%s %.1f", r.ID, r.Out))
		}
		if len(out) > 0 || !p.Skin {
			t.Errorf("out of the skin, by mm: %s", strings.Join(out, ", "))
		}
	}
}

// finest looks at the skin again as it is in close-ups.
func finest(ours *assets.Atlas, o Options) Pokes {
	AtLevel(ours, 0)
	return MeasurePokes(ours, o)
}

// beyond says which limits a system breaks, or "". A structure that is itself
// doubtful on the reference cannot be far from it.
func beyond(r *Report, l limit) string {
	i := slices.IndexFunc(r.Systems, func(s Summary) bool { return s.System == l.system })
	if i < 0 {
		return "nothing to compare"
	}
	var wrong []string
	if m := r.Systems[i].Median; m > l.median {
		wrong = append(wrong, fmt.Sprintf("median of means %.2f mm, limit %.1f", m, l.median))
	}
	for _, row := range r.Rows {
		if row.System == l.system && row.Mean > l.worst && row.Doubt == "" {
			wrong = append(wrong, fmt.Sprintf("%s %.2f mm, limit %.0f", row.ID, row.Mean, l.worst))
		}
	}
	return strings.Join(wrong, "; ")
}
