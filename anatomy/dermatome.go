package anatomy

import "strings"

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
// stored here: they follow from their nerves, see [Facts.Reached].
type Myotome struct {
	ID       ID      `json:"id"` // "l5"
	Segment  Segment `json:"segment"`
	Movement Claim   `json:"movement"`                   // the movement that grows weak
	Key      []ID    `json:"key,omitempty" ref:"muscle"` // the muscles by which it is tested
	Reflex   Claim   `json:"reflex,omitzero"`            // the tendon reflex that it carries
}

// segmentID is the id of the records of a segment.
func segmentID(s Segment) ID { return ID(strings.ToLower(string(s))) }

// Reached returns the muscles, without wholes and groups, that a segment reaches:
// those for which nearly all sources give it, and those for which some do.
func (f *Facts) Reached(segment Segment) (core, variable []ID) {
	for _, id := range f.IDs(KindMuscle) {
		if len(f.Muscles[id].Members) > 0 {
			continue // its members are listed
		}
		switch reason, isCore := f.reachedBy(id, []Segment{segment}); {
		case isCore:
			core = append(core, id)
		case reason.Text != "":
			variable = append(variable, id)
		}
	}
	return core, variable
}
