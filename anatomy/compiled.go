package anatomy

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// The page must not spend its start on reading files: a thousand records of
// JSON take half a second in a browser that has not yet optimised the program.
// Written as Go data they are laid out by the linker, and only filed under their ids.

// records are all records by kind, as a program holds them that was built with
// the tag compiledfacts.
type records struct {
	Muscles    []Muscle
	Nerves     []Nerve
	Structures []Structure
	Points     []Point
	Regions    []Region
	Levels     []Level
	Dermatomes []Dermatome
	Myotomes   []Myotome
	Landmarks  []Landmark
	Measures   []Measure
	Conditions []Condition
	Cautions   []Caution
	Topics     []Topic
	Languages  []Language
	Sources    []Source
}

// facts files the records under their ids.
func (r *records) facts() *Facts {
	f := newFacts(nil)
	file(r.Muscles, f.Muscles, func(r *Muscle) ID { return r.ID })
	file(r.Nerves, f.Nerves, func(r *Nerve) ID { return r.ID })
	file(r.Structures, f.Structures, func(r *Structure) ID { return r.ID })
	file(r.Points, f.Points, func(r *Point) ID { return r.ID })
	file(r.Regions, f.Regions, func(r *Region) ID { return r.ID })
	file(r.Levels, f.Levels, func(r *Level) ID { return r.ID })
	file(r.Dermatomes, f.Dermatomes, func(r *Dermatome) ID { return r.ID })
	file(r.Myotomes, f.Myotomes, func(r *Myotome) ID { return r.ID })
	file(r.Landmarks, f.Landmarks, func(r *Landmark) ID { return r.ID })
	file(r.Measures, f.Measures, func(r *Measure) ID { return r.ID })
	file(r.Conditions, f.Conditions, func(r *Condition) ID { return r.ID })
	file(r.Cautions, f.Cautions, func(r *Caution) ID { return r.ID })
	file(r.Topics, f.Topics, func(r *Topic) ID { return r.ID })
	file(r.Languages, f.Languages, func(r *Language) ID { return r.ID })
	file(r.Sources, f.Sources, func(r *Source) ID { return r.ID })
	f.index = newIndex(f)
	return f
}

func file[T any](list []T, into map[ID]*T, idOf func(*T) ID) {
	for i := range list {
		into[idOf(&list[i])] = &list[i]
	}
}

// records returns all records by kind, in the order of their ids.
func (f *Facts) records() records {
	return records{
		Muscles: listed(f.Muscles), Nerves: listed(f.Nerves), Structures: listed(f.Structures), Points: listed(f.Points),
		Regions: listed(f.Regions), Levels: listed(f.Levels), Dermatomes: listed(f.Dermatomes), Myotomes: listed(f.Myotomes),
		Landmarks: listed(f.Landmarks), Measures: listed(f.Measures), Conditions: listed(f.Conditions),
		Cautions: listed(f.Cautions), Topics: listed(f.Topics), Languages: listed(f.Languages), Sources: listed(f.Sources),
	}
}

func listed[T any](m map[ID]*T) []T {
	list := make([]T, 0, len(m))
	for _, id := range sortedKeys(m) {
		list = append(list, *m[id])
	}
	return list
}

// GoSource returns the facts as a file of this package that gives a program
// built with the tag compiledfacts its [Embedded]. Accepted gaps are left out.
func (f *Facts) GoSource() ([]byte, error) {
	var w goWriter
	w.WriteString(`//go:build compiledfacts

package anatomy

// Embedded returns the facts that this program was built with.
func Embedded() (*Facts, error) { return compiled.facts(), nil }

var compiled = `)
	w.value(reflect.ValueOf(f.records()), true)
	w.WriteString("\n")
	source, err := format.Source(w.Bytes())
	if err != nil {
		return nil, fmt.Errorf("facts as Go source: %w", err)
	}
	return source, nil
}

// goWriter writes values as Go literals.
type goWriter struct{ bytes.Buffer }

// value writes v; typed says that its type must be named.
func (w *goWriter) value(v reflect.Value, typed bool) {
	switch v.Kind() {
	case reflect.String:
		w.WriteString(strconv.Quote(v.String()))
		return
	case reflect.Bool, reflect.Int, reflect.Float64:
		fmt.Fprintf(w, "%v", v.Interface())
		return
	case reflect.Pointer:
		w.WriteByte('&')
		w.value(v.Elem(), true)
		return
	}
	if typed {
		w.WriteString(strings.ReplaceAll(v.Type().String(), "anatomy.", ""))
	}
	w.WriteString("{")
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); !field.IsZero() {
				w.WriteString(v.Type().Field(i).Name + ": ")
				w.value(field, true)
				w.WriteString(",")
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			w.value(v.Index(i), false)
			w.WriteString(",\n")
		}
	case reflect.Map:
		entries := map[string]reflect.Value{}
		for _, k := range v.MapKeys() {
			entries[k.String()] = v.MapIndex(k)
		}
		for _, k := range slices.Sorted(maps.Keys(entries)) {
			w.WriteString(strconv.Quote(k) + ": ")
			w.value(entries[k], false)
			w.WriteString(",\n")
		}
	}
	w.WriteString("}")
}
