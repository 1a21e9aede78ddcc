package bind

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/soft"
)

// stages are the sizes of the body beside the panel at 1280 by 800, and over the
// sheet of a phone of 390 by 844 with the bar of views at its bottom, in CSS pixels.
var stages = [...][3]int{{910, 692, 0}, {390, 422, 84}}

// TestSignsOfAllMuscles is the law of the signs, for the treatment of each muscle
// in its own view: none covers another unless more than fit are crowded there,
// none strays, and no label covers any.
func TestSignsOfAllMuscles(t *testing.T) {
	const (
		astray = 97  // pixels from its place
		full   = 0.4 // of the room within reach that signs may fill before some overlap
	)
	for atlas, m := range maps(t) {
		crossings := map[string]int{}
		renderer := soft.New()
		for _, id := range m.facts.IDs(anatomy.KindMuscle) {
			for _, size := range stages {
				if atlas != "body" && size != stages[0] {
					continue // its places are the same but for millimetres
				}
				w, h, bottom := size[0], size[1], size[2]
				name := fmt.Sprintf("%s: %s at %d by %d", atlas, id, w, h)
				m.Resize(w, h)
				m.Above(bottom)
				ref := anatomy.Ref{Kind: anatomy.KindMuscle, ID: id, Side: anatomy.Right}
				s := app.Initial()
				s.Selection, s.View = ref, m.Facing(ref)
				scene := m.Scene(s)
				renderer.Draw(scene, w/3, h/3, soft.Moving())
				hides := renderer.Hides(scene.Tolerance())
				a := render.AnnotateAbove(scene, w, h, bottom, hides)
				for i, mark := range a.Marks {
					if d := math.Hypot(float64(mark.X-mark.AtX), float64(mark.Y-mark.AtY)); d > astray {
						t.Errorf("%s: %q is %.0f px from its place", name, mark.Label, d)
					}
					if bar := float32(h - bottom); bottom > 0 && mark.Y-mark.Size/2 < bar-1 && mark.Y+mark.Size/2 > bar+1 {
						t.Errorf("%s: %q stands half under the bar", name, mark.Label)
					}
					for _, o := range a.Marks[:i] {
						if over := overlap(mark, o); over > 1 && crowd(a.Marks, mark) < full && crowd(a.Marks, o) < full {
							t.Errorf("%s: %q and %q overlap by %.0f px", name, mark.Label, o.Label, over)
						}
						if leadersCross(mark, o) {
							crossings[name]++
						}
					}
				}
				labels := render.LayLabels(ownLabels(m, scene, w, h, hides), scene.Camera.Basis(), a.Marks, float32(w), float32(h), float32(bottom))
				for _, l := range labels {
					for _, mark := range a.Marks {
						if dx, dy := l.X-mark.X, l.Y-mark.Y; max(dx, -dx) < (l.W+mark.Wide)/2 && max(dy, -dy) < (l.H+mark.Size)/2 {
							t.Errorf("%s: the label %q covers %q", name, l.Text, mark.Label)
						}
					}
				}
			}
		}
		worst := make([]string, 0, len(crossings))
		total := 0
		for name, n := range crossings {
			worst, total = append(worst, name), total+n
		}
		slices.SortFunc(worst, func(a, b string) int { return cmp.Or(cmp.Compare(crossings[b], crossings[a]), cmp.Compare(a, b)) })
		for _, name := range worst[:min(len(worst), 5)] {
			t.Logf("%s: %d pairs of leaders cross", name, crossings[name])
		}
		t.Logf("%s: %d pairs of leaders cross in all", atlas, total)
	}
}

// overlap is how far two signs overlap in the shorter direction, in pixels.
func overlap(a, b render.ScreenMark) float32 {
	dx, dy := a.X-b.X, a.Y-b.Y
	return min((a.Wide+b.Wide)/2-max(dx, -dx), (a.Size+b.Size)/2-max(dy, -dy))
}

// crowd is which share of the room around a sign's place all signs there take.
func crowd(marks []render.ScreenMark, of render.ScreenMark) float64 {
	const reach = 60 // pixels
	var area float64
	for _, m := range marks {
		if math.Hypot(float64(m.AtX-of.AtX), float64(m.AtY-of.AtY)) < reach {
			area += float64(m.Wide * m.Size)
		}
	}
	return area / (math.Pi * reach * reach)
}

func leadersCross(a, b render.ScreenMark) bool {
	turn := func(px, py, qx, qy, rx, ry float32) float32 { return (qx-px)*(ry-py) - (qy-py)*(rx-px) }
	return turn(a.AtX, a.AtY, a.X, a.Y, b.AtX, b.AtY)*turn(a.AtX, a.AtY, a.X, a.Y, b.X, b.Y) < 0 &&
		turn(b.AtX, b.AtY, b.X, b.Y, a.AtX, a.AtY)*turn(b.AtX, b.AtY, b.X, b.Y, a.X, a.Y) < 0
}

// ownLabels names the selection and what is marked with it.
func ownLabels(m *Map, s *render.Scene, w, h int, hides render.Occluder) []render.Label {
	var list []render.Label
	for i := range s.Structures {
		st := &s.Structures[i]
		if st.Mark == render.Plain || st.Mesh == nil {
			continue
		}
		if at, share := s.InSight(st.Mesh, float32(w), float32(h), hides); share > 0 {
			list = append(list, render.Label{Text: st.Name, Strong: st.Mark == render.Selected, At: at})
		}
	}
	return list[:min(len(list), 5)]
}
