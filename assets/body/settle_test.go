package body

import (
	"math"
	"testing"

	"bodymap/render/geom"
)

// rightParts makes the parts of the right side and the midline from tables.
func rightParts(t *testing.T, tables map[string]string, order ...string) []Part {
	t.Helper()
	var list []Table
	for _, file := range order {
		list = append(list, table(t, file, tables[file]))
	}
	parts, err := meshAll(list)
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

// shin is a bone and two straps: one runs through it from top to bottom, the
// other overlaps the first.
func shin(t *testing.T) []Part {
	return rightParts(t, map[string]string{
		"bone/shaft.txt": "grid 2\nnode top -100 400 0 12\nnode foot -100 200 0 12\nnode head -100 420 14 6\nlink top foot\nlink top head",
		"muscle/deep.txt": `loft
tendon 10 20
at -100 402 19 0 6 3 2 0
at -100 360 16 0 12 7 2 0
at -100 300 16 0 14 8 2 0
at -100 240 16 0 10 6 2 0
at -100 205 13 0 5 3 2 0`,
		"muscle/outer.txt": `loft
at -94 430 30 0 6 4 2 0
at -96 350 24 0 12 7 2 0
at -96 290 22 0 14 8 2 0
at -94 190 26 0 5 3 2 0`,
	}, "bone/shaft.txt", "muscle/deep.txt", "muscle/outer.txt")
}

func part(t *testing.T, parts []Part, id string) Part {
	t.Helper()
	for _, p := range parts {
		if p.ID == id {
			return p
		}
	}
	t.Fatalf("no part %s", id)
	return Part{}
}

// overlap is how far one structure reaches into another.
type overlap struct {
	Share float64 // of its surface that lies deeper than 1 mm
	Depth float64 // metres, the greatest
}

// reach measures by the corners and middles of triangles how far one part reaches
// into another.
func reach(inner, outer Part) overlap {
	m, s := inner.Mesh, newInterior(outer.Mesh)
	var o overlap
	var area, inside float64
	for t := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(t)
		size := float64(b.Sub(a).Cross(c.Sub(a)).Len()) / 2
		area += size
		for _, p := range [...]geom.Vec3{a, b, c, a.Add(b).Add(c).Mul(1.0 / 3)} {
			if at, ok := s.depth(p, deepest); ok && at.distance < -0.001 {
				inside += size / 4
				o.Depth = math.Max(o.Depth, float64(-at.distance))
			}
		}
	}
	o.Share = inside / area
	return o
}

func TestMuscleEndsUpOutsideBone(t *testing.T) {
	parts := shin(t)
	before := reach(part(t, parts, "deep"), part(t, parts, "shaft"))
	if before.Share < 0.1 {
		t.Fatalf("only %.0f%% of the muscle starts within the bone", 100*before.Share)
	}
	settle(parts)
	after := reach(part(t, parts, "deep"), part(t, parts, "shaft"))
	if after.Share > 0.015 || after.Depth > 0.002 {
		t.Errorf("%.1f%% of the muscle lies deeper than 1 mm in the bone, at most %.1f mm", 100*after.Share, 1000*after.Depth)
	}
	if g := part(t, parts, "deep").Mesh.Grain; g.Tendon[1] == 0 {
		t.Error("the tendon is lost")
	}
	if n := openEdges(part(t, parts, "deep").Mesh); n > 0 {
		t.Errorf("%d open edges", n)
	}
}

func TestEndsLieOnBone(t *testing.T) {
	parts := shin(t)
	settle(parts)
	bone, muscle := newInterior(part(t, parts, "shaft").Mesh), part(t, parts, "deep").Mesh
	touching, ends := 0, 0
	for i, f := range muscle.Fibres {
		if f[0] > 0.001 && f[0] < 0.999 {
			continue
		}
		a, ok := bone.away(muscle.Positions[i], 0.05)
		if !ok || a.distance < -0.002 {
			t.Errorf("an end lies %.1f mm from the bone", 1000*a.distance)
		}
		if ends++; a.distance < 0.001 {
			touching++
		}
	}
	if touching < ends*3/4 {
		t.Errorf("%d of %d vertices of the ends lie on the bone", touching, ends)
	}
}

func TestMusclesArePushedApartAndKeepTheirVolume(t *testing.T) {
	parts := shin(t)
	volumes := map[string]float64{}
	for _, p := range parts {
		volumes[p.ID] = volume(p.Mesh)
	}
	before := reach(part(t, parts, "outer"), part(t, parts, "deep"))
	settle(parts)
	after := reach(part(t, parts, "outer"), part(t, parts, "deep"))
	if before.Share < 0.05 || after.Share > before.Share/2 {
		t.Errorf("%.1f%% of one lies in the other, before %.1f%%", 100*after.Share, 100*before.Share)
	}
	if kept := volume(part(t, parts, "outer").Mesh) / volumes["outer"]; kept < 0.8 || kept > 1.1 {
		t.Errorf("the volume of one is %.0f%% of what it was", 100*kept)
	}
	if got := volume(part(t, parts, "shaft").Mesh); got != volumes["shaft"] {
		t.Error("the bone moved")
	}
}

// A sheet half sunk in a thick muscle keeps its thickness when it comes out.
func TestSheetKeepsItsThickness(t *testing.T) {
	parts := rightParts(t, map[string]string{
		"muscle/belly.txt": "loft\nat -100 400 0 0 20 20 2 0\nat -100 300 0 0 20 20 2 0\nat -100 200 0 0 20 20 2 0",
		"muscle/sheet.txt": "sheet\nrow -80 340 19 3 | -100 340 19 3 | -120 340 19 3\nrow -80 300 19 3 | -100 300 19 3 | -120 300 19 3\nrow -80 260 19 3 | -100 260 19 3 | -120 260 19 3",
	}, "muscle/belly.txt", "muscle/sheet.txt")
	was := volume(part(t, parts, "sheet").Mesh)
	settle(parts)
	if kept := volume(part(t, parts, "sheet").Mesh) / was; kept < 0.75 || kept > 1.25 {
		t.Errorf("the volume of the sheet is %.0f%% of what it was", 100*kept)
	}
}

func TestPairedMusclesStayOnTheirSide(t *testing.T) {
	parts := rightParts(t, map[string]string{
		"bone/post.txt":    "side midline\nnode a 0 400 0 8\nnode b 0 200 0 8\nlink a b",
		"muscle/strap.txt": "loft\nat -3 380 12 0 8 5 2 0\nat -3 300 12 0 8 5 2 0\nat -3 220 12 0 8 5 2 0",
	}, "bone/post.txt", "muscle/strap.txt")
	settle(parts)
	if x := part(t, parts, "strap").Mesh.Bounds.Max.X; x > 0 {
		t.Errorf("reaches %.1f mm across the midline", 1000*x)
	}
}

func TestSettlingIsRepeatable(t *testing.T) {
	a, b := shin(t), shin(t)
	settle(a)
	settle(b)
	for i := range a {
		for k, p := range a[i].Mesh.Positions {
			if p != b[i].Mesh.Positions[k] {
				t.Fatalf("%s: vertex %d lies elsewhere the second time", a[i].ID, k)
			}
		}
	}
}

func TestRefinedSurfaceIsTheSameAndClosed(t *testing.T) {
	m := part(t, shin(t), "deep").Mesh
	chosen := make([]bool, len(m.Positions))
	for i := range chosen {
		chosen[i] = m.Positions[i].Y > 0.3
	}
	fine := refined(m, 0.004, chosen)
	if len(fine.Positions) < 2*len(m.Positions) || len(fine.Fibres) != len(fine.Positions) {
		t.Errorf("%d vertices and %d fibres, from %d", len(fine.Positions), len(fine.Fibres), len(m.Positions))
	}
	if n := openEdges(fine); n > 0 {
		t.Errorf("%d open edges", n)
	}
	if was, is := volume(m), volume(fine); math.Abs(is-was) > 1e-4*was {
		t.Errorf("volume %v, before %v", is, was)
	}
}

func TestSkinEnclosesWhatPokesOut(t *testing.T) {
	parts := rightParts(t, map[string]string{
		"bone/ball.txt": "grid 1\nnode a -46 300 0 8\nlink a a", // reaches 4 mm out of the skin
		"skin/skin.txt": "side midline\nlimb body nodes\nnode a 0 200 0 50\nnode b 0 400 0 50\nlink a b",
	}, "bone/ball.txt", "skin/skin.txt")
	was := volume(part(t, parts, "skin").Mesh)
	enclose(parts)
	skin := newInterior(part(t, parts, "skin").Mesh)
	for _, p := range part(t, parts, "ball").Mesh.Positions {
		for _, p := range []geom.Vec3{p, {X: -p.X, Y: p.Y, Z: p.Z}} {
			if a, ok := skin.away(p, 0.02); ok && a.distance > -0.001 {
				t.Fatalf("%v lies %.1f mm outside the skin, want 1 mm inside", p, 1000*a.distance)
			}
		}
	}
	if grown := volume(part(t, parts, "skin").Mesh) / was; grown > 1.04 {
		t.Errorf("the skin grew by %.1f%%, want a small bump", 100*(grown-1))
	}
}

// TestNervesGiveWayToTheSkin: a nerve that lies outside the skin is drawn in,
// and keeps its thickness.
func TestNervesGiveWayToTheSkin(t *testing.T) {
	parts := rightParts(t, map[string]string{
		"nerve/twig.txt": "loft\nzero left\nat -49 250 0 0 1 1 2 0\nat -51 300 0 0 1 1 2 0\nat -49 350 0 0 1 1 2 0",
		"skin/skin.txt":  "side midline\nlimb body nodes\nnode a 0 200 0 50\nnode b 0 400 0 50\nlink a b",
	}, "nerve/twig.txt", "skin/skin.txt")
	was := volume(part(t, parts, "twig").Mesh)
	tuck(parts)
	twig := part(t, parts, "twig").Mesh
	skin := newInterior(part(t, parts, "skin").Mesh)
	for _, p := range twig.Positions {
		if a, ok := skin.away(p, 0.02); ok && a.distance > -0.0005 {
			t.Errorf("%v lies %.1f mm outside the skin, want it inside", p, 1000*a.distance)
		}
	}
	if kept := volume(twig) / was; kept < 0.7 {
		t.Errorf("the nerve keeps %.0f%% of its volume, want most of it", 100*kept)
	}
}
