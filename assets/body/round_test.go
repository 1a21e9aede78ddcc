package body

import (
	"math"
	"testing"
)

// octahedron is a bone of blades over six nodes, 20 mm from its middle.
const octahedron = `grid 1
node top -50 120 0 1
node low -50 80 0 1
node front -50 100 20 1
node back -50 100 -20 1
node side -70 100 0 1
node middle -30 100 0 1
blade top front side
blade top side back
blade top back middle
blade top middle front
blade low front side
blade low side back
blade low back middle
blade low middle front
`

// TestRoundBladesBulgeBetweenTheirNodes: nodes on a sphere give a surface that
// comes much closer to it than flat triangles do, and still passes the nodes.
func TestRoundBladesBulgeBetweenTheirNodes(t *testing.T) {
	size := func(round string) (float64, float64) {
		parts, err := buildBones([]Table{table(t, "bone/test.txt", octahedron+round)})
		if err != nil {
			t.Fatal(err)
		}
		m := parts[0].Mesh
		if n := openEdges(m); n > 0 {
			t.Errorf("%d open edges, want a closed surface", n)
		}
		return volume(m) * 1e9, float64(m.Bounds.Max.Y)
	}
	flat, _ := size("round 0")
	curved, top := size("round 2")
	if curved < 1.4*flat {
		t.Errorf("volume is %.0f cubic millimetres, want well over the %.0f of flat blades", curved, flat)
	}
	if math.Abs(top-0.121) > 0.001 {
		t.Errorf("top is at %.4f m, want the node's 0.121", top)
	}
}

// TestRidgeDrawsOutACorner: three corners stand out where the table says.
func TestRidgeDrawsOutACorner(t *testing.T) {
	parts, err := buildBones([]Table{table(t, "bone/test.txt", `grid 1
loft
zero left
cap 5 5
at -50 200 0  0 10 10 2 0  20 0
at -50 100 0  0 10 10 2 0  20 0
`)})
	if err != nil {
		t.Fatal(err)
	}
	b := parts[0].Mesh.Bounds
	corner, across := 1000*float64(b.Max.X)+50, -50-1000*float64(b.Min.X)
	if math.Abs(corner-12) > 0.6 || math.Abs(across-8.7) > 0.6 {
		t.Errorf("reaches %.1f mm to the corner and %.1f mm away from it, want 12 and 8.7", corner, across)
	}
}
