package anatomy

// Region is a patch of the body surface with one of the published region ids.
type Region struct {
	ID         ID        `json:"id"`
	Names      Names     `json:"names"`             // en required
	Aliases    []string  `json:"aliases,omitempty"` // how people say it: "outer hip"
	Group      string    `json:"group"`             // as people speak: "hip", "low back", "shoulder"
	Midline    bool      `json:"midline,omitempty"` // one patch across the midline
	Extent     []Place   `json:"extent"`            // a path of places, painted within RadiusCun
	RadiusCun  float64   `json:"radius_cun"`
	Neighbours []ID      `json:"neighbours" ref:"region"` // stored on one of the two, alphabetically first; the other way is computed
	Related    []Related `json:"related,omitempty"`
	RedFlags   []Claim   `json:"red_flags,omitempty"`
}

// Related is a level-4 link: another region strained by the changed movement.
type Related struct {
	Region   ID    `json:"region" ref:"region"`
	Opposite bool  `json:"opposite,omitempty"` // on the opposite side of the body
	Chain    Chain `json:"chain"`
	Reason   Claim `json:"reason"`
}

// Chain says how a related region is linked mechanically.
type Chain string

// The ways in which a related region is linked.
const (
	Up            Chain = "up"         // towards the head along the chain
	Down          Chain = "down"       // towards hand or foot
	Antagonist    Chain = "antagonist" // opposing muscles of the same joint
	Contralateral Chain = "contralateral"
)
