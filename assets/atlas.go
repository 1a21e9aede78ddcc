// Package assets holds the body models and what binds them to the facts: it
// opens a glTF model, names its parts by the ids of the knowledge base (by FMA
// id, then by name) and answers, as an [anatomy.Body], where things are.
package assets

import (
	"slices"
	"time"

	"bodymap/anatomy"
	"bodymap/render"
	"bodymap/render/geom"
)

// Atlas is a body model plus its binding. It is read by one goroutine at a time:
// the trees of its shapes are built when first asked for.
type Atlas struct {
	Model       string // "body", "fused"
	Attribution string
	Structures  []Structure   // sorted by id, then side
	Missing     []anatomy.Ref // records of the knowledge base that the model has no part for

	// Picker finds places on the surfaces; its trees are built when first asked for.
	Picker *render.Picker

	facts     *anatomy.Facts
	landmarks map[anatomy.ID]map[anatomy.Side]anatomy.Vec
	byKey     map[partKey]int
	sides     map[anatomy.ID][]anatomy.Side
	shapes    map[partKey]*shape
	warm      int      // how many structures have their trees
	spread    struct { // of the shape that was last asked for them
		of     *shape
		places []anatomy.Vec
	}
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

	// Levels holds the shape at each level of detail, finest first; Mesh is the one
	// that is drawn at rest. It has one entry where the model has no levels.
	Levels []*geom.Mesh
}

// atRest returns the level that is drawn at rest: the second finest of a model
// that has one for close-ups, one for that and one for moving.
func atRest(levels []*geom.Mesh) *geom.Mesh {
	if len(levels) > 2 {
		return levels[1]
	}
	return levels[0]
}

func (a *Atlas) index() {
	a.byKey = map[partKey]int{}
	a.sides = map[anatomy.ID][]anatomy.Side{}
	a.shapes = map[partKey]*shape{}
	for i, s := range a.Structures {
		a.byKey[partKey{s.ID, s.Side}] = i
		a.sides[s.ID] = append(a.sides[s.ID], s.Side)
	}
}

// Has reports whether the atlas has a structure on any side.
func (a *Atlas) Has(id anatomy.ID) bool { return len(a.sides[id]) > 0 }

// Find returns the index in Structures of a structure on a side. A structure of
// the midline is found from either side.
func (a *Atlas) Find(id anatomy.ID, side anatomy.Side) (int, bool) {
	if i, ok := a.byKey[partKey{id, side}]; ok {
		return i, true
	}
	i, ok := a.byKey[partKey{id, anatomy.Midline}]
	return i, ok
}

// FindAll returns the indices of what shows a structure on a side: itself; where
// the model has only its parts, those; where it has only the whole, that.
func (a *Atlas) FindAll(id anatomy.ID, side anatomy.Side) []int {
	if i, ok := a.Find(id, side); ok {
		return []int{i}
	}
	var parts []int
	if m, ok := a.facts.Muscles[id]; ok {
		for _, member := range m.Members {
			if i, ok := a.Find(member, side); ok {
				parts = append(parts, i)
			}
		}
	}
	if len(parts) > 0 {
		return parts
	}
	for _, whole := range a.facts.IDs(anatomy.KindMuscle) {
		if i, ok := a.Find(whole, side); ok && slices.Contains(a.facts.Muscles[whole].Members, id) {
			return []int{i}
		}
	}
	return nil
}

// Warm builds the trees that are yet to be built until a time, at least one of
// them, and reports whether all are there: who picks first should not wait.
func (a *Atlas) Warm(until time.Time) bool {
	for a.warm < len(a.Structures) {
		a.Picker.Tree(a.Structures[a.warm].Mesh)
		if a.warm++; !time.Now().Before(until) {
			break
		}
	}
	return a.warm == len(a.Structures)
}

// Shape implements [anatomy.Body].
func (a *Atlas) Shape(id anatomy.ID, side anatomy.Side) (anatomy.Shape, bool) {
	key := partKey{id, side}
	if s, ok := a.shapes[key]; ok {
		return s, true
	}
	found := a.FindAll(id, side)
	if len(found) == 0 {
		return nil, false
	}
	whole := a.Structures[found[0]]
	for _, i := range found[1:] {
		whole.Mesh = joined(whole.Mesh, a.Structures[i].Mesh)
	}
	s := newShape(a, &whole)
	a.shapes[key] = s
	return s, true
}

// Override implements [anatomy.Body].
func (a *Atlas) Override(landmark anatomy.ID, side anatomy.Side) (anatomy.Vec, bool) {
	v, ok := a.landmarks[landmark][side]
	return v, ok
}
