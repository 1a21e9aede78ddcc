package anatomy

// Vec is a position or direction in the body's frame: metres, +X the body's
// left, +Y up, +Z front.
type Vec [3]float64

// Body is what placement asks of a loaded atlas: shapes by structure id
// (muscle, nerve and structure ids alike) and side. Side is Midline for
// structures that have none.
type Body interface {
	Shape(structure ID, side Side) (Shape, bool)

	// Override returns a landmark position that the atlas's binding states
	// instead of the derived one.
	Override(landmark ID, side Side) (Vec, bool)
}

// Shape is the surface of one structure, in metres.
type Shape interface {
	// Vertices returns the positions of the surface; callers do not change them.
	Vertices() []Vec

	// Nearest returns the surface point nearest to p and the outward unit
	// normal there.
	Nearest(p Vec) (q, normal Vec)

	// Ray returns the point at which the ray from p along dir first leaves the
	// surface, with the outward unit normal there; of an inner and an outer wall
	// within 2 cm it is the outer one. ok is false where the ray never leaves it.
	Ray(p, dir Vec) (q, normal Vec, ok bool)

	// Fibre returns the surface point so far along (0 origin to 1 insertion)
	// and across (-1 to 1) the muscle, on its superficial face.
	Fibre(along, across float64) (q, normal Vec)
}

// Position is a place resolved on a body.
type Position struct {
	At     Vec `json:"at"`
	Normal Vec `json:"normal"` // outward unit normal of the surface it lies on
}
