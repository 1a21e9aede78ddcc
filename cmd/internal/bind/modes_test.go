package bind

import (
	"fmt"
	"testing"

	"bodymap/anatomy"
	"bodymap/assets/models"
	"bodymap/cmd/internal/app"
	"bodymap/render"
)

// shows checks how structures are shown: "name.side" to the way.
func shows(t *testing.T, m *Map, link string, want map[string]render.Show) {
	t.Helper()
	got := map[string]render.Show{}
	for _, st := range m.Scene(stateOf(t, m, link)).Structures {
		got[st.ID+"."+st.Side] = st.Show
	}
	for name, show := range want {
		if have, ok := got[name]; !ok || have != show {
			t.Errorf("#%s: %s is shown %d, expected %d (on this body: %v)", link, name, have, show, ok)
		}
	}
}

// TestWhatIsRoundTheSelection: ghost leaves the selection, its nerve and the
// bones that it is attached to, isolate these and all bones; hide takes one away.
func TestWhatIsRoundTheSelection(t *testing.T) {
	m := bound(t, "body", models.Body())
	const link = "select=muscle:gluteus-medius&side=right"
	shows(t, m, link+"&ghost=1", map[string]render.Show{
		"gluteus-medius.right": render.Solid, "superior-gluteal-nerve.right": render.Solid, "hip-bone.right": render.Solid, "femur.right": render.Solid,
		"gluteus-medius.left": render.Ghost, "femur.left": render.Ghost, "gluteus-maximus.right": render.Ghost, "tibia.right": render.Ghost, "skin.midline": render.Solid,
	})
	shows(t, m, link+"&isolate=1", map[string]render.Show{
		"gluteus-medius.right": render.Solid, "superior-gluteal-nerve.right": render.Solid, "femur.left": render.Solid, "tibia.right": render.Solid,
		"gluteus-medius.left": render.Hidden, "gluteus-maximus.left": render.Hidden, "soleus.right": render.Hidden,
	})
	shows(t, m, link+"&hide=gluteus-medius.right", map[string]render.Show{"gluteus-medius.right": render.Hidden, "gluteus-medius.left": render.Solid})
	shows(t, m, "ghost=1", map[string]render.Show{"gluteus-medius.right": render.Solid})
}

// TestEachStepPeelsWhatItSays: the skin first, then every muscle of a layer and
// none of a deeper one; bones last and always.
func TestEachStepPeelsWhatItSays(t *testing.T) {
	m := bound(t, "body", models.Body())
	for step := range app.MaxStep + 1 {
		s, err := app.Update(app.Initial(), app.Event{Type: app.EventPeel, Step: step}, m)
		if err != nil {
			t.Fatal(err)
		}
		scene := m.Scene(s)
		if peeled := scene.Skin == render.SkinOff; peeled != (step > 0) {
			t.Errorf("step %d: the skin is peeled: %v", step, peeled)
		}
		left := map[anatomy.Layer]int{}
		for i, st := range m.atlas.Structures {
			muscle, ok := m.facts.Muscles[st.ID]
			shown := scene.Structures[i].Show != render.Hidden
			if st.System == anatomy.SystemBone && !shown {
				t.Errorf("step %d: %s is gone", step, st.ID)
			}
			if ok && shown {
				left[muscle.Layer]++
			}
		}
		got := fmt.Sprint(left[anatomy.Superficial] > 0, left[anatomy.Intermediate] > 0, left[anatomy.Deep] > 0)
		if want := fmt.Sprint(step < 2, step < 3, step < 4); got != want {
			t.Errorf("step %d: superficial, intermediate and deep muscles are there: %s, expected %s", step, got, want)
		}
	}
}
