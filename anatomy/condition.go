package anatomy

// Condition is what a person comes with.
type Condition struct {
	ID       ID          `json:"id"`
	Names    Names       `json:"names"` // en required
	Aliases  []string    `json:"aliases,omitempty"`
	Summary  Claim       `json:"summary"`
	Regions  []ID        `json:"regions" ref:"region"` // where it is felt, main region first
	Muscles  []Concerned `json:"muscles,omitempty"`
	Segments []Segment   `json:"segments,omitempty"` // beyond those of its muscles
	At       []Place     `json:"at,omitempty"`       // places to show, such as a bursa
	Related  []Related   `json:"related,omitempty"`  // beyond those of its regions
	Advice   []Claim     `json:"advice,omitempty"`   // what to avoid or do, as reported
	RedFlags []Claim     `json:"red_flags,omitempty"`
	Refer    bool        `json:"refer,omitempty"` // a red flag in itself: see a physician, do not needle
	Evidence []Claim     `json:"evidence,omitempty"`
	Cautions []ID        `json:"cautions,omitempty" ref:"caution"`
}

// Concerned is a muscle that a condition concerns, and why.
type Concerned struct {
	Muscle ID    `json:"muscle" ref:"muscle"`
	Reason Claim `json:"reason"`
}

// Caution is a safety note shown with every point and muscle it concerns.
type Caution struct {
	ID      ID    `json:"id"`
	Names   Names `json:"names"` // a short label: "lung field"
	Text    Claim `json:"text"`
	Serious bool  `json:"serious,omitempty"` // can injure: shown first
	General bool  `json:"general,omitempty"` // concerns every needling, not one place
}

// Topic is one sober paragraph of explanation for a person.
type Topic struct {
	ID    ID      `json:"id"`
	Names Names   `json:"names"`
	Order int     `json:"order"`
	Text  []Claim `json:"text"`
}
