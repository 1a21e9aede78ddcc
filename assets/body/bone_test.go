package body

import (
	"math"
	"strings"
	"testing"

	"bodymap/render/geom"
)

func table(t *testing.T, file, text string) Table {
	t.Helper()
	out, err := ParseTable(file, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// openEdges counts the edges that do not have one face on either side.
func openEdges(m *geom.Mesh) int {
	sum := map[[2]uint32]int{}
	for i := 0; i+2 < len(m.Indices); i += 3 {
		for k := 0; k < 3; k++ {
			a, b := m.Indices[i+k], m.Indices[i+(k+1)%3]
			if a < b {
				sum[[2]uint32{a, b}]++
			} else {
				sum[[2]uint32{b, a}]--
			}
		}
	}
	open := 0
	for _, n := range sum {
		if n != 0 {
			open++
		}
	}
	return open
}

func TestBonesAreClosedOutwardAndOfTheirSize(t *testing.T) {
	tests := []struct {
		name, text string
		volume     float64 // cubic millimetres
	}{
		{"a ball", "node a -50 100 20 10\nlink a a", 4.0 / 3 * math.Pi * 1000},
		{"a rod", "node a -50 100 20 6\nnode b -50 160 20 6\nlink a b", math.Pi*36*60 + 4.0/3*math.Pi*216},
		{"a ball with a hollow", "node a -50 100 20 10\nnode b -50 110 20 6\nlink a a\ncut b", 4.0/3*math.Pi*1000 - 410},
		{"a plate", "node a -50 100 20 3\nnode b -10 100 20 3\nnode c -10 140 20 3\nnode d -50 140 20 3\nplate 2 a b d c",
			6*1600 + math.Pi*9/2*160 + 4.0/3*math.Pi*27},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			parts, err := buildBones([]Table{table(t, "bone/test.txt", "smooth 3\ngrid 1.5\n"+tt.text)})
			if err != nil {
				t.Fatal(err)
			}
			m := parts[0].Mesh
			if n := openEdges(m); n > 0 {
				t.Errorf("%d open edges, want a closed surface", n)
			}
			if got := volume(m) * 1e9; math.Abs(got-tt.volume) > 0.06*tt.volume {
				t.Errorf("volume is %.0f cubic millimetres, want about %.0f", got, tt.volume)
			}
		})
	}
}

func TestMidlineBoneIsTheSameOnBothSides(t *testing.T) {
	parts, err := buildBones([]Table{table(t, "bone/test.txt", "side midline\nnode a 0 100 0 8\nnode b -30 100 0 5\nlink a b")})
	if err != nil {
		t.Fatal(err)
	}
	b := parts[0].Mesh.Bounds
	if math.Abs(float64(b.Min.X+b.Max.X)) > 0.001 {
		t.Errorf("reaches from %v to %v m, want as far left as right", b.Min.X, b.Max.X)
	}
}

func TestTemplateGivesJointsAndTableGivesMeasures(t *testing.T) {
	parts, err := buildBones([]Table{
		table(t, "bone/rod.txt", "template\nlink a b"),
		table(t, "bone/long.txt", "like rod\nnode a -50 100 0 5\nnode b -50 190 0 5"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) != 1 || parts[0].ID != "long" {
		t.Fatalf("made %d parts, want the one that is no template", len(parts))
	}
	if h := parts[0].Mesh.Bounds.Size().Y; math.Abs(float64(h)-0.1) > 0.003 {
		t.Errorf("is %v m long, want about 0.1", h)
	}
}

func TestBoneErrorsNameTheRow(t *testing.T) {
	tests := []struct{ text, want string }{
		{"node a 1 2 3 0\nlink a a", "bone/test.txt:1: radius"},
		{"node a 1 2 3 4\nlink a b", `no node "b"`},
		{"node a 1 2 3 4\nblade a a", "names 2 nodes, expected 3 to 4"},
		{"node a 1 2 3 4\nplate 2 a a a", "do not make rows"},
		{"like nothing", "is no template"},
		{"wing a b", "unknown key"},
		{"name Nothing", "no shape"},
	}
	for _, tt := range tests {
		_, err := buildBones([]Table{table(t, "bone/test.txt", tt.text)})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want one that says %q", tt.text, err, tt.want)
		}
	}
}

func TestSkinLimbsJoinIntoOneClosedSurface(t *testing.T) {
	parts, err := buildSkin([]Table{table(t, "skin/skin.txt", `side midline
limb trunk half
cap 10 10
at 0 1200 0  90 90 90 90 90 90 90
at 0 1000 0  90 90 90 90 90 90 90
limb arm nodes
node shoulder -70 1150 0 30
node hand -200 1050 0 25
link shoulder hand
`)})
	if err != nil {
		t.Fatal(err)
	}
	m := parts[0].Mesh
	if n := openEdges(m); n > 0 {
		t.Errorf("%d open edges, want a closed surface", n)
	}
	if x := m.Bounds.Min.X; math.Abs(float64(x)+0.225) > 0.006 {
		t.Errorf("reaches to %v m, want the hand at -0.225", x)
	}
	if x := m.Bounds.Max.X; math.Abs(float64(x)-0.225) > 0.006 {
		t.Errorf("reaches to %v m, want the other hand at 0.225", x)
	}
}
