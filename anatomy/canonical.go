package anatomy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"
)

// canonicalWidth is the line length, in characters, up to which a list or an
// object inside a record is written on one line.
const canonicalWidth = 100

// Canonical returns the one form in which a record is stored: JSON with the
// fields in the order of the Go type, indented by two spaces, lists and objects
// on one line where they fit in 100 characters, and a newline at the end. It is
// nil for a value that is not a record.
func Canonical(record any) []byte {
	plain, err := plainJSON(record)
	if err != nil {
		return nil
	}
	// Decoding again gives a copy in which missing lists can be made empty
	// without touching the caller's record.
	fresh := reflect.New(reflect.Indirect(reflect.ValueOf(record)).Type())
	if err := json.Unmarshal(plain, fresh.Interface()); err != nil {
		return nil
	}
	emptyLists(fresh.Elem())
	if plain, err = plainJSON(fresh.Interface()); err != nil {
		return nil
	}
	w := layout{dec: json.NewDecoder(bytes.NewReader(plain))}
	w.dec.UseNumber()
	root, err := w.read()
	if err != nil {
		return nil
	}
	w.write(root, 0, 0, false)
	w.out.WriteByte('\n')
	return w.out.Bytes()
}

// Format returns the canonical form of a record file of a kind, or an [*Error]
// that lists what keeps it from being read.
func Format(kind Kind, data []byte) ([]byte, error) {
	record := newRecord(kind)
	if record == nil {
		return nil, fmt.Errorf("%q is not a kind of record, expected one of %s", kind, joinKinds(Kinds[:]))
	}
	if len(data) > maxRecordBytes {
		return nil, fmt.Errorf("record is %d bytes, expected at most %d", len(data), maxRecordBytes)
	}
	faults := newDecoder().decode(data, record)
	if len(faults) == 0 {
		return Canonical(record), nil
	}
	e := &Error{}
	for _, w := range faults {
		e.Problems = append(e.Problems, Problem{Path: factsRoot + string(kind), Field: w.field, Rule: "load", Text: w.text})
	}
	return nil, e
}

func newRecord(kind Kind) any {
	switch kind {
	case KindMuscle:
		return new(Muscle)
	case KindNerve:
		return new(Nerve)
	case KindStructure:
		return new(Structure)
	case KindPoint:
		return new(Point)
	case KindRegion:
		return new(Region)
	case KindLevel:
		return new(Level)
	case KindDermatome:
		return new(Dermatome)
	case KindMyotome:
		return new(Myotome)
	case KindLandmark:
		return new(Landmark)
	case KindMeasure:
		return new(Measure)
	case KindCondition:
		return new(Condition)
	case KindCaution:
		return new(Caution)
	case KindTopic:
		return new(Topic)
	case KindLanguage:
		return new(Language)
	case KindSource:
		return new(Source)
	}
	return nil
}

// plainJSON is one line of JSON with <, > and & as they are.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// emptyLists makes missing lists and maps empty, so that they are written as []
// and {} rather than null.
func emptyLists(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			emptyLists(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			left := strings.Contains(v.Type().Field(i).Tag.Get("json"), ",omitzero") && v.Field(i).IsZero()
			if !left { // a claim that is not made stays out altogether
				emptyLists(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		for i := range v.Len() {
			emptyLists(v.Index(i))
		}
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
	}
}

// node is a JSON value in the order in which it was read.
type node struct {
	open  byte // '{' or '[', or 0 for a scalar
	flat  string
	keys  []string
	items []node
}

// layout breaks one line of JSON into the canonical lines.
type layout struct {
	dec *json.Decoder
	out bytes.Buffer
}

func (w *layout) read() (node, error) {
	token, err := w.dec.Token()
	if err != nil {
		return node{}, err
	}
	delim, ok := token.(json.Delim)
	if !ok {
		flat, err := plainJSON(token)
		return node{flat: string(flat)}, err
	}
	n := node{open: byte(delim)}
	var parts []string
	for w.dec.More() {
		label := ""
		if n.open == '{' {
			key, err := w.dec.Token()
			if err != nil {
				return n, err
			}
			quoted, err := plainJSON(key)
			if err != nil {
				return n, err
			}
			n.keys = append(n.keys, string(quoted))
			label = string(quoted) + ": "
		}
		item, err := w.read()
		if err != nil {
			return n, err
		}
		n.items = append(n.items, item)
		parts = append(parts, label+item.flat)
	}
	n.flat = string(n.open) + strings.Join(parts, ", ") + closing(n.open)
	_, err = w.dec.Token()
	return n, err
}

func closing(open byte) string {
	if open == '{' {
		return "}"
	}
	return "]"
}

// write writes a value that starts at column, inside depth brackets; comma says that
// one follows it on its line.
func (w *layout) write(n node, depth, column int, comma bool) {
	width := column + utf8.RuneCountInString(n.flat)
	if comma {
		width++
	}
	if n.open == 0 || len(n.items) == 0 || depth > 0 && width <= canonicalWidth {
		w.out.WriteString(n.flat)
		return
	}
	indent := strings.Repeat("  ", depth+1)
	w.out.WriteByte(n.open)
	for i, item := range n.items {
		w.out.WriteString("\n" + indent)
		column := len(indent)
		if n.open == '{' {
			w.out.WriteString(n.keys[i] + ": ")
			column += utf8.RuneCountInString(n.keys[i]) + 2
		}
		last := i == len(n.items)-1
		w.write(item, depth+1, column, !last)
		if !last {
			w.out.WriteByte(',')
		}
	}
	w.out.WriteString("\n" + strings.Repeat("  ", depth) + closing(n.open))
}
