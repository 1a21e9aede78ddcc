package body

import (
	"math"
	"testing"

	"bodymap/render/geom"
)

const shellNodes = "node a -50 100 20 3\nnode b -10 100 20 3\nnode c -10 140 20 3\nnode d -50 140 20 3\n"

func oneBone(t *testing.T, text string) *geom.Mesh {
	t.Helper()
	parts, err := buildBones([]Table{table(t, "bone/test.txt", text)})
	if err != nil {
		t.Fatal(err)
	}
	return parts[0].Mesh
}

// TestShellEndsAtItsNodes: a plate swells over its outer nodes, a shell does not.
func TestShellEndsAtItsNodes(t *testing.T) {
	m := oneBone(t, "grid 1\nsmooth 3\n"+shellNodes+"shell 2 a b d c")
	if n := openEdges(m); n > 0 {
		t.Errorf("%d open edges, want a closed surface", n)
	}
	if got, want := volume(m)*1e9, 6.0*40*40; math.Abs(got-want) > 0.06*want {
		t.Errorf("volume is %.0f cubic millimetres, want the %.0f of a slab", got, want)
	}
	b := m.Bounds
	for _, side := range [][2]float32{{b.Min.X, -0.05}, {b.Max.X, -0.01}, {b.Min.Y, 0.1}, {b.Max.Y, 0.14}, {b.Min.Z, 0.017}, {b.Max.Z, 0.023}} {
		if d := side[0] - side[1]; d > 0.0008 || d < -0.0008 {
			t.Errorf("ends at %v m, want %v", side[0], side[1])
		}
	}
}

// TestShellGoesOnIntoWhatNamesItsEdge: where a link runs along an edge, that
// edge is round and the bone has no slit there.
func TestShellGoesOnIntoWhatNamesItsEdge(t *testing.T) {
	m := oneBone(t, "grid 1\nsmooth 3\n"+shellNodes+"shell 2 a b d c\nlink a d")
	if x := float64(m.Bounds.Min.X); math.Abs(x+0.053) > 0.0008 {
		t.Errorf("ends at %v m, want the link's side at -0.053", x)
	}
}

// TestSuturesFit: two bones that name the same nodes neither overlap nor part,
// though the suture between them strays from its straight line.
func TestSuturesFit(t *testing.T) {
	const head, seam = "grid 1\nmeander 1.5\n", "node s1 -30 100 20 3\nnode s2 -30 120 20 3\nnode s3 -30 140 20 3\n"
	parse := func(text string) *boneField {
		s, err := parseSkeleton(table(t, "bone/test.txt", head+seam+text), nil)
		if err != nil {
			t.Fatal(err)
		}
		return s.field(false)
	}
	a := parse("node a1 -60 100 20 3\nnode a2 -60 120 20 3\nnode a3 -60 140 20 3\nshell 3 a1 a2 a3 s1 s2 s3")
	b := parse("node b1 -5 100 20 3\nnode b2 -5 120 20 3\nnode b3 -5 140 20 3\nshell 3 s1 s2 s3 b1 b2 b3")
	ofA, ofB := a.all(), b.all()
	strays := false
	for y := 105.0; y < 135; y += 0.5 {
		for x := -33.0; x < -27; x += 0.25 {
			p := vec{x, y, 20}
			da, db := a.distance(p, ofA, 100), b.distance(p, ofB, 100)
			if da > 0.1 && db > 0.1 {
				t.Fatalf("neither bone holds %v: %.2f and %.2f mm away", p, da, db)
			}
			if da < -snug-0.1 && db < -snug-0.1 {
				t.Fatalf("both bones hold %v: %.2f and %.2f mm deep", p, da, db)
			}
			strays = strays || x < -30.6 && da > 0 || x > -29.4 && db > 0
		}
	}
	if !strays {
		t.Error("the suture is straight, want it to meander")
	}
}

// TestRowsFlowTogetherWithoutSwelling: a blend fills the crease between two
// rows, and leaves alone a place where they are one surface.
func TestRowsFlowTogetherWithoutSwelling(t *testing.T) {
	const rows = shellNodes + "shell 2 a b d c\nnode e -30 120 20 3\nnode f -30 120 50 3\nlink e f\n"
	at := func(blend string, p vec) float64 {
		s, err := parseSkeleton(table(t, "bone/test.txt", "grid 1\n"+blend+rows), nil)
		if err != nil {
			t.Fatal(err)
		}
		f := s.field(false)
		return f.distance(p, f.all(), 100)
	}
	crease, plain := vec{-26.8, 120, 23.2}, vec{-45, 105, 23}
	if before, after := at("", crease), at("blend 4\n", crease); after > before-0.3 {
		t.Errorf("%.2f mm from the crease without, %.2f with a blend, want it filled", before, after)
	}
	if d := at("blend 4\nlink a b\n", plain); math.Abs(d) > 0.05 {
		t.Errorf("surface moved by %.2f mm where nothing is to be filled", d)
	}
}
