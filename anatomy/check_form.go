package anatomy

import (
	"bytes"
	"io/fs"
	"reflect"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	idShape     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	markupShape = regexp.MustCompile(`<[A-Za-z/!?]`)
	fmaShape    = regexp.MustCompile(`^FMA[1-9][0-9]*$`)
)

const (
	maxIDLength   = 64
	maxTextLength = 2000 // characters of one text; a claim is a sentence or two
)

func checkCanonical(c *checker) {
	if c.fsys == nil {
		return
	}
	for ref, record := range c.All() {
		data, err := fs.ReadFile(c.fsys, strings.TrimPrefix(recordPath(ref.Kind, ref.ID), factsRoot))
		if err != nil || bytes.Equal(data, Canonical(record)) {
			continue
		}
		c.add(ref, "", "is not in canonical form, expected what `bodymap check --fix` writes")
	}
}

func checkIDs(c *checker) {
	for ref := range c.All() {
		if !idShape.MatchString(string(ref.ID)) || len(ref.ID) > maxIDLength {
			c.add(ref, "id", "is %q, expected lower-case words joined by hyphens, at most %d letters", ref.ID, maxIDLength)
		}
	}
}

func checkTexts(c *checker) {
	for ref, record := range c.All() {
		visit(record, func(field string, value any, _ reflect.StructTag) {
			v := reflect.ValueOf(value)
			if v.Kind() != reflect.String {
				return
			}
			if wrong := textFault(v.String()); wrong != "" {
				c.add(ref, field, "%s", wrong)
			}
		})
	}
}

// textFault says what is wrong with a text, or "".
func textFault(s string) string {
	switch {
	case markupShape.MatchString(s):
		return "contains a tag, expected plain text"
	case strings.TrimSpace(s) != s || strings.Contains(s, "  "):
		return "has stray space, expected none at the ends and single spaces between words"
	case strings.ContainsFunc(s, unicode.IsControl):
		return "contains a line break or control character, expected one plain line"
	case strings.ContainsRune(s, utf8.RuneError):
		return "contains a character that cannot be read, expected UTF-8"
	case utf8.RuneCountInString(s) > maxTextLength:
		return "is too long, expected at most 2000 characters"
	}
	return ""
}

func checkNames(c *checker) {
	for ref := range c.All() {
		names := c.Names(ref.Kind, ref.ID)
		if names.En == "" {
			c.add(ref, "names.en", "is missing, expected the English name")
		}
		if names.La == "" && latin(ref.Kind) {
			c.add(ref, "names.la", "is missing, expected the Latin name of Terminologia Anatomica 2")
		}
	}
}

// latin reports whether records of a kind must have a Latin name.
func latin(kind Kind) bool {
	switch kind {
	case KindMuscle, KindNerve, KindStructure, KindLandmark:
		return true
	}
	return false
}

func checkFMA(c *checker) {
	owners := map[string]Ref{}
	for ref, record := range c.All() {
		visit(record, func(field string, value any, _ reflect.StructTag) {
			fma, ok := value.(FMA)
			if !ok {
				return
			}
			if (fma.Left == "") != (fma.Right == "") {
				c.add(ref, field, "has one side only, expected both left and right or neither")
			}
			for _, part := range []struct{ name, id string }{{"any", fma.Any}, {"left", fma.Left}, {"right", fma.Right}} {
				if part.id == "" {
					continue
				}
				at := field + "." + part.name
				if !fmaShape.MatchString(part.id) {
					c.add(ref, at, "is %q, expected FMA and digits, such as FMA22314", part.id)
				}
				if owner, taken := owners[part.id]; taken {
					c.add(ref, at, "is %s, which %s already has, expected an id of its own", part.id, recordPath(owner.Kind, owner.ID))
				}
				owners[part.id] = ref
			}
		})
	}
}

func checkRepeats(c *checker) {
	for ref, record := range c.All() {
		visit(record, func(field string, value any, _ reflect.StructTag) {
			v := reflect.ValueOf(value)
			if v.Kind() != reflect.Slice || v.Type().Elem().Kind() != reflect.String {
				return
			}
			seen := map[string]bool{}
			for i := range v.Len() {
				s := v.Index(i).String()
				if seen[s] {
					c.add(ref, field, "names %q twice, expected once", s)
				}
				seen[s] = true
			}
		})
	}
}
