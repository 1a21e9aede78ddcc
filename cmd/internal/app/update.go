package app

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"bodymap/anatomy"
	"bodymap/render"
	"bodymap/render/geom"
)

// World is what a change must know of the body and the facts.
type World interface {
	// Sided reports whether a record exists that can be selected, and whether it
	// has a left and a right.
	Sided(kind anatomy.Kind, id anatomy.ID) (sided, ok bool)
	// Structure reports whether the atlas has a structure of that id and side.
	Structure(ref StructureRef) bool
	// Shapes lists the structures of which a record is made on its side.
	Shapes(anatomy.Ref) []StructureRef
	// Suggest returns a known id near to one that is not known, or "".
	Suggest(kind anatomy.Kind, id anatomy.ID) anatomy.ID
	// Camera returns the camera that a state is seen with.
	Camera(State) render.Camera
	// Reach returns the box that a camera's target keeps to.
	Reach() geom.Box
	// Facing returns the standard view from which a selection is best seen.
	Facing(anatomy.Ref) View
}

// Update returns the state after an event. On an error the state is unchanged.
// Undo and redo are the [Session]'s.
func Update(s State, e Event, w World) (State, error) {
	next := s
	var err error
	switch e.Type {
	case EventSelect:
		if next, err = selected(s, anatomy.Ref{Kind: e.Kind, ID: e.ID, Side: e.Side}, w); err != nil {
			err = fmt.Errorf("select: %w", err)
		}
	case EventAlso:
		err = hurtsAlso(&next, e, w)
	case EventClear:
		next.Selection, next.Also, next.Camera, next.Ghost, next.Isolate = anatomy.Ref{}, nil, nil, false, false
	case EventSide:
		err = changeSide(&next, e.Side, w)
	case EventLevel:
		if e.Level < 1 || e.Level > 4 {
			return s, fmt.Errorf("level: %d, expected 1 to 4", e.Level)
		}
		next.Off[e.Level-1] = !toggled(e.On, !s.Off[e.Level-1])
	case EventView:
		if !e.View.Known() {
			return s, fmt.Errorf("view: %q is unknown, expected one of %s", e.View, either(Views[:]))
		}
		next.View, next.Camera = e.View, nil
	case EventCamera, EventOrbit, EventPan, EventZoom:
		err = moveCamera(&next, e, w)
	case EventFit:
		next.Camera = nil
	case EventSkin:
		if !slices.Contains(SkinModes[:], e.Mode) {
			return s, fmt.Errorf("skin: mode %q is unknown, expected one of %s", e.Mode, either(SkinModes[:]))
		}
		next.Skin = e.Mode
	case EventDepth:
		if e.Depth < 0 || e.Depth > MaxDepth {
			return s, fmt.Errorf("depth: %d, expected 0 to %d", e.Depth, MaxDepth)
		}
		next.Depth = e.Depth
	case EventPeel:
		if e.Step < 0 || e.Step > MaxStep {
			return s, fmt.Errorf("peel: step %d, expected 0 to %d", e.Step, MaxStep)
		}
		next = s.peeled(e.Step)
	case EventGhost:
		next.Ghost = toggled(e.On, s.Ghost)
		next.Isolate = s.Isolate && !next.Ghost
	case EventIsolate:
		next.Isolate = toggled(e.On, s.Isolate)
		next.Ghost = s.Ghost && !next.Isolate
	case EventHide:
		err = hide(&next, e, w)
	case EventReveal:
		next.Hidden = nil
	case EventSection:
		err = cut(&next, e, w)
	case EventLateral:
		if !slices.Contains(Laterals[:], e.Cun) {
			return s, fmt.Errorf("lateral: %g cun, expected one of %v", e.Cun, Laterals)
		}
		next.Lateral = e.Cun
	case EventLabels:
		next.Labels = toggled(e.On, s.Labels)
	case EventChart:
		if !slices.Contains(Charts[:], e.Chart) {
			return s, fmt.Errorf("chart: %q is unknown, expected dermatomes, myotomes or nothing", e.Chart)
		}
		next.Chart = e.Chart
	case EventFragment:
		next, err = ParseFragment(e.Value, w)
	default:
		err = fmt.Errorf("event: type %q is unknown", e.Type)
	}
	if err != nil {
		return s, err
	}
	return next, nil
}

// either lists what may be written, for people.
func either[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

// toggled returns the wanted value, or the other of what is now.
func toggled(want *bool, now bool) bool {
	if want != nil {
		return *want
	}
	return !now
}

// selected selects a record. A side that was not said stays as it is, and is the
// right for a first selection; the view turns to where the selection is seen.
func selected(s State, ref anatomy.Ref, w World) (State, error) {
	sided, ok := w.Sided(ref.Kind, ref.ID)
	if !ok {
		return s, unknown(ref, w)
	}
	switch {
	case !sided:
		ref.Side = anatomy.Midline
	case ref.Side == "" || ref.Side == anatomy.Midline:
		ref.Side = s.Selection.Side
		if ref.Side == "" || ref.Side == anatomy.Midline {
			ref.Side = anatomy.Right
		}
	default:
		if _, err := anatomy.ParseSide(string(ref.Side)); err != nil {
			return s, err
		}
	}
	if ref == s.Selection {
		return s, nil
	}
	if ref.Kind != s.Selection.Kind || ref.ID != s.Selection.ID {
		s.Also = nil
	}
	s.Selection, s.View, s.Camera = ref, w.Facing(ref), nil
	if len(s.Hidden) > 0 { // what is chosen is to be seen
		s.Hidden = without(s.Hidden, w.Shapes(ref))
	}
	if !slices.Contains(charted[:], ref.Kind) {
		s.Chart = NoChart // what is selected would lie under its colours
	}
	return s, nil
}

// charted are the kinds of which a chart shows the selected one among the others.
var charted = [...]anatomy.Kind{anatomy.KindDermatome, anatomy.KindMyotome, anatomy.KindLevel}

func unknown(ref anatomy.Ref, w World) error {
	hint := ""
	if near := w.Suggest(ref.Kind, ref.ID); near != "" {
		hint = fmt.Sprintf(", did you mean %q?", near)
	}
	kind := string(ref.Kind)
	if kind == "" {
		kind = "record"
	}
	return fmt.Errorf("no %s %q%s", kind, ref.ID, hint)
}

// maxAlso bounds in how many further regions it hurts: beyond, the question is
// another one.
const maxAlso = 6

// hurtsAlso adds a region to the painful one, or takes it away again.
func hurtsAlso(s *State, e Event, w World) error {
	if s.Selection.Kind != anatomy.KindRegion {
		return fmt.Errorf("also: no painful region is selected to which %q could be added", e.ID)
	}
	if _, ok := w.Sided(anatomy.KindRegion, e.ID); !ok {
		return fmt.Errorf("also: %w", unknown(anatomy.Ref{Kind: anatomy.KindRegion, ID: e.ID}, w))
	}
	i, found := slices.BinarySearch(s.Also, e.ID)
	also := slices.Clone(s.Also)
	switch on := toggled(e.On, found); {
	case on && !found && len(also) >= maxAlso:
		return fmt.Errorf("also: %d further regions already, expected at most %d", len(also), maxAlso)
	case on && !found && e.ID != s.Selection.ID:
		also = slices.Insert(also, i, e.ID)
	case !on && found:
		also = slices.Delete(also, i, i+1)
	}
	s.Also, s.Camera = also, nil
	return nil
}

func changeSide(s *State, side anatomy.Side, w World) error {
	if _, err := anatomy.ParseSide(string(side)); err != nil {
		return err
	}
	sided, _ := w.Sided(s.Selection.Kind, s.Selection.ID)
	if !sided || side == anatomy.Midline || s.Selection.Side == side {
		return nil
	}
	s.Selection.Side = side
	s.View, s.Camera = w.Facing(s.Selection), nil
	return nil
}

// skin is the structure that has modes of its own: to hide it is to peel it.
const skin = "skin"

// hide puts away the structures of what the event names, or brings them back.
func hide(s *State, e Event, w World) error {
	if e.ID == skin {
		switch off := toggled(e.On, s.Skin == SkinOff); {
		case off:
			s.Skin = SkinOff
		case s.Skin == SkinOff:
			s.Skin = SkinXray
		}
		return nil
	}
	shapes := w.Shapes(anatomy.Ref{Kind: e.Kind, ID: e.ID, Side: e.Side})
	if len(shapes) == 0 {
		return fmt.Errorf("hide: this atlas has no structure %q on the side %q", e.ID, e.Side)
	}
	away := !slices.ContainsFunc(shapes, func(r StructureRef) bool { return !s.hides(r) })
	hidden := without(s.Hidden, shapes)
	if toggled(e.On, away) {
		hidden = append(hidden, shapes...)
		slices.SortFunc(hidden, compareStructure)
		hidden = slices.Compact(hidden)
	}
	if len(hidden) > maxHidden {
		return fmt.Errorf("hide: %d structures would be hidden, expected at most %d", len(hidden), maxHidden)
	}
	s.Hidden = hidden
	return nil
}

func (s *State) hides(ref StructureRef) bool {
	_, found := slices.BinarySearchFunc(s.Hidden, ref, compareStructure)
	return found
}

// without returns a list of structures less some of them.
func without(list, less []StructureRef) []StructureRef {
	return slices.DeleteFunc(slices.Clone(list), func(r StructureRef) bool { return slices.Contains(less, r) })
}

func compareStructure(a, b StructureRef) int {
	if c := strings.Compare(string(a.ID), string(b.ID)); c != 0 {
		return c
	}
	return strings.Compare(string(a.Side), string(b.Side))
}

// moveCamera sets the camera free of its view, starting from what is seen now.
func moveCamera(s *State, e Event, w World) error {
	for _, f := range []float64{e.Yaw, e.Pitch, e.Distance, e.DX, e.DY, e.Factor} {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Errorf("%s: a number is not finite", e.Type)
		}
	}
	c := w.Camera(*s)
	switch e.Type {
	case EventOrbit:
		c = c.Orbit(radians(e.DX), radians(e.DY))
	case EventPan:
		c = c.Pan(float32(e.DX), float32(e.DY), w.Reach())
	case EventZoom:
		if e.Factor <= 0 {
			return fmt.Errorf("zoom: factor %g, expected more than 0", e.Factor)
		}
		c = c.Zoom(float32(e.Factor))
	case EventCamera:
		if e.Target == nil {
			return fmt.Errorf("camera: no target, expected [x, y, z] in metres")
		}
		target := geom.Vec3{X: float32(e.Target[0]), Y: float32(e.Target[1]), Z: float32(e.Target[2])}
		c = placed(c, e.Yaw, e.Pitch, float32(e.Distance), target, w.Reach())
	}
	s.Camera = &c
	return nil
}

// placed returns the camera at a place of its own, within the limits of cameras.
// Angles in degrees.
func placed(c render.Camera, yaw, pitch float64, distance float32, target geom.Vec3, reach geom.Box) render.Camera {
	c.Yaw, c.Pitch = radians(math.Mod(yaw, 360)), 0
	c.Target = reach.Clamp(target)
	c.Distance = min(max(distance, render.MinDistance), render.MaxDistance)
	return c.Orbit(0, radians(pitch))
}

func radians(degrees float64) float32 { return float32(degrees * math.Pi / 180) }
