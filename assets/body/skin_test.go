package body

import (
	"math"
	"strings"
	"testing"

	"bodymap/render/geom"
)

// globe is a skin of one round limb about 80 mm wide, and what a test adds.
const globe = `side midline
grid 3
smooth 2
limb globe nodes
node middle 0 1000 0 40
link middle middle
`

func skinOf(t *testing.T, text string) *geom.Mesh {
	t.Helper()
	parts, err := buildSkin([]Table{table(t, "skin/skin.txt", text)})
	if err != nil {
		t.Fatal(err)
	}
	if n := openEdges(parts[0].Mesh); n > 0 {
		t.Errorf("%d open edges, want a closed surface", n)
	}
	return parts[0].Mesh
}

// front returns how far forward the skin is at a height, in millimetres.
func front(t *testing.T, m *geom.Mesh, x, y float32) float64 {
	t.Helper()
	from := geom.Vec3{X: x / 1000, Y: y / 1000, Z: 1}
	hit, ok := geom.NewTree(m).First(geom.Ray{Origin: from, Dir: geom.Vec3{Z: -1}}, 2)
	if !ok {
		t.Fatalf("no skin at %v %v", x, y)
	}
	return 1000 - 1000*float64(hit.T)
}

// TestReliefRaisesAndLowers: a bump stands out by its height, a groove lies in
// by its depth, and both leave the skin alone beyond their radius.
func TestReliefRaisesAndLowers(t *testing.T) {
	plain := front(t, skinOf(t, globe), 0, 1000)
	tests := []struct {
		row  string
		want float64
	}{
		{"bump brow 0 1000 40 20 5", 5},
		{"bump socket 0 1000 40 20 -5", -5},
		{"bump lid 0 1000 40 30 10 20 4", 4},
		{"ridge lip 16 4  -20 1000 36  0 1000 40", 4},
		{"groove mouth 16 4  -20 1000 36  0 1000 40", -4},
	}
	for _, tt := range tests {
		m := skinOf(t, globe+tt.row)
		if got := front(t, m, 0, 1000) - plain; math.Abs(got-tt.want) > 1.2 { // the height fades along the way, too
			t.Errorf("%s: raises the skin by %.1f mm, want %.0f", tt.row, got, tt.want)
		}
		if got := front(t, m, 0, 1030) - front(t, skinOf(t, globe), 0, 1030); math.Abs(got) > 0.6 {
			t.Errorf("%s: moves the skin by %.1f mm beyond its radius", tt.row, got)
		}
	}
}

// TestFineLimbsMeetCoarseOnes: where cells of two sizes meet, the skin stays
// closed and symmetric, and a fine limb keeps what a coarse one would lose.
func TestFineLimbsMeetCoarseOnes(t *testing.T) {
	m := skinOf(t, globe+`limb finger nodes
fine
blend 6
node base -30 1000 0 5
node tip -90 1010 10 5
link base tip
`)
	if x := float64(m.Bounds.Min.X) * 1000; math.Abs(x+95) > 1.5 {
		t.Errorf("the finger reaches to %.1f mm, want -95", x)
	}
	if gap := math.Abs(float64(m.Bounds.Min.X+m.Bounds.Max.X)) * 1000; gap > 0.5 {
		t.Errorf("left and right differ by %.1f mm", gap)
	}
}

func TestBrokenReliefIsNamed(t *testing.T) {
	tests := []struct{ row, want string }{
		{"bump chin 0 0 0 10", "expected a name"},
		{"bump chin 0 0 0 0 1", "no radius"},
		{"bump chin 0 0 0 10 9", "too steep"},
		{"groove mouth 4 1  0 0 0", "2 to 12 points"},
		{"groove mouth 4 1  0 0 0  1 1", "2 to 12 points"},
		{"blend 99", "out of range"},
		{"soft -1", "out of range"},
	}
	for _, tt := range tests {
		_, err := buildSkin([]Table{table(t, "skin/skin.txt", globe+tt.row)})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want one that says %q", tt.row, err, tt.want)
		}
	}
}
