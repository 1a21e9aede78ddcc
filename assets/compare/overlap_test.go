package compare

import (
	"testing"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/render/geom"
	"bodymap/render/gltf"
)

// block returns a box between two corners, in metres, each side cut into n by n.
func block(low, high geom.Vec3, n int) *geom.Mesh {
	m := &geom.Mesh{}
	size := high.Sub(low)
	at := func(a, b, c float32, axis int) geom.Vec3 {
		v := [3]float32{}
		v[axis], v[(axis+1)%3], v[(axis+2)%3] = a, b, c
		return geom.Vec3{X: low.X + v[0]*size.X, Y: low.Y + v[1]*size.Y, Z: low.Z + v[2]*size.Z}
	}
	step := func(i int) float32 { return float32(i) / float32(n) }
	for axis := range 3 {
		for _, a := range []float32{0, 1} {
			first := uint32(len(m.Positions))
			for i := range n + 1 {
				for k := range n + 1 {
					m.Positions = append(m.Positions, at(a, step(i), step(k), axis))
				}
			}
			for i := range n {
				for k := range n {
					p := first + uint32(i*(n+1)+k)
					q, r, s := p+uint32(n+1), p+uint32(n+2), p+1
					if a == 0 {
						q, s = s, q
					}
					m.Indices = append(m.Indices, p, q, r, p, r, s)
				}
			}
		}
	}
	m.SetBounds()
	m.SmoothNormals()
	return m
}

// bodyOf binds made-up structures.
func bodyOf(t *testing.T, parts ...gltf.Part) *assets.Atlas {
	t.Helper()
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	a, err := assets.Bind(&gltf.Model{Parts: parts}, assets.Binding{Model: "test"}, facts)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func right(id, system string, m *geom.Mesh) gltf.Part {
	return gltf.Part{ID: id, Name: id, Side: "right", System: system, Mesh: m}
}

// TestBoxesThatOverlap: a muscle of 40 mm is pushed 10 mm into a bone of the
// same width. Sunk more than 1 mm is its end and 9 mm of its four walls, each
// but for the millimetre along which they lie in the bone's walls.
func TestBoxesThatOverlap(t *testing.T) {
	x := float32(-0.1)
	bone := block(geom.Vec3{X: x - 0.1, Y: 1, Z: 0}, geom.Vec3{X: x, Y: 1.1, Z: 0.1}, 10)
	muscle := block(geom.Vec3{X: x - 0.01, Y: 1.03, Z: 0.03}, geom.Vec3{X: x + 0.03, Y: 1.07, Z: 0.07}, 10)
	a := bodyOf(t, right("femur", "bone", bone), right("gluteus-medius", "muscle", muscle))
	facts, _ := anatomy.Embedded()
	got := MeasureOverlaps(facts, a, Options{Side: anatomy.Right})
	if len(got.Muscles) != 1 || len(got.Pairs) != 1 {
		t.Fatalf("%+v", got)
	}
	want := (40.*40 + 4*40*9) / (6 * 40 * 40)
	near(t, "share", got.Muscles[0].Share, want, 0.01)
	near(t, "area, cm2", got.Pairs[0].Area, want*96, 1)
	near(t, "depth, mm", got.Pairs[0].Depth, 10, 0.1)
	if got.Muscles[0].Worst != "femur" {
		t.Errorf("sunk in %q", got.Muscles[0].Worst)
	}
}

// TestFacesThatTouchDoNotOverlap: nor does a part lie in its whole.
func TestFacesThatTouchDoNotOverlap(t *testing.T) {
	low, high := geom.Vec3{X: -0.1, Y: 1}, geom.Vec3{X: -0.06, Y: 1.04, Z: 0.04}
	a := bodyOf(t,
		right("gluteus-medius", "muscle", block(low, high, 4)),
		right("gluteus-minimus", "muscle", block(geom.Vec3{X: -0.0605, Y: 1}, geom.Vec3{X: -0.03, Y: 1.04, Z: 0.04}, 4)),
		right("sternocleidomastoid", "muscle", block(low.Add(geom.Vec3{Y: 0.1}), high.Add(geom.Vec3{Y: 0.1}), 4)),
		right("sternocleidomastoid-sternal", "muscle", block(low.Add(geom.Vec3{Y: 0.11}), high.Add(geom.Vec3{Y: 0.09}), 4)),
	)
	facts, _ := anatomy.Embedded()
	if got := MeasureOverlaps(facts, a, Options{Side: anatomy.Right}); len(got.Pairs) != 0 {
		t.Errorf("%+v", got.Pairs)
	}
}

func TestWhatStandsOutOfTheSkin(t *testing.T) {
	skin := block(geom.Vec3{X: -0.2, Y: 0.8, Z: -0.1}, geom.Vec3{X: 0.2, Y: 1.2, Z: 0.1}, 8)
	a := bodyOf(t,
		gltf.Part{ID: "skin", Name: "skin", Side: "midline", System: "skin", Mesh: skin},
		right("femur", "bone", block(geom.Vec3{X: -0.1, Y: 0.9}, geom.Vec3{X: -0.05, Y: 1, Z: 0.05}, 3)),
		right("gluteus-medius", "muscle", block(geom.Vec3{X: -0.1, Y: 0.9, Z: 0}, geom.Vec3{X: -0.05, Y: 1, Z: 0.106}, 3)),
	)
	got := MeasurePokes(a, Options{Side: anatomy.Right})
	if got.Looked != 2 || len(got.Rows) != 1 || got.Rows[0].ID != "gluteus-medius" {
		t.Fatalf("%+v", got)
	}
	near(t, "out, mm", got.Rows[0].Out, 6, 0.01)
}
