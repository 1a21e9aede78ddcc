package anatomy

import (
	"fmt"
	"regexp"
	"strings"
)

// tagShape is a language tag in the lower case of an id.
var tagShape = regexp.MustCompile(`^[a-z]{2,3}(-[a-z]{4})?(-[a-z]{2})?$`)

func checkLanguages(c *checker) {
	for _, id := range c.IDs(KindLanguage) {
		l, ref := c.Languages[id], Ref{Kind: KindLanguage, ID: id}
		if !tagShape.MatchString(string(id)) || id == "en" || id == "la" {
			c.add(ref, "id", "is %q, expected the tag of a language other than English and Latin, such as de or pt-br", id)
		}
		if l.Name == "" {
			c.add(ref, "name", "is missing, expected what the language calls itself")
		}
		if len(l.Lists) == 0 {
			c.add(ref, "lists", "is empty, expected at least one list of names")
		}
		seen := map[Ref]bool{}
		for i, list := range l.Lists {
			c.nameList(ref, fmt.Sprintf("lists[%d]", i), list, seen)
		}
	}
}

// nameList checks the names of one source; seen are the records named so far.
func (c *checker) nameList(ref Ref, field string, list NameList, seen map[Ref]bool) {
	for kind, names := range list.Names {
		for id, name := range names {
			at := fmt.Sprintf("%s.names.%s.%s", field, kind, id)
			named := Ref{Kind: kind, ID: id}
			if !c.Has(kind, id) {
				c.add(ref, at, "names no record, expected the kind and id of one")
			}
			if strings.TrimSpace(name) == "" {
				c.add(ref, at, "is empty, expected a name or no entry")
			}
			if seen[named] {
				c.add(ref, at, "is named twice, expected once in a language")
			}
			seen[named] = true
		}
	}
}
