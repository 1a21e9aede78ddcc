package compare

import (
	"testing"

	"bodymap/anatomy"
	"bodymap/render/geom"
)

// strap returns a muscle that runs down: its fibres begin at the top of a block
// and end at its foot.
func strap(low, high geom.Vec3) *geom.Mesh {
	m := block(low, high, 8)
	for _, p := range m.Positions {
		m.Fibres = append(m.Fibres, [2]float32{(high.Y - p.Y) / (high.Y - low.Y), 2*(p.X-low.X)/(high.X-low.X) - 1})
	}
	return m
}

// TestEndsAreMeasuredToBone: the origin lies on the bone, however thick the
// muscle is there; the insertion hangs 8 mm above the next one.
func TestEndsAreMeasuredToBone(t *testing.T) {
	bone := func(low, high float32) *geom.Mesh {
		return block(geom.Vec3{X: -0.2, Y: low, Z: -0.05}, geom.Vec3{X: -0.05, Y: high, Z: 0.02}, 6)
	}
	a := bodyOf(t,
		right("hip-bone", "bone", bone(1.1, 1.2)),
		right("femur", "bone", bone(0.8, 0.892)),
		right("gluteus-medius", "muscle", strap(geom.Vec3{X: -0.15, Y: 0.9, Z: 0}, geom.Vec3{X: -0.1, Y: 1.1, Z: 0.04})),
	)
	got := MeasureAttachments(a, a, Options{Side: anatomy.Right})
	if len(got) != 1 {
		t.Fatalf("%+v", got)
	}
	near(t, "origin", got[0].Origin.Gap, 0, 0.01)
	near(t, "insertion", got[0].Insertion.Gap, 8, 0.01)
	near(t, "insertion off the reference", got[0].Insertion.Reference, 0, 0.01)
	if got[0].Origin.On != "hip-bone" || got[0].Insertion.On != "femur" {
		t.Errorf("on %q and %q", got[0].Origin.On, got[0].Insertion.On)
	}
}
