package anatomy

import "strings"

// Source is a book, paper, guideline, data set or article that claims cite.
type Source struct {
	ID          ID     `json:"id"`
	Type        string `json:"type"` // book, paper, guideline, dataset, article, standard
	Authors     string `json:"authors"`
	Title       string `json:"title"`
	Year        int    `json:"year"`
	Edition     string `json:"edition,omitempty"`
	In          string `json:"in,omitempty"`  // journal with volume and pages, or publisher
	DOI         string `json:"doi,omitempty"` // without the resolver's address
	URL         string `json:"url,omitempty"`
	Licence     string `json:"licence,omitempty"`
	Reliability string `json:"reliability"`         // one sober sentence: what it can be trusted for
	Seen        string `json:"seen"`                // what we saw of it: "full text", "abstract", "quoted by <source>", "standard text at chapter level"
	Withdrawn   string `json:"withdrawn,omitempty"` // why, if it must no longer be cited
}

// Cite points from a claim to a source: the source's id, optionally followed by
// a space and the place in it at the level that was seen, such as
// "gray-42 ch. 78" or "fma".
type Cite string

// Source returns the id of the cited source.
func (c Cite) Source() ID {
	id, _, _ := strings.Cut(string(c), " ")
	return ID(id)
}

// Locator returns the place within the source, or "".
func (c Cite) Locator() string {
	_, at, _ := strings.Cut(string(c), " ")
	return at
}

// Claim is a sentence and who says so.
type Claim struct {
	Text string `json:"text"`
	Cite []Cite `json:"cite"`
	Note string `json:"note,omitempty"` // disagreement between sources, or what is not certain
}
