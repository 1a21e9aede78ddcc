package bind

import (
	"testing"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/render"
)

// TestEachSegmentIsTestedInItsOwnSkin: on both bodies the place at which a
// dermatome is tested by touch lies in that dermatome.
func TestEachSegmentIsTestedInItsOwnSkin(t *testing.T) {
	const edge = 0.006 // metres: the place is a fingertip, the border no line
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			for _, id := range m.facts.IDs(anatomy.KindDermatome) {
				for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
					key, err := m.resolver.Place(m.facts.Dermatomes[id].Key, side)
					if err != nil {
						t.Errorf("%s, %s: %v", id, side, err)
						continue
					}
					own, other, whose := float32(outside), float32(outside), anatomy.Ref{}
					for _, p := range m.dermatomes() {
						near, ok := m.picker.Tree(p.mesh).Nearest(assets.Vec3(key.At), outside)
						switch {
						case !ok:
						case p.ref.ID == id && (p.ref.Side == side || id == "s5"): // round the anus both sides are one
							own = min(own, near.Distance)
						case near.Distance < other:
							other, whose = near.Distance, p.ref
						}
					}
					if own > other+edge {
						t.Errorf("%s, %s: tested %.0f mm outside its skin, in that of %s, %s", id, side, (own-other)*1000, whose.ID, whose.Side)
					}
				}
			}
		})
	}
}

// TestChartReplacesTheSkin: with the dermatomes shown, the skin is a set of solid
// pieces that can be told apart and named, and the rest of the body stays.
func TestChartReplacesTheSkin(t *testing.T) {
	for name, m := range maps(t) {
		t.Run(name, func(t *testing.T) {
			plain := m.Scene(stateOf(t, m, ""))
			s := stateOf(t, m, "chart=dermatomes&select=dermatome:l5&side=left")
			scene := m.Scene(s)
			if scene.Structures[m.skin.index].Show != render.Hidden || scene.Skin != render.SkinSolid {
				t.Error("the skin itself is still shown")
			}
			named := map[anatomy.Ref]bool{}
			for i := len(plain.Structures); i < len(scene.Structures); i++ {
				st := scene.Structures[i]
				ref, ok := m.Charted(i)
				if !ok {
					continue // the face
				}
				named[ref] = true
				if st.Tint.A == 0 || st.Name == "" || st.Show != render.Solid {
					t.Errorf("%s %s has no colour or name, or is not solid", ref.ID, ref.Side)
				}
				if selected := ref.ID == "l5" && ref.Side == anatomy.Left; selected != (st.Mark == render.Selected) {
					t.Errorf("%s %s: selected %v", ref.ID, ref.Side, st.Mark == render.Selected)
				}
			}
			if want := 2 * len(m.facts.Dermatomes); len(named) != want {
				t.Errorf("%d dermatomes are shown, expected %d", len(named), want)
			}
			if _, ok := m.Charted(0); ok {
				t.Error("a structure of the atlas is taken for a dermatome")
			}
		})
	}
}

// TestMyotomesColourMuscles: each muscle with a spinal segment has its colour, and
// neighbouring segments differ.
func TestMyotomesColourMuscles(t *testing.T) {
	for name, m := range maps(t) {
		scene := m.Scene(stateOf(t, m, "chart=myotomes"))
		for i, st := range m.atlas.Structures {
			_, isMuscle := m.facts.Muscles[st.ID]
			segment := isMuscle && len(m.facts.SegmentsOf(st.ID).Core) > 0
			if segment != (scene.Structures[i].Tint.A != 0) {
				t.Errorf("%s: %s has a colour: %v, expected %v", name, st.ID, scene.Structures[i].Tint, segment)
			}
		}
	}
	for _, pair := range [][2]anatomy.Segment{{"C4", "C5"}, {"C8", "T1"}, {"L4", "L5"}, {"L5", "S1"}} {
		if segmentColour(pair[0]) == segmentColour(pair[1]) {
			t.Errorf("%s and %s have one colour", pair[0], pair[1])
		}
	}
}
