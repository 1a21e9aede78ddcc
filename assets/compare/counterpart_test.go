package compare

import (
	"slices"
	"testing"

	"bodymap/anatomy"
	"bodymap/assets/body"
	"bodymap/render/geom"
	"bodymap/render/gltf"
)

// TestCutDifferently: two heads of ours are measured as the one muscle that the
// reference has, one bone of ours in the middle as its two halves, and names
// that differ by a filler word are one.
func TestCutDifferently(t *testing.T) {
	at := func(x, y float32) *geom.Mesh {
		return block(geom.Vec3{X: x, Y: y}, geom.Vec3{X: x + 0.02, Y: y + 0.1, Z: 0.02}, 6)
	}
	ours := bodyOf(t,
		right("digastric-anterior", "muscle", at(-0.06, 1)), right("digastric-posterior", "muscle", at(-0.06, 1.2)),
		gltf.Part{ID: "linea-nova", Name: "x", Side: "midline", System: "fascia", Mesh: at(-0.01, 1)},
		right("branch-of-some-nerve", "nerve", at(-0.06, 0.5)),
		right("ours-alone", "muscle", at(-0.06, 0.7)),
	)
	theirs := bodyOf(t,
		right("digastric", "muscle", joined(ours.Structures[1:3])),
		right("linea-nova", "fascia", block(geom.Vec3{X: -0.01, Y: 1}, geom.Vec3{Y: 1.1, Z: 0.02}, 6)),
		gltf.Part{ID: "linea-nova", Name: "x", Side: "left", System: "fascia", Mesh: block(geom.Vec3{Y: 1}, geom.Vec3{X: 0.01, Y: 1.1, Z: 0.02}, 6)},
		right("branch-some-nerve", "nerve", at(-0.06, 0.5)),
		right("theirs-alone", "muscle", at(-0.06, 0.7)),
	)
	got := Compare(ours, theirs, Options{Side: anatomy.Right}) // the middle needs the left half as well
	for _, r := range got.Rows {
		if r.ID != "linea-nova" {
			near(t, string(r.ID), r.Mean, 0, 0.01)
		}
	}
	if len(got.Rows) != 3 || !slices.Equal(got.Ours, []anatomy.ID{"ours-alone"}) || !slices.Equal(got.Theirs, []anatomy.ID{"theirs-alone"}) {
		t.Errorf("%d rows, ours %v, theirs %v", len(got.Rows), got.Ours, got.Theirs)
	}
}

// TestWholeIsNotMeasuredAgainstAPart: choosing one head chooses both.
func TestWholeIsNotMeasuredAgainstAPart(t *testing.T) {
	for _, list := range []string{"digastric-anterior", "digastric", "muscle/digas*"} {
		c, err := body.ParseChoice(list)
		if err != nil {
			t.Fatal(err)
		}
		e := Expand(c)
		if !e.Has("muscle", "digastric-posterior") || !e.Has("muscle", "digastric") || e.Has("muscle", "masseter") {
			t.Errorf("%s: %v", list, e)
		}
	}
	if len(Expand(nil)) != 0 {
		t.Error("everything became something")
	}
}
