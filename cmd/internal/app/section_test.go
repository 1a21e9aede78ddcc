package app

import (
	"math"
	"testing"

	"bodymap/anatomy"
)

// TestSectionFacesTheViewer: a new section passes through what is framed, keeps
// what lies behind it, and its face is turned to the viewer.
func TestSectionFacesTheViewer(t *testing.T) {
	for _, view := range Views {
		for _, axis := range Axes {
			s := session(t, Event{Type: EventView, View: view}, Event{Type: EventSection, Axis: axis}).State
			toEye := world{}.Camera(s).Basis().Forward.Mul(-1)
			if d := toEye.Dot(s.Section.Plane().Normal); d < oblique-0.01 {
				t.Errorf("%s seen from %s: the face is turned %.2f to the viewer", axis, view, d)
			}
			if back, err := ParseFragment(s.Fragment(), world{}); err != nil || back.Fragment() != s.Fragment() {
				t.Errorf("the link %s gives %s, %v", s.Fragment(), back.Fragment(), err)
			}
		}
	}
	left := session(t, Event{Type: EventSelect, Kind: anatomy.KindMuscle, ID: "gluteus-medius", Side: anatomy.Left}, Event{Type: EventView, View: Posterior}, Event{Type: EventSection, Axis: Sagittal})
	if keep := left.State.Section.Keep; keep != LateralLeft {
		t.Errorf("with the left selected and seen from behind, %q is kept", keep)
	}
}

// TestSectionMovesAndGoes: it is moved, flipped and put off; moving it along is one
// step to undo.
func TestSectionMovesAndGoes(t *testing.T) {
	at := func(f float64) *float64 { return &f }
	s := session(t, Event{Type: EventSection, Axis: Transverse})
	first := s.State
	for _, y := range []float64{0.9, 0.95, 1.0004} {
		if err := s.Apply(Event{Type: EventSection, Axis: Transverse, At: at(y)}, world{}); err != nil {
			t.Fatal(err)
		}
	}
	if s.State.Section.At != 1 || s.State.Section.Keep != first.Section.Keep {
		t.Errorf("moved to %+v", s.State.Section)
	}
	s.Apply(Event{Type: EventSection, Axis: Transverse, Keep: Superior}, world{})
	if s.State.Section != (Section{Transverse, 1, Superior}) {
		t.Errorf("flipped to %+v", s.State.Section)
	}
	returns(t, s.State)
	s.Apply(Event{Type: EventUndo}, world{})
	if s.State.Section.Keep != first.Section.Keep || s.State.Section.At != 1 {
		t.Errorf("undone to %+v", s.State.Section)
	}
	s.Apply(Event{Type: EventUndo}, world{})
	if s.State.Section.Axis != "" {
		t.Errorf("undone again to %+v", s.State.Section)
	}
	s.Apply(Event{Type: EventSection, Axis: Coronal}, world{})
	if s.Apply(Event{Type: EventSection}, world{}); s.State.Section != (Section{}) {
		t.Errorf("put off: %+v", s.State.Section)
	}
	for _, bad := range []Event{
		{Type: EventSection, Axis: "oblique"}, {Type: EventSection, Axis: Sagittal, Keep: Superior}, {Type: EventSection, Axis: Sagittal, At: at(math.NaN())},
		{Type: EventFragment, Value: "section=transverse"}, {Type: EventFragment, Value: "section=transverse:high"}, {Type: EventFragment, Value: "section=coronal:0:left"},
	} {
		if next, err := Update(first, bad, world{}); err == nil || !next.Equal(first) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if s, err := ParseFragment("section=transverse:9", world{}); err != nil || s.Section != (Section{Transverse, 2, Inferior}) {
		t.Errorf("a section above the head: %+v, %v", s.Section, err)
	}
}
