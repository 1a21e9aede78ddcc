package bind

import (
	"cmp"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/models"
	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/geom"
	"bodymap/render/gltf"
)

// maps opens the facts on both bodies; without the reference the test runs on
// the built-in one and says so, or fails where everything must run.
func maps(t *testing.T) map[string]*Map {
	t.Helper()
	out := map[string]*Map{"body": bound(t, "body", models.Body())}
	if data := referenceFile(t, "ATLAS", "fused.glb"); data != nil {
		out["fused"] = bound(t, "fused", data)
	}
	return out
}

// referenceFile reads a model of the reference anatomy, which an environment
// variable may place elsewhere; nil, with a word of it, where it is not there.
func referenceFile(t *testing.T, env, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(cmp.Or(os.Getenv(env), "../../../../shared/reference/"+name))
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatalf("the reference anatomy is needed in CI: %v", err)
	case err != nil:
		t.Logf("did not run on %s of the reference anatomy: %v", name, err)
		return nil
	}
	return data
}

// bound binds the facts to a model.
func bound(t *testing.T, name string, data []byte) *Map {
	t.Helper()
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	model, err := gltf.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	binding, err := assets.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	atlas, err := assets.Bind(model, binding, facts)
	if err != nil {
		t.Fatal(err)
	}
	return New(facts, atlas)
}

func stateOf(t *testing.T, m *Map, link string) app.State {
	t.Helper()
	s, err := app.ParseFragment(link, m)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestEverythingIsPlaced: on both bodies every point, level and region of the
// knowledge base has a position, and points lie on the skin or in their muscle.
func TestEverythingIsPlaced(t *testing.T) {
	const deep = 0.015 // metres under the skin that a point may lie
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			for _, id := range m.facts.IDs(anatomy.KindPoint) {
				record := m.facts.Points[id]
				sides := []anatomy.Side{anatomy.Left, anatomy.Right}
				if record.Midline {
					sides = []anatomy.Side{anatomy.Midline}
				}
				for _, side := range sides {
					p, err := m.resolver.Point(id, side)
					if err != nil {
						t.Errorf("%s, %s: %v", id, side, err)
						continue
					}
					if off := m.offSurface(record, side, assets.Vec3(p.At)); off > deep {
						t.Errorf("%s, %s: lies %.0f mm off skin and muscle", id, side, off*1000)
					}
				}
			}
			for _, id := range m.facts.IDs(anatomy.KindLevel) {
				for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
					p, err := m.resolver.Paravertebral(id, side, 1.5)
					if err != nil {
						t.Errorf("%s: %v", id, err)
						continue
					}
					if x := p.At[0]; math.Abs(x) < 0.01 || math.Abs(x) > 0.06 || (x > 0) != (side == anatomy.Left) {
						t.Errorf("%s, %s: lies %.0f mm from the midline", id, side, x*1000)
					}
				}
			}
			for _, id := range m.facts.IDs(anatomy.KindRegion) {
				if _, err := m.resolver.Region(id, anatomy.Right); err != nil {
					t.Errorf("%s: %v", id, err)
				}
			}
		})
	}
}

// offSurface is how far a point lies from the skin and from its muscle, in
// metres, whichever is nearer.
func (m *Map) offSurface(record *anatomy.Point, side anatomy.Side, at geom.Vec3) float64 {
	off := math.Inf(1)
	for _, id := range []anatomy.ID{"skin", record.Muscle} {
		if shape, ok := m.atlas.Shape(id, side); ok {
			near, _ := shape.Nearest(assets.Vec(at))
			off = min(off, float64(at.Sub(assets.Vec3(near)).Len()))
		}
	}
	return off
}

// TestPointsLieInTheirRegion: each homeostatic point lies on the skin of the
// region that its record names first.
func TestPointsLieInTheirRegion(t *testing.T) {
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			for _, id := range m.facts.IDs(anatomy.KindPoint) {
				record := m.facts.Points[id]
				if record.Type != anatomy.Homeostatic {
					continue
				}
				side := anatomy.Right
				if record.Midline {
					side = anatomy.Midline
				}
				p, err := m.resolver.Point(id, side)
				if err != nil {
					continue // reported above
				}
				region, err := patchOf(m.resolver.Region(record.Regions[0], side))
				if err != nil {
					continue
				}
				if d := distanceToPath(assets.Vec3(p.At), region.path) - region.radius; d > 0.01 {
					t.Errorf("%s lies %.0f mm outside %s", id, d*1000, record.Regions[0])
				}
			}
		})
	}
}

// TestPointingAtTheSkin: the place of a region's own middle names that region, on
// its side, and thin air names none.
func TestPointingAtTheSkin(t *testing.T) {
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			for _, id := range []anatomy.ID{"buttock", "hip-lateral", "low-back", "knee-anterior", "heel", "shoulder-top", "forehead"} {
				r, err := patchOf(m.resolver.Region(id, anatomy.Left))
				if err != nil {
					t.Fatal(err)
				}
				if got, ok := m.RegionAt(r.path[len(r.path)/2]); !ok || got.ID != id {
					t.Errorf("%s: named %v", id, got)
				}
			}
			if got, ok := m.RegionAt(geom.Vec3{X: 2, Y: 1}); ok {
				t.Errorf("thin air is %v", got)
			}
		})
	}
}

// TestPaintKeepsToItsSide: the zones of a right muscle are on the right, but for
// what lies across the midline.
func TestPaintKeepsToItsSide(t *testing.T) {
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			p := m.paint(stateOf(t, m, "select=muscle:gluteus-medius&side=right&levels=1"))
			if p == nil || p.Primary == nil || p.Spillover == nil {
				t.Fatal("no zones are painted")
			}
			inside, wrong := 0, 0
			for i, at := range m.skin.mesh.Positions {
				if p.Primary[i] < 0 || p.Spillover[i] < 0 {
					inside++
					if at.X > 0.04 {
						wrong++
					}
				}
			}
			if inside < 50 || wrong > 0 {
				t.Errorf("%d vertices of the skin are painted, %d of them on the left", inside, wrong)
			}
		})
	}
}

// TestMainJob: what the panel and the picture say of the right gluteus medius.
func TestMainJob(t *testing.T) {
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			s := stateOf(t, m, "select=muscle:gluteus-medius&side=right")
			panel := m.Panel(s)
			if got := panel.Selection.Nerves[0].Name; got != "Superior gluteal nerve" {
				t.Errorf("nerve %q", got)
			}
			if got := panel.Selection.Segments.Core; !slices.Equal(got, []anatomy.Segment{"L4", "L5", "S1"}) {
				t.Errorf("segments %v", got)
			}
			for level, ids := range map[int][]anatomy.ID{
				1: {"quadratus-lumborum", "gluteus-medius-1"}, 2: {"h16", "h18", "h14", "h15", "h22"}, 3: {"l4", "l5", "s1"},
			} {
				for _, id := range ids {
					if !slices.ContainsFunc(panel.Levels[level-1].Items, func(i PanelItem) bool { return i.Ref.ID == id }) {
						t.Errorf("level %d does not list %s", level, id)
					}
				}
			}
			if n := len(panel.Levels[3].Items); n < 3 {
				t.Errorf("%d related regions", n)
			}
			for _, l := range panel.Levels {
				for _, item := range l.Items {
					if item.Reason == "" || len(item.Sources) == 0 || !item.Placed {
						t.Errorf("level %d, %s: reason %q, sources %v, placed %v %s", l.Level, item.Ref.ID, item.Reason, item.Sources, item.Placed, item.Detail)
					}
					for _, n := range item.Sources {
						if n < 1 || n > len(panel.Sources) {
							t.Errorf("%s cites source %d of %d", item.Ref.ID, n, len(panel.Sources))
						}
					}
				}
			}
			m.seen(t, s, "gluteus-medius", anatomy.Right)
		})
	}
}

// seen fails the test unless a good part of a structure is seen in its own view.
func (m *Map) seen(t *testing.T, s app.State, id anatomy.ID, side anatomy.Side) {
	t.Helper()
	scene := m.Scene(s)
	hits, all := 0, 0
	const w, h, step = 640, 400, 5
	m.Resize(w, h)
	for y := 0; y < h; y += step {
		for x := 0; x < w; x += step {
			all++
			hit, ok := m.picker.First(scene, scene.Camera.Ray(float32(x), float32(y), w, h), 10)
			if ok && scene.Structures[hit.Structure].ID == string(id) && scene.Structures[hit.Structure].Side == string(side) {
				hits++
			}
		}
	}
	if hits*400 < all {
		t.Errorf("%s: %d of %d samples of the picture", id, hits, all)
	}
}

// TestDeepMusclesAreSeen: what hides a selection is taken out of the way, so that
// the deepest muscle of the hip is seen when it is selected, on either side.
func TestDeepMusclesAreSeen(t *testing.T) {
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			for _, id := range []anatomy.ID{"piriformis", "gluteus-minimus", "quadratus-femoris", "psoas-major", "iliacus", "quadratus-lumborum", "vastus-intermedius", "multifidus"} {
				for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
					m.seen(t, stateOf(t, m, "select=muscle:"+string(id)+"&side="+string(side)), id, side)
				}
			}
		})
	}
}

// TestLevelsSwitchTheirOverlays: each level's switch takes its own marks and
// nothing else.
func TestLevelsSwitchTheirOverlays(t *testing.T) {
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			all := m.Scene(stateOf(t, m, "select=muscle:gluteus-medius&side=right"))
			count := func(s *render.Scene, level int) int {
				n := 0
				for _, mark := range s.Markers {
					if mark.Level == level {
						n++
					}
				}
				return n
			}
			for level, levels := range map[int]string{1: "2,3,4", 2: "1,3,4", 3: "1,2,4"} {
				s := m.Scene(stateOf(t, m, "select=muscle:gluteus-medius&side=right&levels="+levels))
				for l := 1; l <= 3; l++ {
					want := count(all, l)
					if l == level {
						want = 0
					}
					if got := count(s, l); got != want {
						t.Errorf("levels %s: %d marks of level %d, expected %d", levels, got, l, want)
					}
				}
			}
			if s := m.Scene(stateOf(t, m, "select=muscle:gluteus-medius&side=right&levels=1,2,3")); s.Paint == nil || s.Paint.Related != nil || all.Paint.Related == nil {
				t.Error("the related regions do not follow their switch")
			}
		})
	}
}

// TestSurerRootIsShown: C8, which nearly all sources give for the ulnar nerve, and
// C7, which some do, are both treated at C7: its mark is a full one.
func TestSurerRootIsShown(t *testing.T) {
	for name, m := range maps(t) {
		scene := m.Scene(stateOf(t, m, "select=nerve:ulnar-nerve&side=right"))
		found := 0
		for _, mark := range scene.Markers {
			if mark.Level == 3 && mark.Text == "C7" {
				found++
				if mark.Faint {
					t.Errorf("%s: %s is hollow", name, mark.Label)
				}
			}
		}
		if found != 2 {
			t.Errorf("%s: C7 is marked %d times, expected on both sides", name, found)
		}
	}
}

// TestReferralPathsKeepToTheSkin: on both bodies a referral path runs over the
// skin all the way once it has left its point, and never takes a long step: it
// goes round the arm, not through it.
func TestReferralPathsKeepToTheSkin(t *testing.T) {
	const off, step, start = 0.025, 0.03, 0.14 // metres
	for name, m := range maps(t) {
		tree := m.picker.Tree(m.skin.mesh)
		for _, muscle := range []anatomy.ID{"infraspinatus", "scalenes", "gluteus-minimus", "soleus", "latissimus-dorsi", "sternocleidomastoid", "pronator-teres"} {
			scene := m.Scene(stateOf(t, m, "select=muscle:"+string(muscle)+"&side=right"))
			for _, path := range scene.Paths {
				if path.Kind == render.NervePath {
					continue
				}
				for i := 1; i < len(path.Points); i++ {
					p := path.Points[i]
					if p.Sub(path.Points[0]).Len() < start { // still rising from the muscle
						continue
					}
					if near, ok := tree.Nearest(p, 1); !ok || near.Distance > off {
						t.Errorf("%s: a path of %s is %.0f mm off the skin", name, path.Ref, near.Distance*1000)
						break
					}
					if l := p.Sub(path.Points[i-1]).Len(); l > step {
						t.Errorf("%s: a path of %s takes a step of %.0f mm", name, path.Ref, l*1000)
						break
					}
				}
			}
		}
	}
}

// TestNerveTakesNoDetour: the femoral nerve ends on rectus femoris in its record; to
// vastus medialis, at its inner side, it does not go out there and back.
func TestNerveTakesNoDetour(t *testing.T) {
	const room = 0.03 // metres
	for name, m := range maps(t) {
		i, ok := m.atlas.Find("vastus-medialis", anatomy.Right)
		if !ok {
			t.Fatalf("%s: no vastus medialis", name)
		}
		box := m.atlas.Structures[i].Mesh.Bounds
		found := false
		for _, path := range m.Scene(stateOf(t, m, "select=muscle:vastus-medialis&side=right")).Paths {
			for _, p := range path.Points {
				if path.Kind != render.NervePath || p.Y > box.Max.Y {
					continue
				}
				found = true
				if p.X < box.Min.X-room {
					t.Fatalf("%s: the nerve to vastus medialis runs %.0f mm to its outer side", name, (box.Min.X-p.X)*1000)
				}
			}
		}
		if !found {
			t.Errorf("%s: no nerve reaches vastus medialis", name)
		}
	}
}

// TestEveryLinkOpens: each thing of the catalog can be selected, seen and read on
// both bodies.
func TestEveryLinkOpens(t *testing.T) {
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			for _, e := range Catalog(m.facts) {
				s := stateOf(t, m, "select="+string(e.Kind)+":"+string(e.ID))
				if m.Panel(s) == nil {
					t.Errorf("%s %s: nothing to read", e.Kind, e.ID)
				}
				c := m.Camera(s)
				if c.Distance < render.MinDistance || math.IsNaN(float64(c.Target.X+c.Target.Y+c.Target.Z+c.Yaw)) {
					t.Errorf("%s %s: camera %+v", e.Kind, e.ID, c)
				}
				if back := stateOf(t, m, s.Fragment()); !back.Equal(s) {
					t.Errorf("%s %s: its link opens %+v", e.Kind, e.ID, back)
				}
			}
		})
	}
}

func TestFindRef(t *testing.T) {
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if ref, err := FindRef(facts, " Gluteus-Medius ", "", "left"); err != nil || ref != (anatomy.Ref{Kind: anatomy.KindMuscle, ID: "gluteus-medius", Side: anatomy.Left}) {
		t.Errorf("%v, %v", ref, err)
	}
	if _, err := FindRef(facts, "gluteus-medus", "", "left"); err == nil || !strings.Contains(err.Error(), "gluteus-medius") {
		t.Errorf("no suggestion: %v", err)
	}
}
