package anatomy

// Level is a vertebral level on the body, C1 to L5, or a posterior sacral
// foramen S1 to S4.
type Level struct {
	ID       ID      `json:"id"`                               // "l4"
	Name     string  `json:"name"`                             // "L4"
	Vertebra ID      `json:"vertebra" ref:"structure"`         // structure: "vertebra-l4", "sacrum"
	Segment  Segment `json:"segment"`                          // the root that is treated here
	At       Place   `json:"at"`                               // on the midline; paravertebral points lie lateral to it
	Foramen  ID      `json:"foramen,omitempty" ref:"landmark"` // S1-S4: the paired landmark over which the root is marked instead
	Exit     Claim   `json:"exit"`                             // where the root leaves, and what leaves there
	Finding  Claim   `json:"finding"`                          // how to find the level by touch
	Cautions []ID    `json:"cautions,omitempty" ref:"caution"`
}
