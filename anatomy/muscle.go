package anatomy

// Muscle is one muscle, or a group or whole whose members are records too.
// Its symptomatic points and referral are point records that name it.
type Muscle struct {
	ID          ID        `json:"id"`
	FMA         FMA       `json:"fma"`
	Names       Names     `json:"names"`                          // en and la required
	Aliases     []string  `json:"aliases,omitempty"`              // other names people search by, English or Latin
	Members     []ID      `json:"members,omitempty" ref:"muscle"` // muscles of which this is the whole or group
	Regions     []ID      `json:"regions" ref:"region"`           // where it lies under the skin, main region first
	Layer       Layer     `json:"layer"`
	Runs        Direction `json:"runs,omitempty"` // from origin to insertion, roughly; empty: inferior
	Origin      Claim     `json:"origin"`
	Insertion   Claim     `json:"insertion"`
	Action      Claim     `json:"action"`
	Supply      []Supply  `json:"supply"`
	Synergists  Others    `json:"synergists"`
	Antagonists Others    `json:"antagonists"`
	Cautions    []ID      `json:"cautions,omitempty" ref:"caution"`
	Readings    []Reading `json:"readings,omitempty"` // by whom its points and itself were compared with what
}

// Layer is the depth at which a muscle lies in its region.
type Layer string

// The layers from the skin inwards.
const (
	Superficial  Layer = "superficial"
	Intermediate Layer = "intermediate"
	Deep         Layer = "deep"
)

// Supply says that a nerve supplies a muscle, by which spinal segments.
type Supply struct {
	Nerve    ID       `json:"nerve" ref:"nerve"`
	Segments Segments `json:"segments"`
	Cite     []Cite   `json:"cite"`
	Note     string   `json:"note,omitempty"`
}

// Segments are spinal cord segments C1-S5: Core are given by nearly all
// sources, Variable by some.
type Segments struct {
	Core     []Segment `json:"core"`
	Variable []Segment `json:"variable,omitempty"`
}

// Segment is a spinal cord segment, "C1" to "S5".
type Segment string

// Others are other muscles in a stated relation to this one.
type Others struct {
	Muscles []ID   `json:"muscles" ref:"muscle"`
	Cite    []Cite `json:"cite,omitempty"`
}
