package app

import (
	"slices"
	"testing"

	"bodymap/anatomy"
)

// session applies events one by one, as a person would.
func session(t *testing.T, events ...Event) *Session {
	t.Helper()
	s := &Session{State: Initial()}
	for _, e := range events {
		if err := s.Apply(e, world{}); err != nil {
			t.Fatalf("%s: %v", e.Type, err)
		}
	}
	return s
}

// returns checks that a state stands in its link.
func returns(t *testing.T, s State) {
	t.Helper()
	if back, err := ParseFragment(s.Fragment(), world{}); err != nil || !back.Equal(s) {
		t.Errorf("the link %s gives %+v, %v", s.Fragment(), back, err)
	}
}

// TestGhostAndIsolateExclude: each puts the other off, both go with the
// selection, and each is a step that can be undone.
func TestGhostAndIsolateExclude(t *testing.T) {
	s := session(t, selectMedius, Event{Type: EventGhost})
	returns(t, s.State)
	if s.Apply(Event{Type: EventIsolate}, world{}); s.State.Ghost || !s.State.Isolate {
		t.Errorf("isolated after ghost: %+v", s.State)
	}
	returns(t, s.State)
	if s.Apply(Event{Type: EventUndo}, world{}); !s.State.Ghost || s.State.Isolate {
		t.Errorf("undone: %+v", s.State)
	}
	if s.Apply(Event{Type: EventClear}, world{}); s.State.Ghost {
		t.Error("nothing is selected and the others are still faint")
	}
	if _, err := ParseFragment("ghost=1&isolate=1", world{}); err == nil {
		t.Error("a link with both is read")
	}
}

// TestHiddenComesBack: a structure or all of a record goes and comes back by the
// same event, all at once, by undo, and where it is chosen.
func TestHiddenComesBack(t *testing.T) {
	maximus := Event{Type: EventHide, ID: "gluteus-maximus", Side: anatomy.Left}
	medius := Event{Type: EventHide, Kind: anatomy.KindMuscle, ID: "gluteus-medius", Side: anatomy.Right}
	both := []StructureRef{{"gluteus-maximus", "left"}, {"gluteus-medius", "right"}, {"gluteus-medius-fascia", "right"}}
	s := session(t, maximus, medius)
	if !slices.Equal(s.State.Hidden, both) {
		t.Fatalf("hidden %v, expected %v", s.State.Hidden, both)
	}
	if s.Apply(medius, world{}); len(s.State.Hidden) != 1 {
		t.Errorf("hidden after the second time: %v", s.State.Hidden)
	}
	if s.Apply(Event{Type: EventUndo}, world{}); !slices.Equal(s.State.Hidden, both) {
		t.Errorf("hidden after undo: %v", s.State.Hidden)
	}
	if s.Apply(selectMedius, world{}); len(s.State.Hidden) != 1 {
		t.Errorf("hidden though chosen: %v", s.State.Hidden)
	}
	returns(t, s.State)
	if s.Apply(Event{Type: EventReveal}, world{}); len(s.State.Hidden) != 0 {
		t.Errorf("hidden after all were shown: %v", s.State.Hidden)
	}
	if s.Apply(Event{Type: EventUndo}, world{}); len(s.State.Hidden) != 1 {
		t.Errorf("hidden after that was undone: %v", s.State.Hidden)
	}
}

// TestPeelingStepByStep: the first step takes the skin, each of the others a
// layer, and the last step back brings the skin again. Hiding the skin is the
// first step too.
func TestPeelingStepByStep(t *testing.T) {
	for _, skin := range SkinModes {
		for from := range MaxStep + 1 {
			for to := range MaxStep + 1 {
				s := session(t, Event{Type: EventSkin, Mode: skin}, Event{Type: EventPeel, Step: from}, Event{Type: EventPeel, Step: to}).State
				if s.Step() != to || s.Depth != max(to-1, 0) || (s.Skin == SkinOff) != (to > 0) {
					t.Errorf("skin %s, peeled to %d and then %d: step %d, depth %d, skin %s", skin, from, to, s.Step(), s.Depth, s.Skin)
				}
				returns(t, s)
			}
		}
	}
	s := session(t, Event{Type: EventPeel, Step: 3}, Event{Type: EventSkin, Mode: SkinXray}, Event{Type: EventPeel, Step: 4}).State
	if s.Skin != SkinXray || s.Step() != 4 {
		t.Errorf("translucent skin put over peeled muscles: %s at step %d", s.Skin, s.Step())
	}
	if s = session(t, Event{Type: EventHide, Kind: anatomy.KindStructure, ID: "skin"}).State; s.Step() != 1 || len(s.Hidden) != 0 {
		t.Errorf("with the skin hidden: step %d, hidden %v", s.Step(), s.Hidden)
	}
	if _, err := Update(Initial(), Event{Type: EventPeel, Step: 9}, world{}); err == nil {
		t.Error("peeled deeper than the bones")
	}
}
