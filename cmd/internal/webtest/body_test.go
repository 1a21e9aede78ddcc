package webtest

import (
	"cmp"
	"os"
	"testing"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/models"
	"bodymap/cmd/internal/app"
	"bodymap/cmd/internal/bind"
	"bodymap/cmd/internal/site"
	"bodymap/render/gltf"
)

// twin is the map that the page shows, computed here, so that a test knows where
// on the screen a muscle is and clicks there as a person would.
func twin(t *testing.T, atlas string) *bind.Map {
	t.Helper()
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	data := models.Body()
	if atlas == "fused" {
		data = reference(t)
	}
	model, err := gltf.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	binding, err := assets.Named(atlas)
	if err != nil {
		t.Fatal(err)
	}
	a, err := assets.Bind(model, binding, facts)
	if err != nil {
		t.Fatal(err)
	}
	return bind.New(facts, a)
}

// reference reads the reference anatomy; without it the test does not run, and
// says so, or fails where everything must.
func reference(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(cmp.Or(os.Getenv("ATLAS"), site.Reference))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the reference anatomy is needed in CI: %v", err)
		}
		t.Skipf("did not run on the reference anatomy: %v", err)
	}
	return data
}

// onScreen returns a pixel in the middle of what is seen of a structure, in a
// stage of w by h CSS pixels.
func onScreen(t *testing.T, m *bind.Map, link string, w, h int, id anatomy.ID, side anatomy.Side) (x, y float64) {
	t.Helper()
	m.Resize(w, h)
	state, err := app.ParseFragment(link, m)
	if err != nil {
		t.Fatal(err)
	}
	scene := m.Scene(state)
	const step = 6
	type pixel struct{ x, y int }
	var seen []pixel
	for py := 0; py < h; py += step {
		for px := 0; px < w; px += step {
			hit, ok := m.Picker().First(scene, scene.Camera.Ray(float32(px), float32(py), float32(w), float32(h)), 10)
			if ok && scene.Structures[hit.Structure].ID == string(id) && scene.Structures[hit.Structure].Side == string(side) {
				seen = append(seen, pixel{px, py})
			}
		}
	}
	if len(seen) == 0 {
		t.Fatalf("%s, %s is not seen with #%s", id, side, link)
	}
	var sx, sy int
	for _, p := range seen {
		sx, sy = sx+p.x, sy+p.y
	}
	// The seen pixel nearest to their middle: the middle itself may be another's.
	cx, cy := sx/len(seen), sy/len(seen)
	best := seen[0]
	for _, p := range seen {
		if (p.x-cx)*(p.x-cx)+(p.y-cy)*(p.y-cy) < (best.x-cx)*(best.x-cx)+(best.y-cy)*(best.y-cy) {
			best = p
		}
	}
	return float64(best.x), float64(best.y)
}
