// Package app is the state of the map and the one function that changes it.
// The viewer, the page's links, lessons and the command line all speak [State]
// and [Event]; neither pixels nor a browser are needed to test them.
package app

import (
	"slices"

	"bodymap/anatomy"
	"bodymap/render"
)

// State is everything that a link can restore. The zero Selection shows the
// whole body.
type State struct {
	Selection anatomy.Ref  // Kind "" for none; Side left, right, both or midline
	Also      []anatomy.ID // with a region selected: further regions in which it hurts, sorted
	Off       [4]bool      // treatment levels switched off, level 1 first
	View      View
	Camera    *render.Camera // set once the person has moved it; nil: the view's own
	Skin      SkinMode
	Depth     int            // layers of muscle peeled: 0 none, 1 superficial, 2 intermediate, 3 deep
	Ghost     bool           // all but the selection, its nerves and bones is faint
	Isolate   bool           // only the selection, its nerves and all bones; never with Ghost
	Hidden    []StructureRef // structures that the person put away, sorted
	Section   Section
	Lateral   float64 // paravertebral distance in cun: 0.5, 1.5 or 3
	Labels    bool
	Chart     Chart
}

// Initial is the state in which the map opens.
func Initial() State {
	return State{View: Anterior, Skin: SkinXray, Lateral: 1.5, Labels: true}
}

// Equal reports whether two states show the same.
func (s State) Equal(t State) bool {
	sameCamera := s.Camera == t.Camera || s.Camera != nil && t.Camera != nil && *s.Camera == *t.Camera
	return s.Selection == t.Selection && slices.Equal(s.Also, t.Also) && s.Off == t.Off && s.View == t.View && sameCamera &&
		s.Skin == t.Skin && s.Depth == t.Depth && s.Ghost == t.Ghost && s.Isolate == t.Isolate &&
		slices.Equal(s.Hidden, t.Hidden) && s.Section == t.Section && s.Lateral == t.Lateral && s.Labels == t.Labels && s.Chart == t.Chart
}

// StructureRef names one structure on one side.
type StructureRef struct {
	ID   anatomy.ID   `json:"id"`
	Side anatomy.Side `json:"side"`
}

// View is a standard view: the side of the body that faces the viewer.
type View string

// The standard views.
const (
	Anterior       View = "anterior"
	Posterior      View = "posterior"
	LateralLeft    View = "left"
	LateralRight   View = "right"
	PosteriorLeft  View = "posterior-left"
	PosteriorRight View = "posterior-right"
	AnteriorLeft   View = "anterior-left"
	AnteriorRight  View = "anterior-right"
	Superior       View = "superior" // from above
	Inferior       View = "inferior" // from below: the soles
)

// Views lists the standard views, turning leftwards from the front; then those
// along the body.
var Views = [...]View{Anterior, AnteriorLeft, LateralLeft, PosteriorLeft, Posterior, PosteriorRight, LateralRight, AnteriorRight, Superior, Inferior}

// Known reports whether v is one of the standard views.
func (v View) Known() bool { return slices.Contains(Views[:], v) }

// SkinMode is how the skin is shown.
type SkinMode string

// The skin modes.
const (
	SkinOff   SkinMode = "off"  // muscles bare; zones are painted over them
	SkinXray  SkinMode = "xray" // translucent by view angle
	SkinSolid SkinMode = "solid"
)

// SkinModes lists the skin modes.
var SkinModes = [...]SkinMode{SkinOff, SkinXray, SkinSolid}

// Chart colours the whole body by spinal segment.
type Chart string

// The charts.
const (
	NoChart    Chart = ""
	Dermatomes Chart = "dermatomes" // the skin, by the segment that feels it
	Myotomes   Chart = "myotomes"   // the muscles, by the segment that mainly moves them
)

// Charts lists the charts.
var Charts = [...]Chart{NoChart, Dermatomes, Myotomes}

// Laterals are the distances in cun at which paravertebral points are marked.
var Laterals = [...]float64{0.5, 1.5, 3}

// MaxDepth peels every muscle: bones remain.
const MaxDepth = 3

// MaxStep is the last step of peeling from the skin to the bones.
const MaxStep = MaxDepth + 1

// Step returns how far a state is peeled: 0 not at all, 1 the skin, from 2 on as
// many layers of muscle as well, MaxStep to the bones.
func (s State) Step() int {
	switch {
	case s.Depth > 0:
		return s.Depth + 1
	case s.Skin == SkinOff:
		return 1
	}
	return 0
}

// peeled returns the state peeled to a step. Translucent skin that was put over
// peeled muscles stays until the steps come back to the skin.
func (s State) peeled(step int) State {
	before := s.Step()
	s.Depth = max(step-1, 0)
	switch {
	case step == 0 && s.Skin == SkinOff:
		s.Skin = SkinXray
	case step == 1 || step > 1 && before == 0:
		s.Skin = SkinOff
	}
	return s
}
