package render

import "bodymap/render/geom"

// Scene is everything to draw. It is a value made anew for each state; meshes
// are shared and never changed.
type Scene struct {
	Structures []Structure
	Paint      *Paint // zones on the skin; nil for none
	Markers    []Marker
	Paths      []Path
	Camera     Camera
	Theme      Theme
	Hover      int // index into Structures, or -1
}

// Structure is one named, sided shape and how it is shown.
type Structure struct {
	ID     string // "gluteus-medius"
	Side   string // "left", "right", "midline"
	Name   string // as the atlas names it
	Tissue Tissue
	Mesh   *geom.Mesh
	Show   Show
	Mark   Mark
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

// Paint colours the skin. Each field holds one signed distance per vertex of
// the skin mesh, in metres, negative inside the zone; nil where there is none.
// Distances interpolate well, so that edges stay crisp on a coarse skin.
type Paint struct {
	Skin      int       // index into Scene.Structures
	Primary   []float32 // level 1: solid tint
	Spillover []float32 // level 1: stippled
	Related   []float32 // level 4: hatched
}

// Marker is a point to treat, told apart without colour: level 1 round, level 2
// diamond with its number, level 3 square with its level's name.
type Marker struct {
	Ref    string    // "point/h16/right", "level/l4/left": what a click selects
	Level  int       // 1, 2 or 3
	Text   string    // "" for round marks, "16", "L4"
	Label  string    // spoken name
	At     geom.Vec3 // on the surface, metres
	Normal geom.Vec3
	Faint  bool // variable segment, unconfirmed point
}

// Path is a line over the body: a referral path, or a nerve from its level to
// its muscle.
type Path struct {
	Ref    string
	Kind   PathKind
	Points []geom.Vec3 // metres; at least two
}

// PathKind sets how a path is drawn.
type PathKind uint8

// The kinds of path.
const (
	ReferralPrimary   PathKind = iota // flowing dashes
	ReferralSpillover                 // sparse dots
	NervePath                         // solid, nerve-coloured with a casing
)
