package body

import (
	"math"
	"strings"
	"testing"
)

const arch = `side midline
grid 0.8
smooth 2
node neck-front 0 1543 176 1
node neck-side -20 1545 161 1
node neck-back -26 1550 140 1
node edge-front 0 1531 181 1
node edge-side -22 1534 162 1
node edge-back -27 1540 140 1
gum neck-front neck-side neck-back
bite edge-front edge-side edge-back
tooth incisor 8.5 7 13
tooth canine 7.5 8 17
tooth premolar 7 9 14
tooth molar 10 11 12
`

func TestTeethFillTheirArch(t *testing.T) {
	m := oneBone(t, arch)
	if n := openEdges(m); n > 0 {
		t.Errorf("%d open edges, want a closed surface", n)
	}
	if y := float64(m.Bounds.Min.Y); math.Abs(y-1.531) > 0.0015 {
		t.Errorf("lowest at %v m, want the edge of the incisor at 1.531", y)
	}
	if y := float64(m.Bounds.Max.Y); math.Abs(y-1.561) > 0.004 {
		t.Errorf("highest at %v m, want the root of the canine, 17 mm above its neck", y)
	}
	if z := float64(m.Bounds.Min.Z); math.Abs(z-0.140) > 0.002 {
		t.Errorf("hindmost at %v m, want the end of the arch at 0.140", z)
	}
}

// TestCrownsShowAsScallops: half-way up its crown a tooth is wider than where
// it meets its neighbour.
func TestCrownsShowAsScallops(t *testing.T) {
	s, err := parseSkeleton(table(t, "bone/test.txt", arch), nil)
	if err != nil {
		t.Fatal(err)
	}
	f := s.field(true)
	all := f.all()
	necks, edges := newLine([]vec{{0, 1543, 176}, {-20, 1545, 161}, {-26, 1550, 140}}), newLine([]vec{{0, 1531, 181}, {-22, 1534, 162}, {-27, 1540, 140}})
	depth := func(share float64) float64 {
		p, q := necks.at(share).lerp(edges.at(share), 0.4), necks.at(share+0.01).lerp(edges.at(share+0.01), 0.4)
		out := q.sub(p).cross(vec{0, 1, 0}).unit(vec{})
		for d := 0.0; d < 10; d += 0.1 {
			if f.distance(p.add(out.mul(d)), all, 100) > 0 {
				return d
			}
		}
		return 10
	}
	const total = 8.5 + 7.5 + 7 + 10
	for name, shares := range map[string][3]float64{
		"incisor and canine":  {4.25 / total, 8.5 / total, 12.25 / total},
		"canine and premolar": {12.25 / total, 16 / total, 19.5 / total},
	} {
		if a, gap, b := depth(shares[0]), depth(shares[1]), depth(shares[2]); gap > a-0.5 || gap > b-0.5 {
			t.Errorf("%s: %.1f and %.1f mm deep, %.1f between them, want a groove", name, a, b, gap)
		}
	}
}

func TestTeethErrorsNameTheRow(t *testing.T) {
	for text, want := range map[string]string{
		"tooth tusk 5 5 5":       "no kind of tooth",
		"tooth molar 5 5":        "expected 3",
		"tooth molar 5 0 5":      "no size of a tooth",
		"tooth molar 5 5 100000": "number of millimetres",
	} {
		_, err := buildBones([]Table{table(t, "bone/test.txt", strings.Replace(arch, "tooth canine 7.5 8 17", text, 1))})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one that says %q", text, err, want)
		}
	}
}
