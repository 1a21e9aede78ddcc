package anatomy

// Landmark is a palpable or bony place. It is derived from the shape of a
// structure (Extreme) or from other landmarks (At); a binding may override it.
type Landmark struct {
	ID      ID       `json:"id"`
	Names   Names    `json:"names"` // en and la required
	Paired  bool     `json:"paired"`
	Extreme *Extreme `json:"extreme,omitempty"`
	At      *Place   `json:"at,omitempty"`
	Text    Claim    `json:"text"` // how to find it by touch
}

// Extreme is the point of a structure that lies furthest in a direction, looked
// for among the vertices whose place in the structure's bounding box satisfies
// every Within. Fractions run 0-1 from the first-named end of an axis:
// "superior": [0.8, 1] is the top fifth.
type Extreme struct {
	Structure ID                    `json:"structure" ref:"structure,muscle"`
	Towards   map[string]float64    `json:"towards"` // direction -> weight: {"lateral": 1, "superior": 0.3}
	Within    map[string][2]float64 `json:"within,omitempty"`
	Centre    bool                  `json:"centre,omitempty"` // the centre of the vertices within instead
}

// Measure is a proportional length of the body shown: so many cun from one
// landmark to another. Directions proximal and distal run along it.
type Measure struct {
	ID    ID      `json:"id"` // "thigh", "leg", "forearm", "body"
	Names Names   `json:"names"`
	From  ID      `json:"from" ref:"landmark"` // landmark, the proximal end
	To    ID      `json:"to" ref:"landmark"`
	Cun   float64 `json:"cun"`
	Cite  []Cite  `json:"cite"`
}
