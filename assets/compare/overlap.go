package compare

import (
	"cmp"
	"slices"

	"bodymap/anatomy"
	"bodymap/assets"
)

// Overlap says how far one structure of a body is sunk into another.
type Overlap struct {
	ID    anatomy.ID   `json:"id"`
	Side  anatomy.Side `json:"side"`
	In    anatomy.ID   `json:"in"`
	There anatomy.Side `json:"there"` // side of the other
	Area  float64      `json:"area"`  // square centimetres of the surface that lie more than a millimetre deep
	Share float64      `json:"share"` // of the whole surface, 0 to 1
	Depth float64      `json:"depth"` // the deepest place, mm
}

// Sunk is what the overlaps of one structure come to.
type Sunk struct {
	ID    anatomy.ID   `json:"id"`
	Side  anatomy.Side `json:"side"`
	Share float64      `json:"share"` // of its surface more than a millimetre deep in any other
	Depth float64      `json:"depth"` // mm
	Worst anatomy.ID   `json:"worst"` // the one that holds most of it; empty for none
}

// Overlaps are the muscles of a body that cut into bones, cartilages, teeth and
// other muscles.
type Overlaps struct {
	Muscles []Sunk    `json:"muscles"` // largest share first, all that were looked at
	Pairs   []Overlap `json:"pairs"`   // largest area first
}

// deep is from where on a place counts as sunk, in metres: what lies
// shallower is two faces that touch.
const deep = 0.001

// into names the other structure, with its side where that is not the same.
func (v Overlap) into() string {
	if v.There == v.Side || v.There == anatomy.Midline {
		return string(v.In)
	}
	return string(v.In) + " " + string(v.There)
}

// MeasureOverlaps finds the chosen muscles that cut into a bone, a cartilage, a
// tooth or another muscle. A whole and its parts may hold one another.
func MeasureOverlaps(facts *anatomy.Facts, a *assets.Atlas, o Options) Overlaps {
	all := solidsOf(a, anatomy.SystemMuscle, anatomy.SystemBone, anatomy.SystemCartilage, anatomy.SystemTooth)
	var muscles []solid
	for _, s := range all {
		if s.System == anatomy.SystemMuscle && o.Only.Has(string(s.System), string(s.ID)) && o.sees(s.Side) {
			muscles = append(muscles, s)
		}
	}
	found := make([]sinking, len(muscles))
	eachOf(len(muscles), func(i int) { found[i] = sink(facts, &muscles[i], all) })
	var out Overlaps
	for _, f := range found {
		out.Muscles = append(out.Muscles, f.sunk)
		out.Pairs = append(out.Pairs, f.pairs...)
	}
	slices.SortStableFunc(out.Muscles, func(a, b Sunk) int { return cmp.Compare(b.Share, a.Share) })
	slices.SortStableFunc(out.Pairs, func(a, b Overlap) int { return cmp.Compare(b.Area, a.Area) })
	return out
}

// sees reports whether a side takes part: the midline always does.
func (o Options) sees(side anatomy.Side) bool {
	return o.Side == anatomy.Both || o.Side == side || side == anatomy.Midline
}

// sinking is what was found for one structure.
type sinking struct {
	sunk  Sunk
	pairs []Overlap
}

// sink looks for the places of a structure's surface that lie inside others.
func sink(facts *anatomy.Facts, s *solid, others []solid) sinking {
	const spacing = 2.5e-5 // square metres of surface a point
	area := Area(s.Mesh)
	points := samples(s.Mesh, min(max(int(area/spacing), 200), 1500))
	f := sinking{sunk: Sunk{ID: s.ID, Side: s.Side}}
	sunk := make([]bool, len(points))
	for i := range others {
		n := &others[i]
		if n.Mesh == s.Mesh || !touch(s, n) || related(facts, s.ID, n.ID) {
			continue
		}
		pair := Overlap{ID: s.ID, Side: s.Side, In: n.ID, There: n.Side}
		inside := 0
		for k, p := range points {
			if d := n.depth(p); d > deep {
				inside++
				sunk[k] = true
				pair.Depth = max(pair.Depth, 1000*d)
			}
		}
		if inside == 0 {
			continue
		}
		pair.Share = float64(inside) / float64(len(points))
		pair.Area = pair.Share * area * 1e4
		f.pairs = append(f.pairs, pair)
	}
	return f.sum(sunk)
}

// sum counts a place once, in however many structures it lies.
func (f sinking) sum(sunk []bool) sinking {
	largest := 0.0
	for _, p := range f.pairs {
		f.sunk.Depth = max(f.sunk.Depth, p.Depth)
		if p.Area > largest {
			largest, f.sunk.Worst = p.Area, p.In
		}
	}
	count := 0
	for _, in := range sunk {
		if in {
			count++
		}
	}
	f.sunk.Share = float64(count) / float64(max(len(sunk), 1))
	return f
}

// touch reports whether the boxes of two structures meet.
func touch(a, b *solid) bool {
	x, y := a.Mesh.Bounds, b.Mesh.Bounds
	return x.Min.X <= y.Max.X && y.Min.X <= x.Max.X && x.Min.Y <= y.Max.Y && y.Min.Y <= x.Max.Y && x.Min.Z <= y.Max.Z && y.Min.Z <= x.Max.Z
}

// related reports whether one is the whole of which the other is a part.
func related(facts *anatomy.Facts, a, b anatomy.ID) bool {
	holds := func(whole, part anatomy.ID) bool {
		m := facts.Muscles[whole]
		return m != nil && slices.Contains(m.Members, part)
	}
	return holds(a, b) || holds(b, a)
}
