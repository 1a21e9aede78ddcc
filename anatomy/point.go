package anatomy

// Point is a symptomatic point (SA) of a muscle or a homeostatic point (HA).
// Paravertebral points (PA) are not records: they follow from levels.
type Point struct {
	ID      ID        `json:"id"` // "gluteus-medius-1", "h16"
	Type    PointType `json:"type"`
	Names   Names     `json:"names"` // en required: "anterior", "inferior gluteal"
	Midline bool      `json:"midline,omitempty"`
	At      Place     `json:"at"`
	Cite    []Cite    `json:"cite"` // for the place
	Note    string    `json:"note,omitempty"`

	// Symptomatic points only.
	Muscle  ID     `json:"muscle,omitempty" ref:"muscle"`
	Pattern []Zone `json:"pattern,omitempty"` // the reported referral pattern

	// Homeostatic points only.
	Order     int    `json:"order,omitempty"` // 1-24: the order in which they become tender
	Nerve     Claim  `json:"nerve,omitzero"`  // the nerve it is named for
	NerveID   ID     `json:"nerve_id,omitempty" ref:"nerve"`
	Regions   []ID   `json:"regions,omitempty" ref:"region"` // regions it lies in, main one first
	Where     Claim  `json:"where,omitzero"`                 // the place in a clinician's words
	Acupoint  string `json:"acupoint,omitempty"`
	Confirmed bool   `json:"confirmed,omitempty"` // number and name confirmed by a second source
	Cautions  []ID   `json:"cautions,omitempty" ref:"caution"`
}

// PointType tells symptomatic from homeostatic points.
type PointType string

// The types of point record.
const (
	Symptomatic PointType = "symptomatic"
	Homeostatic PointType = "homeostatic"
)

// Zone is where pain from a symptomatic point is felt: a path of places with a
// radius, painted on the skin; the same path, drawn from the point, is the
// referral path.
type Zone struct {
	Region    ID      `json:"region" ref:"region"`
	Grade     Grade   `json:"grade"`
	Path      []Place `json:"path"`
	RadiusCun float64 `json:"radius_cun"`
	Cite      []Cite  `json:"cite"`
}

// Grade says how usual a referral zone is.
type Grade string

// The grades of a referral zone.
const (
	Primary   Grade = "primary"   // felt in most people
	Spillover Grade = "spillover" // felt in some
)
