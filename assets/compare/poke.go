package compare

import (
	"cmp"
	"slices"

	"bodymap/anatomy"
	"bodymap/assets"
)

// Poke is a structure that stands out through the skin.
type Poke struct {
	ID     anatomy.ID     `json:"id"`
	Side   anatomy.Side   `json:"side"`
	System anatomy.System `json:"system"`
	Out    float64        `json:"out"`   // furthest place, mm
	Share  float64        `json:"share"` // of its surface outside, 0 to 1
	At     [3]float64     `json:"at"`    // the furthest place: x y z as in tables, mm
}

// Pokes are the structures that stand out of the skin, furthest first.
type Pokes struct {
	Looked int    `json:"looked"` // at so many structures
	Skin   bool   `json:"skin"`   // false: the body has none
	Rows   []Poke `json:"rows"`
}

// bare is from where on a place counts as outside the skin, in metres: more
// than a body's file rounds off.
const bare = 0.0001

// MeasurePokes finds the chosen structures of which some lies outside the skin.
func MeasurePokes(a *assets.Atlas, o Options) Pokes {
	skins := solidsOf(a, anatomy.SystemSkin)
	if len(skins) == 0 {
		return Pokes{}
	}
	var inner []assets.Structure
	for _, s := range chosen(a, o.Only, o.Side) {
		if s.System != anatomy.SystemSkin {
			inner = append(inner, s)
		}
	}
	found := make([]Poke, len(inner))
	eachOf(len(inner), func(i int) { found[i] = poke(inner[i], &skins[0]) })
	out := Pokes{Looked: len(inner), Skin: true}
	for _, p := range found {
		if p.Out > 0 {
			out.Rows = append(out.Rows, p)
		}
	}
	slices.SortStableFunc(out.Rows, func(a, b Poke) int { return cmp.Compare(b.Out, a.Out) })
	return out
}

// poke looks at every corner of a structure, and at points spread over it.
func poke(s assets.Structure, skin *solid) Poke {
	const points = 300
	out := Poke{ID: s.ID, Side: s.Side, System: s.System}
	spread := samples(s.Mesh, points)
	outside := 0
	for i, p := range slices.Concat(spread, s.Mesh.Positions) {
		near, ok := skin.tree.Nearest(p, far)
		if !ok || near.Distance < bare || p.Sub(near.At).Dot(skin.Mesh.FaceNormal(near.Triangle)) < 0 || skin.holds(p) {
			continue
		}
		if i < points {
			outside++
		}
		if d := 1000 * float64(near.Distance); d > out.Out {
			out.Out = d
			out.At = [3]float64{1000 * float64(p.X), 1000 * float64(p.Y), 1000 * float64(p.Z)}
		}
	}
	out.Share = float64(outside) / points
	return out
}
