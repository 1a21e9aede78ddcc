package anatomy

import "fmt"

// ID names a record: lower-case hyphenated English, such as "gluteus-medius",
// unique within its kind. Published ids are withdrawn, never reused.
type ID string

// Side is a side of the body shown: left is the body's left.
type Side string

// The sides. Both is a selection of the two sides at once; Midline is used by
// structures and points that have no side.
const (
	Left    Side = "left"
	Right   Side = "right"
	Midline Side = "midline"
	Both    Side = "both"
)

// Opposite returns the other side; Midline and Both are their own opposites.
func (s Side) Opposite() Side {
	switch s {
	case Left:
		return Right
	case Right:
		return Left
	}
	return s
}

// ParseSide reads a side as a person types it.
func ParseSide(s string) (Side, error) {
	switch side := Side(s); side {
	case Left, Right, Midline, Both:
		return side, nil
	}
	return "", fmt.Errorf("side %q is unknown, expected left, right, midline or both", s)
}

// Kind is a kind of record: the folder of facts/ it lies in.
type Kind string

// The kinds of record.
const (
	KindMuscle    Kind = "muscle"
	KindNerve     Kind = "nerve"
	KindStructure Kind = "structure" // bones, ligaments, fasciae, cartilage, skin
	KindPoint     Kind = "point"     // symptomatic (SA) and homeostatic (HA) points
	KindRegion    Kind = "region"
	KindLevel     Kind = "level" // vertebral levels; paravertebral points (PA) follow from them
	KindDermatome Kind = "dermatome"
	KindMyotome   Kind = "myotome"
	KindLandmark  Kind = "landmark"
	KindMeasure   Kind = "measure" // proportional lengths in cun
	KindCondition Kind = "condition"
	KindCaution   Kind = "caution"
	KindTopic     Kind = "topic"    // paragraphs of explanation for people
	KindLanguage  Kind = "language" // names in further languages
	KindSource    Kind = "source"
)

// Kinds lists every kind in the order in which people read them.
var Kinds = [...]Kind{
	KindMuscle, KindNerve, KindStructure, KindPoint, KindRegion, KindLevel, KindDermatome, KindMyotome,
	KindLandmark, KindMeasure, KindCondition, KindCaution, KindTopic, KindLanguage, KindSource,
}

// Ref names one thing on one side of the body. Side is empty where the thing
// has none, such as a source.
type Ref struct {
	Kind Kind `json:"kind"`
	ID   ID   `json:"id"`
	Side Side `json:"side,omitempty"`
}

// Names are a record's names in standard English and, where the kind requires it,
// in the Latin of Terminologia Anatomica 2. Further languages are [Language] records.
type Names struct {
	En string `json:"en"`
	La string `json:"la,omitempty"`
}

// FMA holds Foundational Model of Anatomy concept ids as "FMA22314". Any is the
// concept without a side; Left and Right the sided ones that atlases carry.
type FMA struct {
	Any   string `json:"any,omitempty"`
	Left  string `json:"left,omitempty"`
	Right string `json:"right,omitempty"`
}
