package anatomy

// Nerve is a named nerve. Its course runs from where it leaves the plexus or
// spinal nerve towards its end, as places on any body.
type Nerve struct {
	ID       ID       `json:"id"`
	FMA      FMA      `json:"fma"`
	Names    Names    `json:"names"`                        // en and la required
	Parent   ID       `json:"parent,omitempty" ref:"nerve"` // nerve or plexus it branches from
	Segments Segments `json:"segments"`
	Course   []Place  `json:"course"`
	Text     Claim    `json:"text"` // the course in words
	Cite     []Cite   `json:"cite"` // for segments
}
