package bind

import (
	"fmt"
	"strings"

	"bodymap/anatomy"
)

// PanelSource is one entry of a list of sources.
type PanelSource struct {
	N           int        `json:"n"`
	ID          anatomy.ID `json:"id"`
	Text        string     `json:"text"`
	URL         string     `json:"url"`
	At          string     `json:"at"`
	Reliability string     `json:"reliability"`
}

// citations numbers sources as they come.
type citations struct {
	facts   *anatomy.Facts
	numbers map[anatomy.Cite]int
	list    []PanelSource
}

func newCitations(facts *anatomy.Facts) *citations {
	return &citations{facts: facts, numbers: map[anatomy.Cite]int{}, list: []PanelSource{}}
}

// cite returns the numbers of citations, adding those that are new to the list.
func (c *citations) cite(cites []anatomy.Cite) []int {
	numbers := []int{}
	for _, cite := range cites {
		n, ok := c.numbers[cite]
		if !ok {
			source, known := c.facts.Sources[cite.Source()]
			if !known {
				continue
			}
			n = len(c.list) + 1
			c.numbers[cite] = n
			c.list = append(c.list, PanelSource{
				N: n, ID: source.ID, Text: reference(source), URL: address(source), At: cite.Locator(), Reliability: source.Reliability,
			})
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// reference writes a source as a reference list would.
func reference(s *anatomy.Source) string {
	text := fmt.Sprintf("%s. %s", strings.TrimSuffix(s.Authors, "."), strings.TrimSuffix(s.Title, "."))
	if s.Edition != "" {
		text += ", " + s.Edition
	}
	if s.In != "" {
		text += ". " + strings.TrimSuffix(s.In, ".")
	}
	if s.Year != 0 && !strings.Contains(s.In, fmt.Sprint(s.Year)) {
		text += fmt.Sprintf(" (%d)", s.Year)
	}
	return text + "."
}

func address(s *anatomy.Source) string {
	if s.DOI != "" {
		return "https://doi.org/" + s.DOI
	}
	return s.URL
}
