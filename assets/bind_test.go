package assets

import (
	"math"
	"os"
	"reflect"
	"testing"
	"time"

	"bodymap/anatomy"
	"bodymap/render/geom"
	"bodymap/render/gltf"
)

// reference opens the reference anatomy beside the checkout.
func reference(t *testing.T) (*Atlas, *anatomy.Facts) {
	t.Helper()
	path := os.Getenv("ATLAS")
	if path == "" {
		path = "../../shared/reference/fused.glb"
	}
	data, err := os.ReadFile(path)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the reference anatomy is needed in CI: %v", err)
		}
		t.Skipf("did not run on the reference anatomy: %v", err)
	}
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	model, err := gltf.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	binding, err := Named("fused")
	if err != nil {
		t.Fatal(err)
	}
	a, err := Bind(model, binding, facts)
	if err != nil {
		t.Fatal(err)
	}
	return a, facts
}

// TestReferenceBinds: every muscle of the knowledge base is found on the
// reference, on both sides, each on the side where it lies.
func TestReferenceBinds(t *testing.T) {
	a, facts := reference(t)
	absent := map[anatomy.ID]bool{ // the reference has none, or not by head
		"dorsal-interossei-foot": true, "dorsal-interossei-hand": true,
		"sternocleidomastoid-clavicular": true, "sternocleidomastoid-sternal": true,
		"digastric-anterior": true, "digastric-posterior": true, "lumbricals-hand": true, "palmar-interossei-hand": true,
		"palmaris-brevis": true, "psoas-minor": true, "longus-colli": true, // on the left only
	}
	for id, m := range facts.Muscles {
		if len(m.Members) > 0 || absent[id] {
			continue
		}
		for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
			i, ok := a.Find(id, side)
			if !ok {
				t.Errorf("%s, %s: no part", id, side)
				continue
			}
			s := a.Structures[i]
			x := s.Mesh.Bounds.Centre().X
			if s.Side != anatomy.Midline && (x > 0) != (side == anatomy.Left) {
				t.Errorf("%s, %s: lies at x = %.3f m", id, side, x)
			}
		}
	}
	for _, id := range []anatomy.ID{"hip-bone", "femur", "sacrum", "vertebra-l4", "skin", "sciatic-nerve", "iliotibial-tract"} {
		if !a.Has(id) {
			t.Errorf("%s: no part", id)
		}
	}
}

// TestFibreRunsFromOriginToInsertion: places along a muscle go from its origin to
// its insertion and lie on its surface, by the frame where a mesh has no fibres.
func TestFibreRunsFromOriginToInsertion(t *testing.T) {
	a, _ := reference(t)
	for _, c := range []struct {
		id   anatomy.ID
		axis int     // 0 x, 1 y, 2 z
		sign float64 // of the way from origin to insertion
	}{
		{"gluteus-medius", 1, -1}, {"rectus-femoris", 1, -1}, {"biceps-femoris-long", 1, -1}, {"psoas-major", 1, -1},
		{"quadratus-lumborum", 1, 1}, {"rectus-abdominis", 1, 1}, {"piriformis", 0, -1},
	} {
		shape, ok := a.Shape(c.id, anatomy.Right)
		if !ok {
			t.Errorf("%s: no shape", c.id)
			continue
		}
		p, _ := shape.Fibre(0.1, 0)
		q, _ := shape.Fibre(0.9, 0)
		if (q[c.axis]-p[c.axis])*c.sign < 0.02 {
			t.Errorf("%s: from %v to %v, expected to go %+.0f along axis %d", c.id, p, q, c.sign, c.axis)
		}
		if near, _ := shape.Nearest(p); distance(near, p) > 1e-4 {
			t.Errorf("%s: the place lies %.4f m off the surface", c.id, distance(near, p))
		}
	}
}

func distance(a, b anatomy.Vec) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// TestRayLeavesTheNearLimb: a ray out of the hip stops at the hip's skin, though
// the hand's lies beyond.
func TestRayLeavesTheNearLimb(t *testing.T) {
	skin := joined(box(-0.1, 0.1), box(0.15, 0.25))
	a := atlasOf(t, gltf.Part{Name: "Skin", ID: "skin", Side: "midline", Mesh: skin})
	shape, _ := a.Shape("skin", anatomy.Midline)
	q, n, ok := shape.Ray(anatomy.Vec{0, 0, 0.013}, anatomy.Vec{1, 0, 0})
	if !ok || math.Abs(q[0]-0.1) > 1e-6 || n[0] < 0.5 {
		t.Errorf("left at %v, normal %v, %v; expected x = 0.1", q, n, ok)
	}
}

// TestWrongLabelsAreDoubted: a part lies on the side on which it lies.
func TestWrongLabelsAreDoubted(t *testing.T) {
	a := atlasOf(t, gltf.Part{Name: "Left gluteus medius", Side: "left", Mesh: box(-0.2, -0.1)})
	if _, ok := a.Find("gluteus-medius", anatomy.Right); !ok {
		t.Error("a part at x < 0 is not on the right")
	}
}

// TestInnerWallIsDropped: of a skin modelled as a shell the outside stays.
func TestInnerWallIsDropped(t *testing.T) {
	shell := outerWall(joined(box(-0.1, 0.1), shrunk(box(-0.1, 0.1), 0.97)))
	if len(shell.Indices) != 36 || shell.Bounds.Min.X != -0.1 {
		t.Errorf("%d indices, bounds %v", len(shell.Indices), shell.Bounds)
	}
	for _, p := range shell.Positions {
		if abs(p.X) != 0.1 {
			t.Errorf("a vertex of the inner wall stays: %v", p)
		}
	}
	a, _ := reference(t)
	i, _ := a.Find("skin", anatomy.Midline)
	if n := len(a.Structures[i].Mesh.Indices) / 3; n > 25000 {
		t.Errorf("the reference's skin keeps %d triangles: both walls", n)
	}
}

func TestNames(t *testing.T) {
	for _, name := range []string{"Right gluteus medius", "Gluteus medius muscle (right)", "gluteus-medius", "Gluteus medius #2", "LEFT GLUTEUS MEDIUS"} {
		if got := plainName(name); got != "gluteusmedius" {
			t.Errorf("plainName(%q) = %q", name, got)
		}
	}
}

func TestBadBindings(t *testing.T) {
	for name, text := range map[string]string{
		"unknown field": `{"model":"x","struct":{}}`,
		"model":         `{}`,
		"side":          `{"model":"x","landmarks":{"asis":{"up":[0,0,0]}}}`,
		"text follows":  `{"model":"x"} {}`,
		"no part names": `{"model":"x","structures":{"femur":[]}}`,
	} {
		if _, err := ParseBinding([]byte(text)); err == nil {
			t.Errorf("%s: %s was read", name, text)
		}
	}
}

func atlasOf(t *testing.T, parts ...gltf.Part) *Atlas {
	t.Helper()
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	a, err := Bind(&gltf.Model{Parts: parts}, Binding{Model: "made"}, facts)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// shrunk is a mesh drawn in towards its middle.
func shrunk(m *geom.Mesh, by float32) *geom.Mesh {
	c := m.Bounds.Centre()
	for i, p := range m.Positions {
		m.Positions[i] = c.Add(p.Sub(c).Mul(by))
	}
	m.Bounds = geom.Box{Min: c.Add(m.Bounds.Min.Sub(c).Mul(by)), Max: c.Add(m.Bounds.Max.Sub(c).Mul(by))}
	return m
}

// box is a closed box 0.2 m high and deep between two planes of x.
func box(x0, x1 float32) *geom.Mesh {
	m := &geom.Mesh{Bounds: geom.Box{Min: geom.Vec3{X: x0, Y: -0.1, Z: -0.1}, Max: geom.Vec3{X: x1, Y: 0.1, Z: 0.1}}}
	for i := range 8 {
		p := m.Bounds.Min
		if i&1 != 0 {
			p.X = x1
		}
		if i&2 != 0 {
			p.Y = 0.1
		}
		if i&4 != 0 {
			p.Z = 0.1
		}
		m.Positions = append(m.Positions, p)
		m.Normals = append(m.Normals, p.Sub(m.Bounds.Centre()).Unit())
	}
	m.Indices = []uint32{0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3}
	return m
}

// TestParsedAtRestIsTheSame: what the page reads of the built-in body is what is
// drawn of the whole file.
func TestParsedAtRestIsTheSame(t *testing.T) {
	data, err := os.ReadFile("models/body/model.glb")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := gltf.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	less, err := gltf.ParseAtRest(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(less.Parts) != len(whole.Parts) || less.Triangles >= whole.Triangles/2 {
		t.Fatalf("%d parts of %d triangles, of the whole file %d of %d", len(less.Parts), less.Triangles, len(whole.Parts), whole.Triangles)
	}
	for i, p := range whole.Parts {
		q := less.Parts[i]
		if q.Name != p.Name || q.ID != p.ID || q.Side != p.Side || len(q.Coarser) != len(p.Coarser)-1 {
			t.Errorf("part %d: %s %s, expected %s %s", i, q.Name, q.Side, p.Name, p.Side)
		}
		for k, m := range append([]*geom.Mesh{q.Mesh}, q.Coarser...) {
			if !reflect.DeepEqual(m, p.Coarser[k]) {
				t.Errorf("%s %s: level %d is another", p.ID, p.Side, k)
			}
		}
	}
}

// TestWarmEnds: warming in slices, however short, ends with a tree for each structure.
func TestWarmEnds(t *testing.T) {
	a := atlasOf(t, gltf.Part{Name: "Left femur", Side: "left", Mesh: box(0.1, 0.2)}, gltf.Part{Name: "Right femur", Side: "right", Mesh: box(-0.2, -0.1)})
	slices := 1
	for !a.Warm(time.Time{}) {
		slices++
	}
	if slices != len(a.Structures) {
		t.Errorf("%d slices of no time for %d structures, expected one each", slices, len(a.Structures))
	}
}
