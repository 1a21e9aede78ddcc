package bind

import (
	"math"
	"slices"
	"strings"
	"testing"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
)

// TestProportions is the classical law of the cun: measured by its own landmarks,
// each part of the body gives nearly the same cun as the height of the whole.
//
// The front of the trunk keeps it as a whole only: on real bodies the breastbone
// is shorter, and the belly longer, than nine, eight and five parts of twenty-two.
// Its points are measured within each part, so that they come right all the same.
func TestProportions(t *testing.T) {
	const tolerance = 0.10
	divided := []anatomy.ID{"chest", "abdomen-upper", "abdomen-lower"}
	for name, m := range maps(t) {
		var parts float64 // metres, of the trunk
		for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
			body, err := m.resolver.Cun("body", side)
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range m.facts.IDs(anatomy.KindMeasure) {
				cun, err := m.resolver.Cun(id, side)
				if err != nil {
					t.Errorf("%s: %s: %v", name, id, err)
					continue
				}
				if slices.Contains(divided, id) {
					parts += cun * m.facts.Measures[id].Cun / 2
					continue
				}
				if off := cun/body - 1; math.Abs(off) > tolerance {
					t.Errorf("%s: one cun of %s, %s, is %.1f mm, %+.0f %% off that of the body, %.1f mm", name, id, side, cun*1000, off*100, body*1000)
				}
			}
		}
		whole, err := m.resolver.Cun("trunk", anatomy.Midline)
		if err != nil {
			t.Fatal(err)
		}
		if off := parts/(whole*m.facts.Measures["trunk"].Cun) - 1; math.Abs(off) > tolerance {
			t.Errorf("%s: the parts of the front of the trunk are %+.0f %% off the whole", name, off*100)
		}
	}
}

// TestParavertebralPointsLieBesideTheirVertebra: on every atlas, at each of the
// distances, the point lies at the height of its vertebra's spine or body and on
// its side of the midline.
func TestParavertebralPointsLieBesideTheirVertebra(t *testing.T) {
	const reach = 0.02 // metres above and below: spines of the thorax slant
	all := maps(t)
	if m := zAnatomy(t); m != nil {
		all["z-anatomy"] = m
	}
	for name, m := range all {
		for _, id := range m.facts.IDs(anatomy.KindLevel) {
			l := m.facts.Levels[id]
			i, ok := m.atlas.Find(l.Vertebra, anatomy.Midline)
			if !ok {
				t.Errorf("%s: %s: there is no %s", name, id, l.Vertebra)
				continue
			}
			box := m.atlas.Structures[i].Mesh.Bounds
			for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
				for _, cun := range app.Laterals {
					p, err := m.resolver.Paravertebral(id, side, cun)
					if err != nil {
						t.Errorf("%s: %s, %s: %v", name, id, side, err)
						continue
					}
					if y := float32(p.At[1]); y < box.Min.Y-reach || y > box.Max.Y+reach {
						t.Errorf("%s: %s, %s, %g cun: at height %.3f, expected %.3f to %.3f as %s lies", name, id, side, cun, y, box.Min.Y, box.Max.Y, l.Vertebra)
					}
					if (p.At[0] > 0) != (side == anatomy.Left) {
						t.Errorf("%s: %s, %s, %g cun: on the wrong side", name, id, side, cun)
					}
				}
			}
		}
	}
}

// zAnatomy opens the facts on the atlas that has no whole skin and lacks muscles,
// or returns nil where it is not there.
func zAnatomy(t *testing.T) *Map {
	t.Helper()
	if data := referenceFile(t, "ZANATOMY", "z-anatomy.glb"); data != nil {
		return bound(t, "z-anatomy", data)
	}
	return nil
}

// TestWhatCannotBePlacedIsListed: on an atlas that lacks shapes nothing is dropped:
// the panel lists each item that the facts give, and says of each that is not
// shown what the atlas lacks.
func TestWhatCannotBePlacedIsListed(t *testing.T) {
	m := zAnatomy(t)
	if m == nil {
		return
	}
	unplaced := 0
	for _, kind := range Selectable {
		for _, id := range m.facts.IDs(kind) {
			ref := anatomy.Ref{Kind: kind, ID: id, Side: anatomy.Right}
			if !Sided(m.facts, kind, id) {
				ref.Side = anatomy.Midline
			}
			want, err := m.facts.Treat(ref)
			if err != nil {
				t.Fatal(err)
			}
			panel := m.Panel(app.State{Selection: ref})
			for i, level := range panel.Levels {
				if len(level.Items) != len(want.Levels[i].Items) {
					t.Errorf("%s %s: level %d lists %d items of %d", kind, id, i+1, len(level.Items), len(want.Levels[i].Items))
				}
				for _, item := range level.Items {
					if !item.Placed {
						unplaced++
					}
					if !item.Placed && !strings.Contains(item.Detail, "not shown on this body: ") {
						t.Errorf("%s %s: %s is not shown and the panel does not say why: %q", kind, id, item.Name, item.Detail)
					}
				}
			}
		}
	}
	if unplaced == 0 {
		t.Error("everything is placed on an atlas that lacks shapes: the test tests nothing")
	}
}
