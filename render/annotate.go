package render

import "bodymap/render/geom"

// Annotations are the marks and lines over a picture, in its pixels from the
// top left corner: what render/soft/annot draws as vectors and the page as SVG.
type Annotations struct {
	Width, Height int
	Marks         []ScreenMark
	Lines         []ScreenLine
}

// ScreenMark is a marker on the screen. X, Y is where its sign is drawn;
// AtX, AtY is the place itself, which differs where signs were moved apart: a
// leader joins the two.
type ScreenMark struct {
	Marker   int // index into Scene.Markers
	Ref      string
	Level    int // 1 round, 2 diamond, 3 square
	Text     string
	Label    string
	X, Y     float32
	AtX, AtY float32
	Size     float32 // high, pixels; round and diamond signs are as wide
	Wide     float32
	Depth    float32 // 1/z
	Faint    bool    // a variable segment, an unconfirmed point
	Hidden   bool    // a solid structure lies in front: drawn dimmed

	// A sign that neighbours of a row share: their number, and the places of the
	// first and the last. Ref has all their refs, with spaces between.
	Count    int
	From, To [2]float32
}

// ScreenLine is a run of a path that is wholly in sight or wholly hidden.
// Start is the length of the path before this run, so that dashes flow on.
type ScreenLine struct {
	Path   int // index into Scene.Paths
	Ref    string
	Kind   PathKind
	Points [][2]float32
	Start  float32 // pixels
	Hidden bool
	End    bool // the run ends the path: an arrow or dot may be drawn
}

// Occluder reports whether a place is hidden from the camera by something solid.
type Occluder func(at geom.Vec3) bool

// surfaceTolerance is how far below a surface a place still counts as lying on
// it, in metres: markers and paths are laid on surfaces within a few millimetres.
const surfaceTolerance = 0.008

// Tolerance is how far, in metres, a place may lie behind what is seen there and
// still be on it: more under solid skin, which counts as nearer than it is.
func (s *Scene) Tolerance() float32 {
	if s.Skin == SkinSolid {
		return surfaceTolerance + SkinLift
	}
	return surfaceTolerance
}

// Annotate projects the markers and paths of a scene to a picture of w by h
// pixels. A nil occluder hides nothing.
func Annotate(s *Scene, w, h int, hides Occluder) Annotations {
	return AnnotateAbove(s, w, h, 0, hides)
}

// AnnotateAbove is Annotate for a picture over whose lowest pixels something else
// lies: no sign stands half under it.
func AnnotateAbove(s *Scene, w, h, bottom int, hides Occluder) Annotations {
	if hides == nil {
		hides = func(geom.Vec3) bool { return false }
	}
	hides = s.hidesCut(hides)
	b := s.Camera.Basis()
	a := Annotations{Width: w, Height: h, Marks: layMarks(s, b, float32(w), float32(h), float32(bottom), hides)}
	for i := range s.Paths {
		a.Lines = append(a.Lines, projectPath(b, i, &s.Paths[i], float32(w), float32(h), hides)...)
	}
	return a
}
