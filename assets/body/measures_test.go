package body

import (
	"io/fs"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"bodymap/render/geom"
)

// bodyParts makes a few structures of a body, right and left by id.
func bodyParts(t *testing.T, name, only string) map[string]*geom.Mesh {
	t.Helper()
	choice, err := ParseChoice(only)
	if err != nil {
		t.Fatal(err)
	}
	all, err := Tables()
	if err != nil {
		t.Fatal(err)
	}
	some, err := Only(all, choice)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := BuildBody(some, name)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*geom.Mesh{}
	for _, p := range parts {
		if p.Side != "left" {
			out[p.ID] = p.Mesh
		}
	}
	return out
}

// inletBreadth returns the greatest breadth of the true pelvis at its brim, in
// millimetres: twice the way from the midline to the hip bone, between the
// sacrum 20 mm below the promontory and the top of the symphysis.
func inletBreadth(hip, sacrum *geom.Mesh) float64 {
	promontory, symphysis := geom.Vec3{Z: -1}, geom.Vec3{X: -1}
	for _, p := range sacrum.Positions {
		if p.X > -0.01 && p.X < 0.01 && p.Z > promontory.Z {
			promontory = p
		}
	}
	for _, p := range hip.Positions {
		if p.X > -0.012 && (symphysis.X == -1 || p.Y > symphysis.Y) {
			symphysis = p
		}
	}
	back := geom.Vec3{Y: promontory.Y - 0.02, Z: 0.2}
	if hit, ok := geom.NewTree(sacrum).First(geom.Ray{Origin: back, Dir: geom.Vec3{Z: -1}}, 0.3); ok {
		back.Z -= hit.T
	}
	tree, widest := geom.NewTree(hip), 0.0
	for t := float32(0.2); t < 0.8; t += 0.02 {
		from := back.Mul(1 - t).Add(symphysis.Mul(t))
		from.X = 0
		if hit, ok := tree.First(geom.Ray{Origin: from, Dir: geom.Vec3{X: -1}}, 0.2); ok {
			widest = math.Max(widest, 2000*float64(hit.T))
		}
	}
	return widest
}

// subpubicAngle returns the angle in degrees between the two ischiopubic rami,
// seen from before them: from below the symphysis to their inner edges 35 mm on.
func subpubicAngle(hip *geom.Mesh) float64 {
	apex := geom.Vec3{Y: 10}
	for _, p := range hip.Positions {
		if p.X > -0.012 && p.Y < apex.Y {
			apex = p
		}
	}
	edge := math.Inf(1)
	for _, p := range hip.Positions {
		away := math.Hypot(float64(p.Y-apex.Y), float64(p.Z-apex.Z))
		if p.Y < apex.Y && math.Abs(away-0.035) < 0.004 {
			edge = math.Min(edge, -float64(p.X))
		}
	}
	return 2 * math.Atan(edge/0.035) * 180 / math.Pi
}

func breadth(m *geom.Mesh) float64 { return -2000 * float64(m.Bounds.Min.X) }

// TestWomansPelvis: the inlet is wider for its bones than the man's, and the
// pubic arch a wide one. Her figures are those of measures/woman.txt.
func TestWomansPelvis(t *testing.T) {
	man, woman := bodyParts(t, "man", "bone/hip-bone,bone/sacrum"), bodyParts(t, "woman", "bone/hip-bone,bone/sacrum")
	for id, m := range woman {
		if n := openEdges(m); n > 0 {
			t.Errorf("%s: %d open edges", id, n)
		}
	}
	a, b := inletBreadth(man["hip-bone"], man["sacrum"]), inletBreadth(woman["hip-bone"], woman["sacrum"])
	ra, rb := a/breadth(man["hip-bone"]), b/breadth(woman["hip-bone"])
	t.Logf("inlet %.0f mm of %.0f mm (%.2f), hers %.0f of %.0f (%.2f)", a, breadth(man["hip-bone"]), ra, b, breadth(woman["hip-bone"]), rb)
	if rb < ra+0.02 {
		t.Errorf("inlet breadth is %.3f of the bi-iliac breadth, the man's %.3f: want it clearly wider", rb, ra)
	}
	his, hers := subpubicAngle(man["hip-bone"]), subpubicAngle(woman["hip-bone"])
	t.Logf("subpubic angle %.0f, hers %.0f degrees", his, hers)
	if hers < 80 || hers < his+8 {
		t.Errorf("subpubic angle %.0f degrees, hers %.0f: want at least 80 and clearly more than his", his, hers)
	}
}

// TestWomansSkinHoldsHerBones: her shoulders are narrower for her hips than
// his, her surfaces closed, and pelvis and thorax inside her skin.
func TestWomansSkinHoldsHerBones(t *testing.T) {
	if testing.Short() {
		t.Skip("meshes the whole skin")
	}
	const bones = "bone/hip-bone,bone/sacrum,bone/rib-*,bone/body-of-sternum,bone/manubrium,bone/scapula"
	man, woman := bodyParts(t, "man", "bone/hip-bone,bone/scapula"), bodyParts(t, "woman", bones+",skin")
	skin := woman["skin"]
	if skin == nil {
		t.Fatal("no skin")
	}
	a, b := breadth(man["scapula"])/breadth(man["hip-bone"]), breadth(woman["scapula"])/breadth(woman["hip-bone"])
	if b > 0.95*a {
		t.Errorf("shoulders are %.2f of the hips in bone, his %.2f: want them clearly narrower", b, a)
	}
	tree := geom.NewTree(skin)
	for id, m := range woman {
		if n := openEdges(m); n > 0 {
			t.Errorf("%s: %d open edges", id, n)
		}
		if id == "skin" {
			continue
		}
		out := 0
		for _, p := range m.Positions {
			if !tree.Inside(p) {
				if near, ok := tree.Nearest(p, 0.05); !ok || near.Distance > 0.001 {
					out++
				}
			}
		}
		if out > 0 {
			t.Errorf("%s: %d of %d points more than 1 mm outside of the skin", id, out, len(m.Positions))
		}
	}
}

// TestWarpKeepsSides: a place and its mirror stay mirrored, nothing turns over,
// and heights keep their order.
func TestWarpKeepsSides(t *testing.T) {
	w, err := warpTo("woman")
	if err != nil {
		t.Fatal(err)
	}
	for y := 5.0; y < 1715; y += 30 {
		for x := -330.0; x <= 0; x += 15 {
			for z := -40.0; z < 240; z += 20 {
				p := vec{x, y, z}
				q, m := w.point(p), w.point(vec{-x, y, z})
				if d := (vec{-q[0], q[1], q[2]}).sub(m).len(); d > 1e-9 {
					t.Fatalf("%v goes to %v, its mirror to %v", p, q, m)
				}
				const e = 0.01
				dx, dy, dz := w.point(p.add(vec{e, 0, 0})).sub(q), w.point(p.add(vec{0, e, 0})).sub(q), w.point(p.add(vec{0, 0, e})).sub(q)
				if v := dx.cross(dy).dot(dz) / (e * e * e); v < 0.2 {
					t.Fatalf("at %v the volume changes %.2f-fold: folded or crushed", p, v)
				}
			}
		}
	}
}

// TestBrokenMeasuresAreNamed: what is wrong in measures or an overlay is said
// with its line.
func TestBrokenMeasuresAreNamed(t *testing.T) {
	good := "height floor 0\nheight vertex 1700\nbreadth a floor 10\nbreadth b vertex 10\ndepth a floor 10\ndepth b vertex 10\nplace hip -1 2 3\n"
	tests := []struct{ name, man, woman, want string }{
		{"unknown key", good, good + "girth waist 3", "unknown key"},
		{"no counterpart", good, good + "limb arm 80", "no counterpart"},
		{"no such place", good, good + "move knee 1 0 0 50", `no place "knee"`},
		{"steep move", good, good + "move hip 9 0 0 10", "too little"},
		{"no such height", good + "breadth c nowhere 10", good + "breadth c nowhere 10", `no height "nowhere"`},
		{"no length", good, strings.Replace(good, "1700", "-3", 1), "no length"},
	}
	for _, tt := range tests {
		tree := fstest.MapFS{"measures/man.txt": {Data: []byte(tt.man)}, "measures/woman.txt": {Data: []byte(tt.woman)}}
		err := compareBodies(tree)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one that says %q", tt.name, err, tt.want)
		}
	}
	over := table(t, "skin/skin.txt", "node nose-of-nobody 0 0 0 1")
	if _, err := overlay([]Table{table(t, "skin/skin.txt", "name Skin")}, []Table{over}); err == nil || !strings.Contains(err.Error(), "no such row") {
		t.Errorf("overlay of an unknown node: error %v", err)
	}
}

func compareBodies(tree fs.FS) error {
	man, err := readMeasures(tree, "man")
	if err != nil {
		return err
	}
	woman, err := readMeasures(tree, "woman")
	if err != nil {
		return err
	}
	_, err = newWarp(man, woman)
	return err
}
