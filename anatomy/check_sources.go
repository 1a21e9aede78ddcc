package anatomy

import (
	"net/url"
	"reflect"
	"regexp"
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
