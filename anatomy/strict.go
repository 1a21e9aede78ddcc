package anatomy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// repeatsKey reports whether any object of valid JSON gives one key twice,
// which encoding/json accepts silently. It is on the path of every start of the viewer,
// so it looks at bytes only: keys are compared as they are written.
func repeatsKey(data []byte) bool {
	type object struct{ firstKey int }
	var (
		keys  [][]byte // keys of the open objects, innermost last
		open  []object
		array []bool // per open bracket: is it an array
		key   bool   // the next string is a key
	)
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '{':
			open, array, key = append(open, object{len(keys)}), append(array, false), true
		case '[':
			array, key = append(array, true), false
		case ']':
			array = array[:len(array)-1]
		case '}':
			keys, open, array = keys[:open[len(open)-1].firstKey], open[:len(open)-1], array[:len(array)-1]
		case ',':
			key = len(array) > 0 && !array[len(array)-1]
		case '"':
			end := stringEnd(data, i)
			if key {
				name := data[i:end]
				for _, k := range keys[open[len(open)-1].firstKey:] {
					if bytes.Equal(k, name) {
						return true
					}
				}
				keys, key = append(keys, name), false
			}
			i = end - 1
		}
	}
	return false
}

// stringEnd returns the offset after the closing quote of the string at i.
func stringEnd(data []byte, i int) int {
	for i++; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(data)
}

// diagnose names every fault of a file that encoding/json refused with cause.
func diagnose(data []byte, want reflect.Type, cause error) []fault {
	var syntax *json.SyntaxError
	if errors.As(cause, &syntax) {
		line := 1 + bytes.Count(data[:min(int(syntax.Offset), len(data))], []byte("\n"))
		return []fault{{"", fmt.Sprintf("line %d is not JSON: %v", line, syntax)}}
	}
	d := diagnosis{dec: json.NewDecoder(bytes.NewReader(data))}
	if err := d.value(want, ""); err != nil || len(d.faults) == 0 {
		d.faults = append(d.faults, fault{"", fmt.Sprintf("cannot be read: %v", cause)})
	}
	return d.faults
}

// diagnosis walks JSON tokens beside the Go type that they should fill.
type diagnosis struct {
	dec    *json.Decoder
	faults []fault
}

func (d *diagnosis) fault(path, format string, args ...any) {
	d.faults = append(d.faults, fault{path, fmt.Sprintf(format, args...)})
}

// value walks one value; want is nil below a field that is not known.
func (d *diagnosis) value(want reflect.Type, path string) error {
	token, err := d.dec.Token()
	if err != nil {
		return err
	}
	for want != nil && want.Kind() == reflect.Pointer {
		want = want.Elem()
	}
	if ok, expected := fits(token, want); !ok {
		d.fault(path, "is %s, expected %s", spell(token), expected)
		want = nil
	}
	switch token {
	case json.Delim('{'):
		return d.object(want, path)
	case json.Delim('['):
		return d.array(want, path)
	}
	return nil
}

func (d *diagnosis) object(want reflect.Type, path string) error {
	seen := map[string]bool{}
	for d.dec.More() {
		token, err := d.dec.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		at := strings.TrimPrefix(path+"."+name, ".")
		if seen[name] {
			d.fault(at, "is given twice, expected once")
		}
		seen[name] = true
		var next reflect.Type
		switch {
		case want == nil:
		case want.Kind() == reflect.Map:
			next = want.Elem()
		default:
			if next = fieldNamed(want, name); next == nil {
				d.fault(at, "is not a field, expected one of %s", strings.Join(fieldNames(want), ", "))
			}
		}
		if err := d.value(next, at); err != nil {
			return err
		}
	}
	_, err := d.dec.Token()
	return err
}

func (d *diagnosis) array(want reflect.Type, path string) error {
	var next reflect.Type
	length := -1
	if want != nil {
		next = want.Elem()
		if want.Kind() == reflect.Array {
			length = want.Len()
		}
	}
	n := 0
	for ; d.dec.More(); n++ {
		if err := d.value(next, fmt.Sprintf("%s[%d]", path, n)); err != nil {
			return err
		}
	}
	if length >= 0 && n != length {
		d.fault(path, "has %d numbers, expected %d", n, length)
	}
	_, err := d.dec.Token()
	return err
}

// fits reports whether a token can start a value of a type, and what can.
func fits(token json.Token, want reflect.Type) (bool, string) {
	if want == nil || token == nil {
		return true, ""
	}
	switch want.Kind() {
	case reflect.Struct, reflect.Map:
		return token == json.Delim('{'), "an object"
	case reflect.Slice, reflect.Array:
		return token == json.Delim('['), "a list"
	case reflect.String:
		_, ok := token.(string)
		return ok, "a text"
	case reflect.Bool:
		_, ok := token.(bool)
		return ok, "true or false"
	case reflect.Int:
		n, ok := token.(float64)
		return ok && n == float64(int(n)), "a whole number"
	default:
		_, ok := token.(float64)
		return ok, "a number"
	}
}

func spell(token json.Token) string {
	switch token {
	case json.Delim('{'):
		return "an object"
	case json.Delim('['):
		return "a list"
	}
	if s, ok := token.(string); ok {
		return clip([]byte(s))
	}
	return fmt.Sprint(token)
}

func fieldNamed(t reflect.Type, name string) reflect.Type {
	for i := range t.NumField() {
		if jsonName(t.Field(i)) == name {
			return t.Field(i).Type
		}
	}
	return nil
}

func fieldNames(t reflect.Type) []string {
	names := make([]string, 0, t.NumField())
	for i := range t.NumField() {
		names = append(names, jsonName(t.Field(i)))
	}
	return names
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}
