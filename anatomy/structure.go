package anatomy

// Structure is anything with a shape that is neither muscle nor nerve.
type Structure struct {
	ID     ID     `json:"id"`
	System System `json:"system"`
	FMA    FMA    `json:"fma"`
	Names  Names  `json:"names"` // en and la required
	Paired bool   `json:"paired"`
	Cite   []Cite `json:"cite"`
}

// System is a kind of tissue as an atlas sorts it.
type System string

// The systems that are shown.
const (
	SystemBone      System = "bone"
	SystemMuscle    System = "muscle"
	SystemNerve     System = "nerve"
	SystemLigament  System = "ligament"
	SystemFascia    System = "fascia"
	SystemTendon    System = "tendon"
	SystemCartilage System = "cartilage"
	SystemTooth     System = "tooth"
	SystemSkin      System = "skin"
)
