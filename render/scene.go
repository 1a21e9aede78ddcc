package render

import (
	"image/color"

	"bodymap/render/geom"
)

// Scene is everything to draw. It is a value made anew for each state; meshes
// are shared and never changed.
type Scene struct {
	Structures []Structure
	Paint      *Paint // zones on the skin; nil for none
	Markers    []Marker
	Paths      []Path
	Camera     Camera
	Theme      Theme
	Hover      int         // index into Structures, or -1
	Skin       SkinMode    // of every structure whose tissue is Skin
	Cut        *geom.Plane // by which a Cutter cut the scene; nil where it is whole
}

// SkinMode is how the structures of tissue Skin are shown. A skin structure
// that is not Hidden follows the mode, whatever else its Show says; one that is
// Hidden is treated as SkinOff. The paint is drawn in every mode.
type SkinMode uint8

// The skin modes.
const (
	SkinOff   SkinMode = iota // not drawn; zones are painted over what is there
	SkinXray                  // translucent by view angle, front-most layer only, not picked
	SkinSolid                 // like any other tissue
)

// SkinLift is how much nearer to the eye solid skin counts when it is compared
// with what lies under it, in metres: in real atlases muscle stands out through
// the skin here and there.
const SkinLift = 0.008

// SkinModeOf returns how a structure of tissue Skin takes part in the scene.
func (s *Scene) SkinModeOf(st *Structure) SkinMode {
	if st.Show == Hidden {
		return SkinOff
	}
	return s.Skin
}

// Opaque reports whether a structure hides what lies behind it and can be
// picked: solid tissue, and the skin while it is solid.
func (s *Scene) Opaque(st *Structure) bool {
	if st.Mesh == nil {
		return false
	}
	if st.Tissue == Skin {
		return s.SkinModeOf(st) == SkinSolid
	}
	return st.Show == Solid
}

// SameShapes reports whether two scenes differ in marks, tints, hover, paint and
// theme only, so that what was drawn of one need but be shaded anew for the other.
func (s *Scene) SameShapes(o *Scene) bool {
	if s.Camera != o.Camera || s.Skin != o.Skin || len(s.Structures) != len(o.Structures) || (s.Paint == nil) != (o.Paint == nil) {
		return false
	}
	if s.Skin == SkinOff && s.Paint != o.Paint {
		return false // bare paint decides which triangles of the skin are drawn
	}
	for i := range s.Structures {
		a, b := &s.Structures[i], &o.Structures[i]
		if a.Mesh != b.Mesh || a.Show != b.Show || a.Tissue != b.Tissue {
			return false
		}
	}
	return true
}

// Structure is one named, sided shape and how it is shown.
type Structure struct {
	ID     string // "gluteus-medius"
	Side   string // "left", "right", "midline"
	Name   string // as the atlas names it
	Tissue Tissue
	Mesh   *geom.Mesh
	Coarse *geom.Mesh // fewer triangles, for while the camera moves; of skin, over the first of Mesh's vertices; nil for none
	Show   Show
	Mark   Mark
	Tint   color.RGBA // instead of its tissue's colour; zero for none
	Cap    int        // the structure whose cut surface this is, plus 1; 0 for none
	Whole  *geom.Mesh // the shape before it was cut; nil where it was not

	sunk float32 // how far behind the plane its cut surface lies, in metres; 0 for none
}

// Colour returns the colour of a structure before its mark.
func (t *Theme) Colour(st *Structure) color.RGBA {
	if st.Tint.A != 0 {
		return st.Tint
	}
	return t.Tissue[min(int(st.Tissue), len(t.Tissue)-1)]
}

// Show is how a structure takes part in the picture.
type Show uint8

// The ways to show a structure.
const (
	Hidden Show = iota
	Solid
	Ghost // faint and see-through, not picked
)

// Mark sets a structure off by colour; every mark is also told by outline.
type Mark uint8

// The marks.
const (
	Plain    Mark = iota
	Selected      // the selection: warm colour, outline
	Refers        // a muscle that refers into the painful region
	Carrier       // a nerve or bone of the selection's segments
)

// Tissue is what a structure is made of; it sets colour and shading.
type Tissue uint8

// The tissues.
const (
	Muscle Tissue = iota
	Bone
	Nerve
	Ligament
	Fascia
	Tendon
	Cartilage
	Tooth
	Skin
)
