package compare

import (
	"errors"
	"io"

	"bodymap/anatomy"
	"bodymap/assets"
)

// Parts say what is measured.
type Parts struct{ Distances, Landmarks, Attachments, Overlaps, Skin bool }

// Results are everything that was asked for; the rest is nil.
type Results struct {
	Distances   *Report     `json:"distances,omitempty"`
	Landmarks   *Landmarks  `json:"landmarks,omitempty"`
	Attachments Attachments `json:"attachments,omitempty"`
	Overlaps    *Overlaps   `json:"overlaps,omitempty"`
	Skin        *Pokes      `json:"skin,omitempty"`
}

// Measure measures parts of our body.
func Measure(facts *anatomy.Facts, ours, reference *assets.Atlas, p Parts, o Options) Results {
	var r Results
	if p.Distances {
		d := Compare(ours, reference, o)
		r.Distances = &d
	}
	if p.Landmarks {
		l := MeasureLandmarks(facts, ours, reference, o)
		r.Landmarks = &l
	}
	if p.Attachments {
		r.Attachments = MeasureAttachments(ours, reference, o)
	}
	if p.Overlaps {
		v := MeasureOverlaps(facts, ours, o)
		r.Overlaps = &v
	}
	if p.Skin {
		k := MeasurePokes(ours, o)
		r.Skin = &k
	}
	return r
}

// writer writes one part of the results.
type writer interface {
	writeText(out io.Writer) error
	writeMarkdown(out io.Writer) error
}

func (r Results) parts() []writer {
	var out []writer
	if r.Distances != nil {
		out = append(out, r.Distances)
	}
	if r.Landmarks != nil {
		out = append(out, r.Landmarks)
	}
	if r.Attachments != nil {
		out = append(out, r.Attachments)
	}
	if r.Overlaps != nil {
		out = append(out, r.Overlaps)
	}
	if r.Skin != nil {
		out = append(out, r.Skin)
	}
	return out
}

// WriteText writes the results for a terminal.
func (r Results) WriteText(out io.Writer) error {
	var problems []error
	for _, w := range r.parts() {
		problems = append(problems, w.writeText(out))
	}
	return errors.Join(problems...)
}

// WriteMarkdown writes the results in short, as tables for a document.
func (r Results) WriteMarkdown(out io.Writer) error {
	var problems []error
	for _, w := range r.parts() {
		problems = append(problems, w.writeMarkdown(out))
	}
	return errors.Join(problems...)
}
