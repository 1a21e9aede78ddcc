package body

import (
	"math"
	"testing"

	"bodymap/anatomy"
	"bodymap/render/geom"
)

// meeting is how far, in millimetres, the end of a nerve may lie from the line
// it leaves: whole millimetres on both sides, and the curve between stations.
const meeting = 4.5

// course is the middle line of one loft of a nerve.
type course struct {
	table string
	line  []vec
}

// courses returns the lines of every nerve.
func courses(t *testing.T) []course {
	t.Helper()
	var out []course
	for _, table := range kindOf(t, "nerve") {
		shapes, err := table.shapes()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range shapes {
			c := course{table: table.ID}
			if l, ok := s.(*loft); ok {
				c.line = centres(l.sections(0.5))
			}
			out = append(out, c)
		}
	}
	return out
}

func kindOf(t *testing.T, kind string) []Table {
	t.Helper()
	all, err := Tables()
	if err != nil {
		t.Fatal(err)
	}
	some, err := Only(all, Choice{kind})
	if err != nil {
		t.Fatal(err)
	}
	tables, err := ReadTables(some)
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

// TestNervesAreUnbroken: from the cord or the brain every piece of every nerve
// can be followed, each beginning where another passes.
func TestNervesAreUnbroken(t *testing.T) {
	all := courses(t)
	reached := make([]bool, len(all))
	var queue []int
	for i, c := range all {
		switch c.table {
		case "spinal-cord", "trigeminal-nerve", "facial-nerve", "hypoglossal-nerve", "accessory-nerve":
			if i == 0 || all[i-1].table != c.table { // its first piece leaves the cord or the brain
				reached[i], queue = true, append(queue, i)
			}
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		from := all[queue[0]]
		near := meeting
		if from.table == "spinal-cord" {
			near = 9 // roots leave its surface
		}
		for i, c := range all {
			if !reached[i] && math.Min(apart(c.line[0], from.line), apart(c.line[len(c.line)-1], from.line)) <= near {
				reached[i], queue = true, append(queue, i)
			}
		}
	}
	for i, c := range all {
		if !reached[i] {
			t.Errorf("nerve/%s.txt: the piece that begins at %.0f joins no nerve that comes from the cord or the brain", c.table, c.line[0])
		}
	}
}

// apart is how far a point lies from a line.
func apart(p vec, line []vec) float64 {
	best := math.Inf(1)
	for i := 0; i+1 < len(line); i++ {
		a, d := line[i], line[i+1].sub(line[i])
		s := 0.0
		if dd := d.dot(d); dd > 0 {
			s = math.Min(math.Max(p.sub(a).dot(d)/dd, 0), 1)
		}
		best = math.Min(best, p.sub(a.add(d.mul(s))).len())
	}
	return best
}

// TestNervesReachTheirMuscles: at least one of the nerves that supply a muscle
// comes to its surface, so that the way from the level can be seen to the end.
func TestNervesReachTheirMuscles(t *testing.T) {
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	nerves, muscles := right(t, "nerve"), right(t, "muscle")
	for _, m := range facts.Muscles {
		mesh := muscles[string(m.ID)]
		if mesh == nil || len(m.Supply) == 0 {
			continue // a group, or not drawn
		}
		tree, best := geom.NewTree(mesh), float32(math.Inf(1))
		for _, s := range m.Supply {
			if n := nerves[string(s.Nerve)]; n != nil {
				for _, p := range n.Positions {
					if near, ok := tree.Nearest(p, best); ok {
						best = near.Distance
					}
				}
			}
		}
		if best > 0.006 {
			t.Errorf("%s: the nearest of its nerves stays %.0f mm away, expected within 6 mm", m.ID, best*1000)
		}
	}
}

// right builds the right and midline parts of one kind.
func right(t *testing.T, kind string) map[string]*geom.Mesh {
	t.Helper()
	parts, err := buildSoft(kindOf(t, kind))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*geom.Mesh{}
	for _, p := range parts {
		out[p.ID] = p.Mesh
	}
	return out
}
