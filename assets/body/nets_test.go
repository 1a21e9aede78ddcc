package body

import "testing"

// TestLatticeIsExactWhereTheSurfacePasses: leaving out what lies far from the
// surface does not move the surface.
func TestLatticeIsExactWhereTheSurfacePasses(t *testing.T) {
	s, err := parseSkeleton(table(t, "bone/test.txt", `grid 2
node head -60 160 0 24
node neck -90 120 10 9
node shaft -80 10 0 13
node fossa -60 182 0 8
node wing -130 150 -20 3
link head neck shaft
blade head neck wing
cut fossa
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	f := s.field(false)
	l, all := sample(f, s.grid), f.all()
	var crossings int
	for k := 0; k+1 < l.n[2]; k++ {
		for j := 0; j+1 < l.n[1]; j++ {
			for i := 0; i+1 < l.n[0]; i++ {
				a := l.values[l.index(i, j, k)]
				for _, to := range [3][3]int{{i + 1, j, k}, {i, j + 1, k}, {i, j, k + 1}} {
					if (a < 0) == (l.values[l.index(to[0], to[1], to[2])] < 0) {
						continue
					}
					crossings++
					if want := f.distance(l.at(i, j, k), all, 1000); a != want {
						t.Fatalf("%v beside the surface, at %v, want %v", a, l.at(i, j, k), want)
					}
				}
			}
		}
	}
	if crossings == 0 {
		t.Error("no surface")
	}
}
