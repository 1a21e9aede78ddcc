package bench

import (
	"fmt"
	"slices"
	"strings"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
)

// pick is how long it takes to find what lies under the pointer.
type pick struct {
	atlas, path string
	first       []float64 // ms of the first after each load
	later       []float64 // ms of each of those that follow
}

// place is a structure and where on the screen it is seen.
type place struct {
	x, y float64
	ref  anatomy.Ref
}

// farthest is how far away something can be pointed at, in metres.
const farthest = 100

// bone finds a bone that is in sight when the viewer opens. Picking one
// selects nothing, so that nothing but the picking is measured.
func (s *subject) bone() (place, error) {
	scene := s.world.Scene(app.Initial())
	at := func(x, y int) int {
		hit, ok := s.atlas.Picker.First(scene, scene.Camera.Ray(float32(x), float32(y), width, height), farthest)
		if !ok {
			return -1
		}
		return hit.Structure
	}
	for y := 0; y < height; y += 8 {
		for x := width / 4; x < width*3/4; x += 8 {
			i := at(x, y)
			if i < 0 || s.atlas.Structures[i].System != anatomy.SystemBone || at(x+6, y) != i || at(x-6, y) != i || at(x, y+6) != i || at(x, y-6) != i {
				continue
			}
			st := s.atlas.Structures[i]
			return place{float64(x), float64(y), anatomy.Ref{Kind: anatomy.KindStructure, ID: st.ID, Side: st.Side}}, nil
		}
	}
	return place{}, fmt.Errorf("bench: atlas %s: no bone is in sight to be picked", s.atlas.Model)
}

// manyPicks is how many picks are made in one frame to time one.
const manyPicks = 4000

// measurePick loads the viewer anew for each first pick.
func (r *run) measurePick(atlas, path string) (*pick, error) {
	where, err := r.subjects[atlas].bone()
	if err != nil {
		return nil, err
	}
	p := &pick{atlas: atlas, path: path}
	for range 3 {
		m, err := r.openOurs(atlas, path, "")
		if err != nil {
			return nil, err
		}
		err = p.measure(m.tab, where)
		m.tab.close()
		if err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *pick) measure(t *tab, at place) error {
	// Hovered by the page first, the bone looks the same when it is picked: nothing
	// is drawn, and the frame's callback is the pick and what any frame costs.
	hover := fmt.Sprintf(`{type: "hover", ref: {kind: "structure", id: %q, side: %q}}`, at.ref.ID, at.ref.Side)
	if _, err := after(t, hover); err != nil {
		return err
	}
	tick := func(commands string) (float64, error) {
		times, err := t.trace(func() error {
			took, err := eval[float64](t, "view.tick("+commands+")")
			if err == nil && took < 0 {
				err = fmt.Errorf("bench: a pick drew a picture, so that it could not be timed alone")
			}
			return err
		})
		return slices.Max(append(times, 0)), err
	}
	var bare []float64
	for range 5 {
		took, err := tick("")
		if err != nil {
			return err
		}
		bare = append(bare, took)
	}
	picks := func(n int) (float64, error) {
		command := fmt.Sprintf(`{type: "pick", x: %g + (i %% 7) * 0.5, y: %g + (i %% 5) * 0.5}`, at.x-1.5, at.y-1)
		took, err := tick(fmt.Sprintf(`...Array.from({length: %d}, (_, i) => (%s))`, n, command))
		return max(took-median(bare), 0), err
	}
	first, err := picks(1)
	if err != nil {
		return err
	}
	hit, err := eval[string](t, `view.heard.hover?.id ?? ""`)
	if err != nil {
		return err
	}
	if !strings.EqualFold(hit, string(at.ref.ID)) {
		return fmt.Errorf("bench: picked %q at %g, %g, expected %q", hit, at.x, at.y, at.ref.ID)
	}
	later, err := picks(manyPicks)
	if err != nil {
		return err
	}
	p.first, p.later = append(p.first, first), append(p.later, later/manyPicks)
	return nil
}
