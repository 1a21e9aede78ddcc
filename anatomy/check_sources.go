package anatomy

import (
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

var doiShape = regexp.MustCompile(`^10\.[0-9]{4,9}/\S+$`)

// Years between which a source can have appeared.
const (
	firstYear = 1500
	lastYear  = 2100
)

func checkSources(c *checker) {
	for _, id := range c.IDs(KindSource) {
		s, ref := c.Sources[id], Ref{Kind: KindSource, ID: id}
		for _, part := range []struct{ field, text, expected string }{
			{"authors", s.Authors, "who wrote or publishes it"},
			{"title", s.Title, "its title"},
			{"reliability", s.Reliability, "what it can be trusted for"},
			{"seen", s.Seen, "what was seen of it"},
		} {
			if part.text == "" {
				c.add(ref, part.field, "is missing, expected %s", part.expected)
			}
		}
		if s.Year < firstYear || s.Year > lastYear {
			c.add(ref, "year", "is %d, expected the year it appeared", s.Year)
		}
		if s.DOI != "" && !doiShape.MatchString(s.DOI) {
			c.add(ref, "doi", "is %q, expected 10.<registrant>/<suffix> without an address", s.DOI)
		}
		if s.URL != "" && !webAddress(s.URL) {
			c.add(ref, "url", "is %q, expected an https address", s.URL)
		}
	}
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && strings.Contains(u.Host, ".") && u.User == nil
}

// checkClaims asks for a text and a citation wherever something is claimed. The
// claims of a point that belong to its other type stay empty.
func checkClaims(c *checker) {
	for ref, record := range c.All() {
		visit(record, func(field string, value any, tag reflect.StructTag) {
			cited := func(where string, cites []Cite) {
				if len(cites) == 0 {
					c.add(ref, strings.TrimPrefix(where+".cite", "."), "is empty, expected a source id")
				}
			}
			switch v := value.(type) {
			case Claim:
				optional := strings.HasSuffix(tag.Get("json"), ",omitzero")
				if optional && v.Text == "" && v.Note == "" && len(v.Cite) == 0 {
					return
				}
				if v.Text == "" {
					c.add(ref, field+".text", "is empty, expected a sentence")
				}
				cited(field, v.Cite)
			case Others:
				if len(v.Muscles) > 0 {
					cited(field, v.Cite)
				}
			case Supply:
				cited(field, v.Cite)
			case Zone:
				cited(field, v.Cite)
			case NameList:
				cited(field, v.Cite)
			case Point:
				cited("", v.Cite)
			case Nerve:
				cited("", v.Cite)
			case Structure:
				cited("", v.Cite)
			case Measure:
				cited("", v.Cite)
			}
		})
	}
}

func checkCites(c *checker) {
	for ref, record := range c.All() {
		visit(record, func(field string, value any, _ reflect.StructTag) {
			cite, ok := value.(Cite)
			if !ok {
				return
			}
			source := c.Sources[cite.Source()]
			switch {
			case source == nil:
				c.add(ref, field, "cites %q, expected the id of a record in facts/source", cite.Source())
			case source.Withdrawn != "":
				c.add(ref, field, "cites %q, which is withdrawn (%s), expected another source", source.ID, source.Withdrawn)
			}
		})
	}
}

// minReadings is how many sources a muscle must have been compared with.
const minReadings = 2

// checkReadings asks that a muscle was compared with several sources, and each
// reading names what was compared with what. A source that nobody opened cannot
// have been read.
func checkReadings(c *checker) {
	for _, id := range c.IDs(KindMuscle) {
		if n := len(c.Muscles[id].Readings); n < minReadings {
			c.add(Ref{Kind: KindMuscle, ID: id}, "readings", "has %d, expected at least %d sources that were opened and compared", n, minReadings)
		}
		seen := map[ID]bool{}
		for i, r := range c.Muscles[id].Readings {
			c.reading(Ref{Kind: KindMuscle, ID: id}, fmt.Sprintf("readings[%d]", i), r, seen)
		}
	}
}

// reading checks one reading of a muscle; seen are the sources read before it.
func (c *checker) reading(ref Ref, field string, r Reading, seen map[ID]bool) {
	if len(r.Cite) != 1 {
		c.add(ref, field+".cite", "names %d sources, expected the one that was read", len(r.Cite))
	}
	for _, cite := range r.Cite {
		if s := c.Sources[cite.Source()]; s != nil && !s.opened() {
			c.add(ref, field+".cite", "is %q, of which was seen: %s; expected a source that was opened", s.ID, s.Seen)
		}
		if seen[cite.Source()] {
			c.add(ref, field+".cite", "is %q a second time, expected one reading for a source", cite.Source())
		}
		seen[cite.Source()] = true
	}
	if len(r.Fields) == 0 {
		c.add(ref, field+".fields", "is empty, expected what was compared")
	}
	for _, name := range r.Fields {
		if !slices.Contains(readFields[:], name) {
			c.add(ref, field+".fields", "names %q, %s", name, oneOf(readFields[:]))
		}
	}
	if r.Found == "" {
		c.add(ref, field+".found", "is empty, expected agrees, or what differs and what is kept")
	}
}
