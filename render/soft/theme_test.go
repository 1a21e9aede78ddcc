package soft

import (
	"bytes"
	"testing"

	"bodymap/render"
)

// TestThemes: each theme draws its picture, and a change of theme needs no
// geometry.
func TestThemes(t *testing.T) {
	r := New()
	r.Draw(small(), 240, 280, Rest())
	for _, name := range render.ThemeNames[1:] {
		s := small()
		s.Theme, _ = render.ThemeNamed(name)
		drawn := New().Draw(s, 240, 280, Rest())
		compare(t, "theme-"+name, drawn)
		for i := range s.Structures { // the shapes that the renderer drew
			s.Structures[i].Mesh = r.scene.Structures[i].Mesh
		}
		if s.Paint = r.scene.Paint; !r.Drawn(s) {
			t.Fatalf("%s is said to need drawing anew", name)
		}
		if !bytes.Equal(r.Reshade(s).Pix, drawn.Pix) {
			t.Errorf("%s: Reshade and Draw show different pictures", name)
		}
	}
}
