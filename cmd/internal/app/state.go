// Package app is the state of the map and the one function that changes it.
// The viewer, the page's links, lessons and the command line all speak State
// and Event; neither pixels nor a browser are needed to test them.
package app

import (
	"bodymap/anatomy"
	"bodymap/render"
)

// State is everything that a link can restore. The zero Selection shows the
// whole body.
type State struct {
	Selection anatomy.Ref // Kind "" for none; Side left, right, both or midline
	Off       [4]bool     // treatment levels switched off, level 1 first
	View      View
	Camera    *render.Camera // set once the person has moved it; nil: the View's own
	Skin      SkinMode
	Depth     int            // layers peeled: 0 none, 1 superficial, 2 intermediate, 3 deep (bones only)
	Isolate   bool           // only the selection and bones
	Hidden    []StructureRef // structures the person put away, sorted
	Lateral   float64        // paravertebral distance in cun: 0.5, 1.5 or 3
	Labels    bool
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
)

// SkinMode is how the skin is shown.
type SkinMode string

// The skin modes.
const (
	SkinOff   SkinMode = "off"  // muscles bare; zones are painted over them
	SkinXray  SkinMode = "xray" // translucent by view angle
	SkinSolid SkinMode = "solid"
)
