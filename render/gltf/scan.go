package gltf

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// scanner reads JSON from front to back, once. encoding/json, with the methods
// that the library's types bring, looks at most bytes of a document six times
// and makes garbage at each, which took a third of the page's start. The first
// error stops it: all that is read after that is empty.
type scanner struct {
	data  []byte
	at    int
	depth int
	err   error
	words map[string]string // short strings read so far: few, and each many times
	spare []int             // for references
}

// deepest is how far values may be nested.
const deepest = 1000

var errSyntax = errors.New("not valid JSON")

func (s *scanner) fail(err error) {
	if s.err == nil {
		s.err = err
		s.at = len(s.data)
	}
}

// failSyntax stops at what JSON does not allow.
func (s *scanner) failSyntax() { s.fail(fmt.Errorf("byte %d: %w", s.at, errSyntax)) }

// peek skips space and returns the next byte, 0 at the end.
func (s *scanner) peek() byte {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; c {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return c
		}
	}
	return 0
}

// take skips space and takes the byte c if it comes next.
func (s *scanner) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.at++
	return true
}

// end fails where anything but space follows.
func (s *scanner) end() {
	if s.peek(); s.at < len(s.data) {
		s.failSyntax()
	}
}

// literal takes a word that must come next.
func (s *scanner) literal(w string) {
	if end := s.at + len(w); end <= len(s.data) && string(s.data[s.at:end]) == w {
		s.at = end
		return
	}
	s.failSyntax()
}

// null takes a null that stands in a value's place.
func (s *scanner) null() bool {
	if s.peek() != 'n' {
		return false
	}
	s.literal("null")
	return true
}

// opens takes the bracket with which a value begins; null and errors open nothing.
func (s *scanner) opens(bracket byte, what string) bool {
	if s.null() {
		return false
	}
	if !s.take(bracket) {
		s.fail(fmt.Errorf("expected %s", what))
		return false
	}
	if s.depth++; s.depth > deepest {
		s.fail(fmt.Errorf("nested deeper than %d", deepest))
		return false
	}
	return true
}

// object calls field for each field, which reads the value; errors below it are
// told with the names of the fields that lead there.
func (s *scanner) object(field func(name []byte)) {
	if !s.opens('{', "an object") {
		return
	}
	for first := true; s.err == nil && !s.take('}'); first = false {
		if !first && !s.take(',') {
			s.failSyntax()
			return
		}
		name := s.quoted()
		if !s.take(':') {
			s.failSyntax()
			return
		}
		field(name)
	}
	s.depth--
}

// array calls entry for each entry, which reads the value.
func (s *scanner) array(entry func(i int)) {
	if !s.opens('[', "an array") {
		return
	}
	for i := 0; s.err == nil && !s.take(']'); i++ {
		if i > 0 && !s.take(',') {
			s.failSyntax()
			return
		}
		entry(i)
	}
	s.depth--
}

// text reads a string; null is "".
func (s *scanner) text() string {
	if s.null() {
		return ""
	}
	return s.word(s.quoted())
}

// word returns a string of these letters, the same for the same ones.
func (s *scanner) word(letters []byte) string {
	const longest, most = 32, 4096
	if known, ok := s.words[string(letters)]; ok {
		return known
	}
	w := string(letters)
	if len(w) <= longest && len(s.words) < most {
		if s.words == nil {
			s.words = map[string]string{}
		}
		s.words[w] = w
	}
	return w
}

// quoted reads a string.
func (s *scanner) quoted() []byte {
	if !s.take('"') {
		s.fail(errors.New("expected a string"))
		return nil
	}
	start := s.at
	for plain := true; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; {
		case c == '"':
			s.at++
			if inside := s.data[start : s.at-1]; plain {
				return inside
			}
			return s.unquoted(s.data[start-1 : s.at])
		case c == '\\':
			plain = false
			s.at++
		case c < ' ':
			s.failSyntax()
			return nil
		case c >= utf8.RuneSelf:
			plain = false
		}
	}
	s.failSyntax()
	return nil
}

// unquoted undoes escapes and replaces what is no UTF-8.
func (s *scanner) unquoted(quoted []byte) []byte {
	var text string
	if json.Unmarshal(quoted, &text) != nil {
		s.failSyntax()
	}
	return []byte(text)
}

// number reads a number; null is 0.
func (s *scanner) number() float64 {
	if s.null() {
		return 0
	}
	literal := s.numeral()
	if s.err != nil {
		return 0
	}
	v, err := strconv.ParseFloat(string(literal), 64)
	if err != nil {
		s.fail(fmt.Errorf("%s is out of range", literal))
	}
	return v
}

// integer reads a whole number; null is 0.
func (s *scanner) integer() int {
	if s.null() {
		return 0
	}
	literal := s.numeral()
	if s.err != nil {
		return 0
	}
	v, err := strconv.Atoi(string(literal))
	if err != nil {
		s.fail(fmt.Errorf("%s, expected a whole number", literal))
	}
	return v
}

// numeral takes the characters of a number.
func (s *scanner) numeral() []byte {
	s.peek()
	start := s.at
	if s.at < len(s.data) && s.data[s.at] == '-' {
		s.at++
	}
	whole := s.at
	if s.digits(); s.at > whole+1 && s.data[whole] == '0' {
		s.failSyntax()
	}
	if s.at < len(s.data) && s.data[s.at] == '.' {
		s.at++
		s.digits()
	}
	if s.at < len(s.data) && (s.data[s.at] == 'e' || s.data[s.at] == 'E') {
		s.at++
		if s.at < len(s.data) && (s.data[s.at] == '+' || s.data[s.at] == '-') {
			s.at++
		}
		s.digits()
	}
	if s.err != nil {
		return nil
	}
	return s.data[start:s.at]
}

// digits takes at least one digit.
func (s *scanner) digits() {
	start := s.at
	for s.at < len(s.data) && s.data[s.at] >= '0' && s.data[s.at] <= '9' {
		s.at++
	}
	if s.at == start {
		s.fail(errors.New("expected a number"))
	}
}

// boolean reads true or false; null is false.
func (s *scanner) boolean() bool {
	switch s.peek() {
	case 't':
		s.literal("true")
		return s.err == nil
	case 'f':
		s.literal("false")
	default:
		if !s.null() {
			s.fail(errors.New("expected true or false"))
		}
	}
	return false
}

// skip reads a value of any kind and returns its text.
func (s *scanner) skip() []byte {
	kind := s.peek()
	start := s.at
	switch kind {
	case '{':
		s.object(func([]byte) { s.skip() })
	case '[':
		s.array(func(int) { s.skip() })
	case '"':
		s.quoted()
	case 't', 'f', 'n':
		s.boolean()
	default:
		s.numeral()
	}
	if s.err != nil {
		return nil
	}
	return s.data[start:s.at]
}

// value reads a value of any kind as encoding/json would.
func (s *scanner) value() any {
	switch s.peek() {
	case '{':
		fields := map[string]any{}
		s.object(func(name []byte) {
			key := s.word(name)
			fields[key] = s.value()
		})
		return fields
	case '[':
		list := []any{}
		s.array(func(int) { list = append(list, s.value()) })
		return list
	case '"':
		return s.text()
	case 't', 'f':
		return s.boolean()
	case 'n':
		s.null()
		return nil
	}
	return s.number()
}
