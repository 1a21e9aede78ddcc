package anatomy

// Dermatome is the skin whose feeling goes to one spinal segment. Maps of
// dermatomes disagree and neighbours overlap: a record holds the usual map, and says
// in Text.Note where others differ.
type Dermatome struct {
	ID      ID      `json:"id"` // "l5"
	Segment Segment `json:"segment"`
	Areas   []Area  `json:"areas"`
	Key     Place   `json:"key"`  // where the segment is tested by touch
	Test    Claim   `json:"test"` // that place in words
	Text    Claim   `json:"text"` // the skin in words
}

// Area is a part of the skin: all that lies within RadiusCun of a path of places.
type Area struct {
	Path      []Place `json:"path"`
	RadiusCun float64 `json:"radius_cun"` // of the measure "body"
}

// Myotome is what one spinal segment moves. The muscles that it reaches are not
// stored here: they follow from their nerves, see [Facts.Treat].
type Myotome struct {
	ID       ID      `json:"id"` // "l5"
	Segment  Segment `json:"segment"`
	Movement Claim   `json:"movement"`                   // the movement that grows weak
	Key      []ID    `json:"key,omitempty" ref:"muscle"` // the muscles by which it is tested
	Reflex   Claim   `json:"reflex,omitzero"`            // the tendon reflex that it carries
}
