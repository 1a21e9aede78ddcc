package bind

import (
	"testing"
	"time"

	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/soft"
)

// TestMovingPicturesCostFewerTriangles: whatever atlas is shown, less than half of
// it is drawn while the camera moves, and the picture is nearly that at rest.
func TestMovingPicturesCostFewerTriangles(t *testing.T) {
	for name, m := range maps(t) {
		s := m.Scene(app.Initial())
		for !m.Prepare(time.Now()) { // a piece at a time
		}
		m.Coarsen(s)
		full, moving := 0, 0
		for i := range s.Structures {
			st := &s.Structures[i]
			full += len(st.Mesh.Indices) / 3
			switch {
			case st.Coarse == nil:
				moving += len(st.Mesh.Indices) / 3
			case st.Tissue == render.Skin && len(st.Coarse.Positions) > len(st.Mesh.Positions):
				t.Errorf("%s: the coarse skin has vertices that paint does not know", name)
			default:
				moving += len(st.Coarse.Indices) / 3
			}
		}
		if moving > full/2 {
			t.Errorf("%s: %d of %d triangles are drawn while the camera moves", name, moving, full)
		}
		away := 0
		still := soft.New().Draw(s, 320, 400, soft.Options{})
		for i, v := range soft.New().Draw(s, 320, 400, soft.Moving()).Pix {
			d := int(v) - int(still.Pix[i])
			away += max(d, -d)
		}
		if mean := float64(away) / float64(len(still.Pix)); mean > 3 {
			t.Errorf("%s: the moving picture differs from the one at rest by %.1f of 255 on average", name, mean)
		}
	}
}
