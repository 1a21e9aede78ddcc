package ebi

import (
	"bodymap/render"

	"github.com/hajimehoshi/ebiten/v2"
)

// Painter draws scenes to a screen. Not for concurrent use.
type Painter interface {
	// Draw draws the scene over the whole screen and reports whether a better
	// quality than the one asked for would improve the picture.
	Draw(screen *ebiten.Image, s *render.Scene, q Quality) (more bool)

	// StructureAt returns the structure whose solid surface the last picture
	// shows at a place of the screen, or -1; known is false where the painter
	// cannot tell and the caller must cast a ray.
	StructureAt(x, y int) (structure int, known bool)

	// Hides returns the occluder of the last picture, or nil where the painter
	// has none and the caller must cast rays.
	Hides(tolerance float32) render.Occluder
}

// Quality is how much work a picture is worth.
type Quality int

// The qualities.
const (
	Moving Quality = iota // something moves: as quick as the eye needs
	Rest                  // nothing moves: every pixel
	Fine                  // nothing has moved for a while: smooth edges
)
