package assets

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"bodymap/anatomy"
	"bodymap/render"
	"bodymap/render/geom"
	"bodymap/render/gltf"
)

// Bind names the parts of a model by the ids of the knowledge base: by the id a
// part carries, by the binding, by FMA id, then by name. Parts that no record
// claims keep a slug of their own name. The side is the one on which the part
// lies: labels of open models are wrong now and then.
func Bind(model *gltf.Model, b Binding, facts *anatomy.Facts) (*Atlas, error) {
	index := newNameIndex(facts, b)
	merged := map[partKey]*Structure{}
	for _, part := range model.Parts {
		if part.Mesh == nil || len(part.Mesh.Indices) == 0 || index.ignored(part.Name) {
			continue
		}
		id, known := index.find(part)
		side := sideOf(part, facts, id)
		key := partKey{id, side}
		levels := append([]*geom.Mesh{part.Mesh}, part.Coarser...)
		if s, ok := merged[key]; ok {
			s.Mesh = joined(s.Mesh, atRest(levels))
			s.Levels = []*geom.Mesh{s.Mesh}
			continue
		}
		merged[key] = &Structure{ID: id, Side: side, Name: part.Name, System: index.system(id, part), Known: known,
			Mesh: atRest(levels), Levels: levels}
	}
	if len(merged) == 0 {
		return nil, fmt.Errorf("atlas %s: no part with a shape, expected a glTF with one named node per structure", b.Model)
	}
	a := &Atlas{Model: b.Model, Attribution: model.Copyright, Picker: render.NewPicker(), landmarks: b.Landmarks, facts: facts}
	for _, s := range merged {
		if slices.Contains(b.Shells, s.ID) {
			s.Mesh = outerWall(s.Mesh)
			s.Levels = []*geom.Mesh{s.Mesh}
		}
		a.Structures = append(a.Structures, *s)
	}
	slices.SortFunc(a.Structures, func(x, y Structure) int {
		return cmp.Or(strings.Compare(string(x.ID), string(y.ID)), strings.Compare(string(x.Side), string(y.Side)))
	})
	a.index()
	a.Missing = missing(facts, a)
	return a, nil
}

type partKey struct {
	id   anatomy.ID
	side anatomy.Side
}

// nameIndex finds the record that a part belongs to.
type nameIndex struct {
	facts   *anatomy.Facts
	byFMA   map[string]anatomy.ID
	byName  map[string]anatomy.ID
	ignore  map[string]bool
	systems map[anatomy.ID]anatomy.System
}

func newNameIndex(facts *anatomy.Facts, b Binding) *nameIndex {
	n := &nameIndex{
		facts: facts, byFMA: map[string]anatomy.ID{}, byName: map[string]anatomy.ID{},
		ignore: map[string]bool{}, systems: map[anatomy.ID]anatomy.System{},
	}
	for _, id := range slices.Sorted(maps.Keys(facts.Structures)) {
		s := facts.Structures[id]
		n.add(id, s.FMA, s.Names, nil, s.System)
	}
	for _, id := range slices.Sorted(maps.Keys(facts.Nerves)) {
		n.add(id, facts.Nerves[id].FMA, facts.Nerves[id].Names, nil, anatomy.SystemNerve)
	}
	for _, id := range slices.Sorted(maps.Keys(facts.Muscles)) {
		m := facts.Muscles[id]
		n.add(id, m.FMA, m.Names, m.Aliases, anatomy.SystemMuscle)
	}
	for _, id := range slices.Sorted(maps.Keys(b.Structures)) {
		for _, name := range b.Structures[id] {
			n.byName[plainName(name)] = id
		}
	}
	for _, name := range b.Ignore {
		n.ignore[plainName(name)] = true
	}
	return n
}

func (n *nameIndex) add(id anatomy.ID, fma anatomy.FMA, names anatomy.Names, aliases []string, system anatomy.System) {
	for _, f := range []string{fma.Any, fma.Left, fma.Right} {
		if f != "" {
			n.byFMA[f] = id
		}
	}
	for _, name := range append([]string{names.En, names.La, string(id)}, aliases...) {
		if key := plainName(name); key != "" {
			if _, taken := n.byName[key]; !taken {
				n.byName[key] = id
			}
		}
	}
	n.systems[id] = system
}

func (n *nameIndex) ignored(name string) bool { return n.ignore[plainName(name)] }

func (n *nameIndex) find(part gltf.Part) (id anatomy.ID, known bool) {
	if _, ok := n.systems[anatomy.ID(part.ID)]; ok {
		return anatomy.ID(part.ID), true
	}
	if id, ok := n.byFMA[part.FMA]; ok && part.FMA != "" {
		return id, true
	}
	if id, ok := n.byName[plainName(part.Name)]; ok {
		return id, true
	}
	if part.ID != "" {
		return anatomy.ID(part.ID), false
	}
	return anatomy.ID(strings.Join(plainWords(part.Name), "-")), false
}

func (n *nameIndex) system(id anatomy.ID, part gltf.Part) anatomy.System {
	if s, ok := n.systems[id]; ok {
		return s
	}
	if part.System != "" {
		return anatomy.System(part.System)
	}
	return anatomy.SystemBone
}

// plainName is a name without side, filler words, numbering, spaces and
// punctuation, so that "Right gluteus medius", "Gluteus medius muscle (right)" and
// "gluteus-medius" are one.
func plainName(name string) string { return strings.Join(plainWords(name), "") }

func plainWords(name string) []string {
	words := strings.FieldsFunc(strings.ToLower(unnumbered(name)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return slices.DeleteFunc(words, func(w string) bool {
		switch w {
		case "left", "right", "of", "the", "muscle", "musculus", "bone":
			return true
		}
		return false
	})
}

// unnumbered is a name without a number at its end, as in "Rib #3".
func unnumbered(name string) string {
	name = strings.TrimSpace(name)
	short := strings.TrimRight(name, "0123456789")
	if cut, ok := strings.CutSuffix(short, "#"); ok && len(short) < len(name) {
		return cut
	}
	return name
}

// midlineBand is how far, in metres, the middle of a part that has a side may lie
// from the mid-plane before its label is doubted.
const midlineBand = 0.004

// sideOf returns the side on which a part lies.
func sideOf(part gltf.Part, facts *anatomy.Facts, id anatomy.ID) anatomy.Side {
	if s, ok := facts.Structures[id]; ok && !s.Paired {
		return anatomy.Midline
	}
	labelled := anatomy.Side(part.Side)
	if labelled == anatomy.Midline {
		return anatomy.Midline
	}
	x := part.Mesh.Bounds.Centre().X
	switch {
	case x > midlineBand:
		return anatomy.Left
	case x < -midlineBand:
		return anatomy.Right
	case labelled == anatomy.Left || labelled == anatomy.Right:
		return labelled
	}
	return anatomy.Midline
}

// joined returns one mesh of two. Fibre coordinates are kept only where both
// have them.
func joined(a, b *geom.Mesh) *geom.Mesh {
	m := &geom.Mesh{
		Positions: slices.Concat(a.Positions, b.Positions),
		Normals:   slices.Concat(a.Normals, b.Normals),
		Indices:   slices.Clone(a.Indices),
		Bounds:    geom.Box{Min: low(a.Bounds.Min, b.Bounds.Min), Max: high(a.Bounds.Max, b.Bounds.Max)},
	}
	if a.Fibres != nil && b.Fibres != nil {
		m.Fibres = slices.Concat(a.Fibres, b.Fibres)
	}
	if a.Occlusion != nil && b.Occlusion != nil {
		m.Occlusion = slices.Concat(a.Occlusion, b.Occlusion)
	}
	for _, i := range b.Indices {
		m.Indices = append(m.Indices, i+uint32(len(a.Positions)))
	}
	return m
}

func low(a, b geom.Vec3) geom.Vec3 {
	return geom.Vec3{X: min(a.X, b.X), Y: min(a.Y, b.Y), Z: min(a.Z, b.Z)}
}

func high(a, b geom.Vec3) geom.Vec3 {
	return geom.Vec3{X: max(a.X, b.X), Y: max(a.Y, b.Y), Z: max(a.Z, b.Z)}
}

// missing lists the records that the atlas has no part for. Wholes and groups
// are there when one of their members is.
func missing(facts *anatomy.Facts, a *Atlas) []anatomy.Ref {
	var list []anatomy.Ref
	lacks := func(kind anatomy.Kind, id anatomy.ID) {
		if !a.Has(id) {
			list = append(list, anatomy.Ref{Kind: kind, ID: id})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(facts.Muscles)) {
		if len(facts.Muscles[id].Members) == 0 {
			lacks(anatomy.KindMuscle, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(facts.Nerves)) {
		lacks(anatomy.KindNerve, id)
	}
	for _, id := range slices.Sorted(maps.Keys(facts.Structures)) {
		lacks(anatomy.KindStructure, id)
	}
	return list
}
