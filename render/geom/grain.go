package geom

// Grain is how the fibres of a muscle look. The zero value is a muscle of which
// nothing is known: a little tendon at both ends, fibres straight along it.
type Grain struct {
	// Tendon is the share of the fibres, 0 to 1, that is tendon at the origin and
	// at the insertion.
	Tendon [2]float32
	// Pennate is by how many half-widths a fibre moves across on its way along the
	// whole muscle, in either half across: equal for a muscle of one feather,
	// opposite for one of two.
	Pennate [2]float32
}

// unknownTendon is the share of tendon where nothing is known.
const unknownTendon = 0.05

// MaxPennate bounds Pennate either way, PennateSteps are its steps in one: what a
// byte can tell.
const (
	MaxPennate   = 7.5
	PennateSteps = 16
)

// Ends returns the share of tendon at either end, to be drawn.
func (g Grain) Ends() [2]float32 {
	if g.Tendon == [2]float32{} {
		return [2]float32{unknownTendon, unknownTendon}
	}
	return g.Tendon
}
