package compare

import (
	_ "embed"
	"slices"
	"strings"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/body"
	"bodymap/render/geom"
)

// group says that some structures of ours are together what some of the
// reference's are together.
type group struct{ ours, theirs body.Choice }

//go:embed counterparts.txt
var counterparts string

func groups() []group {
	var out []group
	for _, line := range strings.Split(counterparts, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if ours, theirs, ok := strings.Cut(line, "="); ok {
			out = append(out, group{strings.Fields(ours), strings.Fields(theirs)})
		}
	}
	return out
}

// Expand adds to a choice what belongs to the chosen structures by a line of
// counterparts.txt, so that a whole is never measured against a part.
func Expand(c body.Choice) body.Choice {
	if len(c) == 0 {
		return c
	}
	out := slices.Clone(c)
	for _, g := range groups() {
		all := slices.Concat(g.ours, g.theirs)
		if slices.ContainsFunc(all, func(p string) bool {
			kind, id, _ := strings.Cut(p, "/")
			return c.Has(kind, id)
		}) {
			out = append(out, all...)
		}
	}
	return out
}

// couple is a structure of ours, or several that belong together, and what the
// reference has for it, on one side of the body.
type couple struct {
	id     anatomy.ID
	side   anatomy.Side
	system anatomy.System
	ours   []assets.Structure
	theirs []assets.Structure
}

// couples finds the counterpart of every chosen structure. What has none is left
// with one side empty.
func couples(ours, reference *assets.Atlas, o Options) []couple {
	// All sides, since what is one in the middle here may be two there.
	here, there := chosen(ours, o.Only, anatomy.Both), chosen(reference, o.Only, anatomy.Both)
	var out []couple
	for _, g := range groups() {
		var mine, yours []assets.Structure
		mine, here = take(here, g.ours)
		yours, there = take(there, g.theirs)
		out = append(out, bySide(mine, yours)...)
	}
	byID := map[string][2][]assets.Structure{}
	var order []string
	for which, list := range [2][]assets.Structure{here, there} {
		for _, s := range list {
			key := strings.ReplaceAll(string(s.ID), "-of-", "-")
			if _, seen := byID[key]; !seen {
				order = append(order, key)
			}
			both := byID[key]
			both[which] = append(both[which], s)
			byID[key] = both
		}
	}
	slices.Sort(order)
	for _, key := range order {
		out = append(out, bySide(byID[key][0], byID[key][1])...)
	}
	return slices.DeleteFunc(out, func(c couple) bool { return !o.sees(c.side) })
}

// take splits the structures that a choice names from the others.
func take(list []assets.Structure, c body.Choice) (taken, rest []assets.Structure) {
	for _, s := range list {
		if c.Has(string(s.System), string(s.ID)) {
			taken = append(taken, s)
		} else {
			rest = append(rest, s)
		}
	}
	return taken, rest
}

// bySide couples right with right and left with left; where one body has all of a
// structure in the middle, with all that the other has.
func bySide(mine, yours []assets.Structure) []couple {
	if len(mine) == 0 && len(yours) == 0 {
		return nil
	}
	if inMiddle(mine) || inMiddle(yours) {
		return []couple{newCouple(mine, yours, anatomy.Midline)}
	}
	var out []couple
	for _, side := range []anatomy.Side{anatomy.Right, anatomy.Left} {
		other := func(s assets.Structure) bool { return s.Side != side }
		a, b := slices.DeleteFunc(slices.Clone(mine), other), slices.DeleteFunc(slices.Clone(yours), other)
		if len(a) > 0 || len(b) > 0 {
			out = append(out, newCouple(a, b, side))
		}
	}
	return out
}

// inMiddle reports whether structures lie on the midline alone.
func inMiddle(list []assets.Structure) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(s assets.Structure) bool { return s.Side != anatomy.Midline })
}

func newCouple(mine, yours []assets.Structure, side anatomy.Side) couple {
	first := slices.Concat(mine, yours)[0]
	return couple{first.ID, side, first.System, mine, yours}
}

// joined returns the meshes of some structures as one, without normals and
// fibres.
func joined(list []assets.Structure) *geom.Mesh {
	if len(list) == 1 {
		return list[0].Mesh
	}
	m := &geom.Mesh{Bounds: geom.NoBox()}
	for _, s := range list {
		first := uint32(len(m.Positions))
		m.Positions = append(m.Positions, s.Mesh.Positions...)
		for _, i := range s.Mesh.Indices {
			m.Indices = append(m.Indices, first+i)
		}
		m.Bounds = m.Bounds.Join(s.Mesh.Bounds)
	}
	return m
}
