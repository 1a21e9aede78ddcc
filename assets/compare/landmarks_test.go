package compare

import (
	"io"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/body"
	"bodymap/assets/models"
	"bodymap/render/gltf"
)

// shipped returns the facts and the built-in body as it ships.
func shipped(t *testing.T) (*anatomy.Facts, *assets.Atlas) {
	t.Helper()
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return facts, open(t, models.Body(), "body", facts, "")
}

// open binds a model, leaving out a structure.
func open(t *testing.T, data []byte, name string, facts *anatomy.Facts, without string) *assets.Atlas {
	t.Helper()
	model, err := gltf.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	model.Parts = slices.DeleteFunc(model.Parts, func(p gltf.Part) bool { return p.ID == without && without != "" })
	binding, err := assets.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := assets.Bind(model, binding, facts)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestLandmarksOfABodyAgainstItself(t *testing.T) {
	facts, a := shipped(t)
	got := MeasureLandmarks(facts, a, a, Options{Side: anatomy.Right})
	if len(got.Rows) != len(facts.Landmarks) {
		t.Errorf("%d of %d landmarks measured; missing %v", len(got.Rows), len(facts.Landmarks), got.Missing)
	}
	for _, r := range got.Rows {
		if r.Distance != 0 {
			t.Errorf("%s: %.3f mm from itself", r.ID, r.Distance)
		}
	}
}

// TestChoiceLimitsLandmarks: a choice measures what is found on it, and only
// what it does not name is borrowed.
func TestChoiceLimitsLandmarks(t *testing.T) {
	facts, a := shipped(t)
	part := open(t, models.Body(), "body", facts, "femur")
	got := MeasureLandmarks(facts, part, a, Options{Only: body.Choice{"femur"}, Side: anatomy.Right})
	if len(got.Rows) != 0 || len(got.Missing) == 0 {
		t.Errorf("a missing femur was borrowed: %v", got.Rows)
	}
	got = MeasureLandmarks(facts, a, a, Options{Only: body.Choice{"femur"}, Side: anatomy.Right})
	for _, r := range got.Rows {
		if !slices.Contains(r.Of, "femur") {
			t.Errorf("%s is found on %v", r.ID, r.Of)
		}
	}
}

func TestOffsetIsSeenFromTheBody(t *testing.T) {
	l := offset(anatomy.Vec{-0.103, 1, 0.05}, anatomy.Vec{-0.100, 1.004, 0.05}, anatomy.Right)
	near(t, "lateral", l.Lateral, 3, 1e-9)
	near(t, "up", l.Up, -4, 1e-9)
	near(t, "distance", l.Distance, 5, 1e-9)
}

// TestListedLandmarksExist: each carrier names a landmark, and each doubt a
// landmark or a structure.
func TestListedLandmarksExist(t *testing.T) {
	facts, atlas := shipped(t)
	for _, c := range carriers() {
		if !slices.ContainsFunc(facts.IDs(anatomy.KindLandmark), func(id anatomy.ID) bool {
			return string(id) == c || strings.HasSuffix(c, "-") && strings.HasPrefix(string(id), c)
		}) {
			t.Errorf("no landmark %q", c)
		}
	}
	for id, why := range readDoubts() {
		if facts.Landmarks[id] == nil && !atlas.Has(id) || why == "" {
			t.Errorf("doubts.txt: %q: no landmark or structure, or no reason", id)
		}
	}
}

// TestSameBodiesSameNumbers: however many processors share the work.
func TestSameBodiesSameNumbers(t *testing.T) {
	facts, a := shipped(t)
	o := Options{Only: body.Choice{"gluteus-*", "hip-bone", "skin"}, Side: anatomy.Right, Points: 300}
	all := Parts{Distances: true, Landmarks: true, Attachments: true, Overlaps: true, Skin: true}
	many := Measure(facts, a, a, all, o)
	processors := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(processors)
	if one := Measure(facts, a, a, all, o); !reflect.DeepEqual(many, one) {
		t.Error("other numbers on one processor")
	}
	var out strings.Builder
	for _, write := range []func(io.Writer) error{many.WriteText, many.WriteMarkdown} {
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"gluteus-medius", "psis", "on bone", "out of the skin"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("nothing printed about %q", want)
		}
	}
}
