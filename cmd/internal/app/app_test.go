package app

import (
	"math"
	"slices"
	"strings"
	"testing"

	"bodymap/anatomy"
	"bodymap/render"
	"bodymap/render/geom"
)

// world is a body of three records and two structures.
type world struct{}

func (world) Sided(kind anatomy.Kind, id anatomy.ID) (sided, ok bool) {
	switch string(kind) + ":" + string(id) {
	case "muscle:gluteus-medius", "point:h16", "dermatome:l5", "region:buttock", "region:calf", "region:heel":
		return true, true
	case "point:h20":
		return false, true
	}
	return false, false
}

func (world) Structure(ref StructureRef) bool {
	return slices.Contains([]anatomy.ID{"gluteus-maximus", "gluteus-medius", "gluteus-medius-fascia"}, ref.ID) && (ref.Side == anatomy.Left || ref.Side == anatomy.Right)
}

func (w world) Shapes(ref anatomy.Ref) []StructureRef {
	switch {
	case ref.ID == "gluteus-medius":
		return []StructureRef{{"gluteus-medius", ref.Side}, {"gluteus-medius-fascia", ref.Side}}
	case w.Structure(StructureRef{ref.ID, ref.Side}):
		return []StructureRef{{ref.ID, ref.Side}}
	}
	return nil
}

func (world) Suggest(anatomy.Kind, anatomy.ID) anatomy.ID { return "gluteus-medius" }

func (world) Camera(s State) render.Camera {
	if s.Camera != nil {
		return *s.Camera
	}
	c, _ := render.Camera{Distance: 3}.Standing(string(s.View))
	return c
}

func (world) Reach() geom.Box {
	return geom.Box{Min: geom.Vec3{X: -1, Y: 0, Z: -1}, Max: geom.Vec3{X: 1, Y: 2, Z: 1}}
}

func (world) Facing(ref anatomy.Ref) View {
	if ref.Side == anatomy.Left {
		return PosteriorLeft
	}
	return PosteriorRight
}

func apply(t *testing.T, s State, events ...Event) State {
	t.Helper()
	for _, e := range events {
		next, err := Update(s, e, world{})
		if err != nil {
			t.Fatalf("%s: %v", e.Type, err)
		}
		s = next
	}
	return s
}

var selectMedius = Event{Type: EventSelect, Kind: anatomy.KindMuscle, ID: "gluteus-medius", Side: anatomy.Right}

func TestSelectTurnsToTheSelection(t *testing.T) {
	s := apply(t, Initial(), selectMedius)
	if s.View != PosteriorRight || s.Selection.Side != anatomy.Right {
		t.Errorf("view %s, side %s", s.View, s.Selection.Side)
	}
	s = apply(t, s, Event{Type: EventSide, Side: anatomy.Left})
	if s.View != PosteriorLeft || s.Selection.Side != anatomy.Left {
		t.Errorf("after the side changed: view %s, side %s", s.View, s.Selection.Side)
	}
	// A point of the midline has no side, and a sided one after it is on the right.
	s = apply(t, s, Event{Type: EventSelect, Kind: anatomy.KindPoint, ID: "h20", Side: anatomy.Left})
	if s.Selection.Side != anatomy.Midline {
		t.Errorf("h20 selected on the side %s", s.Selection.Side)
	}
	s = apply(t, s, Event{Type: EventSelect, Kind: anatomy.KindPoint, ID: "h16"})
	if s.Selection.Side != anatomy.Right {
		t.Errorf("h16 selected on the side %s", s.Selection.Side)
	}
}

// TestChartGivesWayToWhatItWouldHide: a chart stays until something is selected
// that would lie under its colours.
func TestChartGivesWayToWhatItWouldHide(t *testing.T) {
	s := apply(t, Initial(), Event{Type: EventChart, Chart: Dermatomes})
	if s = apply(t, s, Event{Type: EventSelect, Kind: anatomy.KindDermatome, ID: "l5"}); s.Chart != Dermatomes {
		t.Errorf("with a dermatome selected the chart is %q", s.Chart)
	}
	if s = apply(t, s, selectMedius); s.Chart != NoChart {
		t.Errorf("with a muscle selected the chart is %q", s.Chart)
	}
}

// TestPainInSeveralPlaces: further painful regions are added to a region and to
// nothing else, each once, stand in the link, and go with another selection.
func TestPainInSeveralPlaces(t *testing.T) {
	buttock := Event{Type: EventSelect, Kind: anatomy.KindRegion, ID: "buttock", Side: anatomy.Left}
	s := apply(t, Initial(), buttock, Event{Type: EventAlso, ID: "heel"}, Event{Type: EventAlso, ID: "calf"})
	if want := []anatomy.ID{"calf", "heel"}; !slices.Equal(s.Also, want) {
		t.Errorf("it hurts also in %v, expected %v", s.Also, want)
	}
	if back, err := ParseFragment(s.Fragment(), world{}); err != nil || !back.Equal(s) {
		t.Errorf("the link %s gives %+v, %v", s.Fragment(), back, err)
	}
	if s = apply(t, s, Event{Type: EventSide, Side: anatomy.Right}, Event{Type: EventAlso, ID: "calf"}); !slices.Equal(s.Also, []anatomy.ID{"heel"}) {
		t.Errorf("after the side changed and one was taken away: %v", s.Also)
	}
	if s = apply(t, s, selectMedius); len(s.Also) != 0 {
		t.Errorf("with a muscle selected it still hurts in %v", s.Also)
	}
	for _, bad := range []Event{{Type: EventAlso, ID: "calf"}, {Type: EventFragment, Value: "#select=region:buttock&also=tail"}, {Type: EventFragment, Value: "#also=calf"}} {
		if next, err := Update(s, bad, world{}); err == nil || !strings.Contains(err.Error(), "also") || !next.Equal(s) {
			t.Errorf("%+v: error %v, expected one that names also", bad, err)
		}
	}
}

func TestErrorsChangeNothing(t *testing.T) {
	s := apply(t, Initial(), selectMedius)
	for name, e := range map[string]Event{
		"gluteus-medus":  {Type: EventSelect, Kind: anatomy.KindMuscle, ID: "gluteus-medus"},
		"side":           {Type: EventSelect, Kind: anatomy.KindMuscle, ID: "gluteus-medius", Side: "up"},
		"level":          {Type: EventLevel, Level: 5},
		"view":           {Type: EventView, View: "from-above"},
		"skin":           {Type: EventSkin, Mode: "glass"},
		"chart":          {Type: EventChart, Chart: "angiotomes"},
		"link: chart":    {Type: EventFragment, Value: "#chart=angiotomes"},
		"depth":          {Type: EventDepth, Depth: 9},
		"lateral":        {Type: EventLateral, Cun: 2},
		"hide":           {Type: EventHide, ID: "tail", Side: anatomy.Left},
		"zoom":           {Type: EventZoom, Factor: -1},
		"orbit":          {Type: EventOrbit, DX: math.NaN()},
		"camera":         {Type: EventCamera, Distance: 1},
		"no-such-thing":  {Type: "no-such-thing"},
		"link: \"sel\"":  {Type: EventFragment, Value: "#sel=gluteus-medius"},
		"link: cam":      {Type: EventFragment, Value: "#cam=1,2,three"},
		"link: side":     {Type: EventFragment, Value: "#side=left"},
		"link: isolate":  {Type: EventFragment, Value: "#isolate=perhaps"},
		"8192":           {Type: EventFragment, Value: "#" + strings.Repeat("a", maxFragment+1)},
		"link: levels":   {Type: EventFragment, Value: "#levels=1,7"},
		"did you mean":   {Type: EventSelect, Kind: anatomy.KindMuscle, ID: "gluteus"},
		"not well escap": {Type: EventFragment, Value: "#select=%zz"},
	} {
		next, err := Update(s, e, world{})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v, expected one that names it", name, err)
		}
		if !next.Equal(s) {
			t.Errorf("%s: the state changed", name)
		}
	}
}

func TestLinkReportsAllProblems(t *testing.T) {
	_, err := ParseFragment("#select=muscle:none&depth=9&skin=glass", world{})
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range []string{"select", "depth", "skin"} {
		if !strings.Contains(err.Error(), "link: "+part) {
			t.Errorf("%q is not in: %v", part, err)
		}
	}
}

func TestFragmentRoundTrip(t *testing.T) {
	off := false
	s := apply(t, Initial(), selectMedius,
		Event{Type: EventLevel, Level: 3, On: &off}, Event{Type: EventSkin, Mode: SkinOff}, Event{Type: EventDepth, Depth: 2},
		Event{Type: EventIsolate}, Event{Type: EventHide, ID: "gluteus-maximus", Side: anatomy.Right},
		Event{Type: EventHide, ID: "gluteus-maximus", Side: anatomy.Left}, Event{Type: EventLateral, Cun: 3}, Event{Type: EventLabels}, Event{Type: EventChart, Chart: Myotomes},
		Event{Type: EventOrbit, DX: 30, DY: 10}, Event{Type: EventZoom, Factor: 2})
	link := s.Fragment()
	back, err := ParseFragment("#"+link, world{})
	if err != nil {
		t.Fatal(err)
	}
	if got := back.Fragment(); got != link {
		t.Errorf("read back as\n%s, written as\n%s", got, link)
	}
	if bare, err := ParseFragment("gluteus-medius", world{}); err != nil || bare.Selection != s.Selection {
		t.Errorf("a bare id selects %v, %v", bare.Selection, err)
	}
}

func TestUndoReturnsEveryStep(t *testing.T) {
	var s Session
	s.State = Initial()
	steps := []Event{selectMedius, {Type: EventDepth, Depth: 1}, {Type: EventLevel, Level: 1}, {Type: EventClear}}
	links := []string{s.State.Fragment()}
	for _, e := range steps {
		if err := s.Apply(e, world{}); err != nil {
			t.Fatal(err)
		}
		links = append(links, s.State.Fragment())
	}
	for i := len(steps) - 1; i >= 0; i-- {
		if !s.CanUndo() {
			t.Fatalf("cannot undo step %d", i)
		}
		if s.Apply(Event{Type: EventUndo}, world{}); s.State.Fragment() != links[i] {
			t.Errorf("undone to %s, expected %s", s.State.Fragment(), links[i])
		}
	}
	for i := range steps {
		if s.Apply(Event{Type: EventRedo}, world{}); s.State.Fragment() != links[i+1] {
			t.Errorf("redone to %s, expected %s", s.State.Fragment(), links[i+1])
		}
	}
	if s.CanRedo() {
		t.Error("there is more to redo after the last step")
	}
}

// FuzzParseFragment: any text gives a state or an error, and what it gives is a
// fixed point of writing and reading.
func FuzzParseFragment(f *testing.F) {
	for _, s := range []string{"", "#", "gluteus-medius", "select=muscle:gluteus-medius&side=left&view=left&levels=1,2&cam=1,2,3,0,1,0",
		"cam=1e30,0,0,0,0,0", "hide=gluteus-maximus.left,gluteus-maximus.left", "levels=none&levels=1", "select=%00", "=&=&=", "section=sagittal:-0.05:left&ghost=1", "section=:0", "section=coronal:NaN"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseFragment(text, world{})
		if err != nil {
			return
		}
		link := s.Fragment()
		again, err := ParseFragment(link, world{})
		if err != nil {
			t.Fatalf("%q gives %q, which does not read: %v", text, link, err)
		}
		if got := again.Fragment(); got != link {
			t.Errorf("%q gives %q and then %q", text, link, got)
		}
	})
}

// FuzzParseEvent: any bytes give an event or an error.
func FuzzParseEvent(f *testing.F) {
	f.Add([]byte(`{"type":"select","kind":"muscle","id":"gluteus-medius","side":"right"}`))
	f.Add([]byte(`{"type":"camera","yaw":1e308,"pitch":-1e308,"distance":0,"target":[1e308,0,0]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := ParseEvent(data)
		if err != nil {
			return
		}
		s, err := Update(Initial(), e, world{})
		if err != nil && !s.Equal(Initial()) {
			t.Errorf("%s: the state changed by an event that failed", data)
		}
	})
}
