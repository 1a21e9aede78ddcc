package render

// Quality is how much work a picture is worth.
type Quality int

// The qualities.
const (
	Moving Quality = iota // something moves: as quick as the eye needs
	Rest                  // nothing moves: every pixel
	Fine                  // nothing has moved for a while: smooth edges
)
