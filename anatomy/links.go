package anatomy

// Treatment is the four levels computed for one selection.
type Treatment struct {
	Selection Ref      `json:"selection"`
	Levels    [4]Group `json:"levels"`
}

// Group is one level of treatment: level 1-4 with its items.
type Group struct {
	Level int    `json:"level"`
	Name  string `json:"name"`
	Items []Item `json:"items"`
}

// Item is one thing to treat or look at, why, and who says so.
type Item struct {
	ID      ID     `json:"id"`
	Kind    Kind   `json:"kind"`
	Side    Side   `json:"side,omitempty"`
	Name    string `json:"name"`
	Reason  string `json:"reason"`
	Sources []Cite `json:"sources"`

	Muscle   ID      `json:"muscle,omitempty"`  // level 1: the muscle a point belongs to
	Grade    Grade   `json:"grade,omitempty"`   // level 1: how the item refers to the painful region
	Points   []ID    `json:"points,omitempty"`  // level 1: points of a referring muscle whose zones cover the region
	Segment  Segment `json:"segment,omitempty"` // level 3
	Core     *bool   `json:"core,omitempty"`    // level 3: given by nearly all sources
	Nerves   []ID    `json:"nerves,omitempty"`  // level 3: the nerves through which the segment reaches the selection
	Chain    Chain   `json:"chain,omitempty"`   // level 4
	Cautions []ID    `json:"cautions,omitempty"`
}

// LevelNames are the names of the four levels of treatment, level 1 first.
var LevelNames = [4]string{
	"Symptomatic points", "Homeostatic points", "Paravertebral levels", "Related regions",
}
