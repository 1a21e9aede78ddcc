package anatomy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// bundle is all records in one JSON object, by kind: how the page loads them. It
// is written from checked records, once for each build, and read in one go.
type bundle struct {
	Muscles    []Muscle    `json:"muscle"`
	Nerves     []Nerve     `json:"nerve"`
	Structures []Structure `json:"structure"`
	Points     []Point     `json:"point"`
	Regions    []Region    `json:"region"`
	Levels     []Level     `json:"level"`
	Dermatomes []Dermatome `json:"dermatome"`
	Myotomes   []Myotome   `json:"myotome"`
	Landmarks  []Landmark  `json:"landmark"`
	Measures   []Measure   `json:"measure"`
	Conditions []Condition `json:"condition"`
	Cautions   []Caution   `json:"caution"`
	Topics     []Topic     `json:"topic"`
	Languages  []Language  `json:"language"`
	Sources    []Source    `json:"source"`
}

// maxBundleBytes bounds a bundle: it is ten times what all records have.
const maxBundleBytes = 16 << 20

// Bundle returns all records as one JSON object, {"muscle": [...], ...}, without
// the accepted gaps.
func (f *Facts) Bundle() ([]byte, error) {
	var out bytes.Buffer
	for i, kind := range Kinds {
		out.WriteString([...]string{"{", ","}[min(i, 1)] + strconv.Quote(string(kind)) + ":[")
		for k, id := range f.IDs(kind) {
			if k > 0 {
				out.WriteByte(',')
			}
			if err := json.Compact(&out, Canonical(f.Record(kind, id))); err != nil {
				return nil, fmt.Errorf("%s: %w", recordPath(kind, id), err)
			}
		}
		out.WriteByte(']')
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// ParseBundle reads what [Facts.Bundle] wrote, as strictly as [Load] reads files.
func ParseBundle(data []byte) (*Facts, error) {
	p := bundleParser{facts: newFacts(nil)}
	if len(data) > maxBundleBytes {
		p.problem("", "is %d bytes, expected at most %d", len(data), maxBundleBytes)
		return p.facts, &Error{Problems: p.problems}
	}
	var b bundle
	for _, w := range newDecoder().decode(data, &b) {
		p.problem(w.field, "%s", w.text)
	}
	f := p.facts
	unpack(&p, KindMuscle, b.Muscles, f.Muscles, func(r *Muscle) ID { return r.ID })
	unpack(&p, KindNerve, b.Nerves, f.Nerves, func(r *Nerve) ID { return r.ID })
	unpack(&p, KindStructure, b.Structures, f.Structures, func(r *Structure) ID { return r.ID })
	unpack(&p, KindPoint, b.Points, f.Points, func(r *Point) ID { return r.ID })
	unpack(&p, KindRegion, b.Regions, f.Regions, func(r *Region) ID { return r.ID })
	unpack(&p, KindLevel, b.Levels, f.Levels, func(r *Level) ID { return r.ID })
	unpack(&p, KindDermatome, b.Dermatomes, f.Dermatomes, func(r *Dermatome) ID { return r.ID })
	unpack(&p, KindMyotome, b.Myotomes, f.Myotomes, func(r *Myotome) ID { return r.ID })
	unpack(&p, KindLandmark, b.Landmarks, f.Landmarks, func(r *Landmark) ID { return r.ID })
	unpack(&p, KindMeasure, b.Measures, f.Measures, func(r *Measure) ID { return r.ID })
	unpack(&p, KindCondition, b.Conditions, f.Conditions, func(r *Condition) ID { return r.ID })
	unpack(&p, KindCaution, b.Cautions, f.Cautions, func(r *Caution) ID { return r.ID })
	unpack(&p, KindTopic, b.Topics, f.Topics, func(r *Topic) ID { return r.ID })
	unpack(&p, KindLanguage, b.Languages, f.Languages, func(r *Language) ID { return r.ID })
	unpack(&p, KindSource, b.Sources, f.Sources, func(r *Source) ID { return r.ID })
	f.index = newIndex(f)
	if len(p.problems) > 0 {
		sortProblems(p.problems)
		return f, &Error{Problems: p.problems}
	}
	return f, nil
}

type bundleParser struct {
	facts    *Facts
	problems []Problem
}

func (p *bundleParser) problem(field, format string, args ...any) {
	p.problems = append(p.problems, Problem{Path: BundleName, Field: field, Rule: "load", Text: fmt.Sprintf(format, args...)})
}

// BundleName is the file in which a built page keeps the facts.
const BundleName = "facts.json"

// unpack files the records of a kind under their ids.
func unpack[T any](p *bundleParser, kind Kind, list []T, into map[ID]*T, idOf func(*T) ID) {
	if len(list) > maxRecords {
		p.problem(string(kind), "has %d records, expected at most %d", len(list), maxRecords)
		list = list[:maxRecords]
	}
	for i := range list {
		id := idOf(&list[i])
		if _, taken := into[id]; taken || strings.TrimSpace(string(id)) == "" {
			p.problem(fmt.Sprintf("%s[%d].id", kind, i), "is %q, expected an id of its own", id)
			continue
		}
		into[id] = &list[i]
	}
}
