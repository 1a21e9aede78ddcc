// Package assets holds the body models and what binds them to the facts: it
// opens a glTF model, names its parts by the ids of the knowledge base (by FMA
// id, then by name) and answers, as an [anatomy.Body], where things are.
package assets

import (
	"bodymap/anatomy"
	"bodymap/render/geom"
)

// Atlas is a body model plus its binding.
type Atlas struct {
	Model       string // "body", "fused"
	Attribution string
	Structures  []Structure
	Missing     []anatomy.Ref // records of the knowledge base that the model has no part for
}

// Structure is one part of an atlas under its id. ID is that of a muscle, nerve
// or structure record, or, where no record claims the part, a slug of its name.
type Structure struct {
	ID     anatomy.ID
	Side   anatomy.Side
	Name   string
	System anatomy.System
	Known  bool // a record claims it
	Mesh   *geom.Mesh
}
