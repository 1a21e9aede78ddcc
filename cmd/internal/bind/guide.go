package bind

import (
	"cmp"
	"slices"

	"bodymap/anatomy"
)

// Guide is what the page explains to people: topics in their order, with a list
// of sources of its own.
type Guide struct {
	Topics  []GuideTopic  `json:"topics"`
	Sources []PanelSource `json:"sources"`
}

// GuideTopic is one topic: a heading and its sentences.
type GuideTopic struct {
	ID   anatomy.ID `json:"id"`
	Name string     `json:"name"`
	Text []Said     `json:"text"`
}

// GuideOf returns the topics of the facts.
func GuideOf(facts *anatomy.Facts) Guide {
	c := newCitations(facts)
	g := Guide{Topics: []GuideTopic{}}
	ids := facts.IDs(anatomy.KindTopic)
	slices.SortStableFunc(ids, func(a, b anatomy.ID) int { return cmp.Compare(facts.Topics[a].Order, facts.Topics[b].Order) })
	for _, id := range ids {
		topic := GuideTopic{ID: id, Name: facts.Topics[id].Names.En}
		for _, claim := range facts.Topics[id].Text {
			topic.Text = append(topic.Text, Said{claim.Text, c.cite(claim.Cite)})
		}
		g.Topics = append(g.Topics, topic)
	}
	g.Sources = c.list
	return g
}
