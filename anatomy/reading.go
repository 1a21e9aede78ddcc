package anatomy

// Reading says that a record was compared with a source that was opened for it.
type Reading struct {
	Cite   []Cite   `json:"cite"`   // the source, one
	Fields []string `json:"fields"` // what was compared: fields of the record, or "points"
	Found  string   `json:"found"`  // "agrees", or what differs and what the record keeps
}

// readFields are what a reading of a muscle can compare.
var readFields = [...]string{"names", "origin", "insertion", "action", "supply", "synergists", "antagonists", "points"}
