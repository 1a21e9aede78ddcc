package anatomy

// Place says where something is in the field's own terms. Exactly one base is
// given (Landmark; From, To and Ratio; Muscle; or Level), then Offset moves it
// and Onto projects it.
//
//	{"landmark": "greater-trochanter", "onto": "skin"}
//	{"from": "greater-trochanter", "to": "sacral-hiatus", "ratio": 0.333, "onto": "skin"}
//	{"muscle": "gluteus-medius", "along": 0.3, "across": -0.5}
//	{"level": "l2", "offset": [{"toward": "lateral", "cun": 1.5}], "onto": "skin"}
type Place struct {
	Landmark ID `json:"landmark,omitempty" ref:"landmark"`

	From  ID      `json:"from,omitempty" ref:"landmark"` // landmark
	To    ID      `json:"to,omitempty" ref:"landmark"`   // landmark
	Ratio float64 `json:"ratio,omitempty"`               // 0 at From, 1 at To

	Muscle ID      `json:"muscle,omitempty" ref:"muscle"`
	Along  float64 `json:"along,omitempty"`  // 0 at origin, 1 at insertion
	Across float64 `json:"across,omitempty"` // -1 medial or posterior edge, 1 lateral or anterior edge

	Level ID `json:"level,omitempty" ref:"level"`

	Offset []Offset `json:"offset,omitempty"`

	// Onto is "skin" or the id of a muscle or structure to whose surface the
	// place is moved: straight along Facing where given, else to the nearest
	// surface point.
	Onto   ID        `json:"onto,omitempty" ref:"skin,muscle,structure"`
	Facing Direction `json:"facing,omitempty"`

	// Side overrides the side on which the base is taken: "opposite" or
	// "midline". Empty means the side of the record shown.
	Side string `json:"side,omitempty"`
}

// Offset is a step in a direction, in cun of a measure ("body" if empty).
type Offset struct {
	Toward  Direction `json:"toward"`
	Cun     float64   `json:"cun"`
	Measure ID        `json:"measure,omitempty" ref:"measure"`
}

// Direction is an anatomical direction. Medial and lateral depend on the side;
// proximal and distal run along the measure of the offset.
type Direction string

// The directions.
const (
	Anterior  Direction = "anterior"
	Posterior Direction = "posterior"
	Superior  Direction = "superior"
	Inferior  Direction = "inferior"
	Medial    Direction = "medial"
	Lateral   Direction = "lateral"
	Proximal  Direction = "proximal"
	Distal    Direction = "distal"
)
