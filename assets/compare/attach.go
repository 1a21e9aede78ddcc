package compare

import (
	"cmp"
	"math"
	"slices"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/render/geom"
)

// Attachment says where a muscle, tendon or ligament of a body ends.
type Attachment struct {
	ID        anatomy.ID   `json:"id"`
	Side      anatomy.Side `json:"side"`
	Origin    End          `json:"origin"`
	Insertion End          `json:"insertion"`
}

// End is one end of a structure: the edge at which its fibres end, gone along
// from border to border as with a ruler. At every sixth of each head's width the
// place nearest to bone counts. Lengths are millimetres.
type End struct {
	Found     bool       `json:"found"` // false: the mesh has no fibre coordinates, or none that end here
	Gap       float64    `json:"gap"`   // mean distance to bone, cartilage or tooth; 0 where the end lies in it
	Widest    float64    `json:"widest"`
	On        anatomy.ID `json:"on"`        // the bone that is nearest most often
	Soft      float64    `json:"soft"`      // mean distance to the nearest of anything else but nerves
	SoftOn    anatomy.ID `json:"softOn"`    // what that is most often
	Reference float64    `json:"reference"` // mean distance to the reference's surface of the structure; negative without one
}

// Free is the distance from the nearest thing that could hold the end.
func (e End) Free() float64 { return min(e.Gap, e.Soft) }

const (
	endShare = 0.03 // of the fibres' length, from either end, that counts as the end
	sixths   = 6    // places looked at across the width of a head
	reach    = 0.05 // metres: an end further off is simply free
)

// Attachments are the ends of structures, those that end furthest from anything
// first.
type Attachments []Attachment

// MeasureAttachments measures the ends of the chosen muscles, tendons
// and ligaments.
func MeasureAttachments(ours, reference *assets.Atlas, o Options) Attachments {
	hard := solidsOf(ours, anatomy.SystemBone, anatomy.SystemCartilage, anatomy.SystemTooth)
	tissue := solidsOf(ours, anatomy.SystemMuscle, anatomy.SystemTendon, anatomy.SystemLigament, anatomy.SystemFascia, anatomy.SystemSkin)
	theirs := map[anatomy.ID][]assets.Structure{}
	for _, c := range couples(ours, reference, o) {
		for _, s := range c.ours {
			theirs[s.ID] = c.theirs
		}
	}
	var ending []assets.Structure
	for _, s := range chosen(ours, o.Only, o.Side) {
		if s.Mesh.Fibres != nil && slices.Contains([]anatomy.System{anatomy.SystemMuscle, anatomy.SystemTendon, anatomy.SystemLigament}, s.System) {
			ending = append(ending, s)
		}
	}
	out := make(Attachments, len(ending))
	eachOf(len(ending), func(i int) {
		s := ending[i]
		var counterpart *geom.Tree
		if list := theirs[s.ID]; len(list) > 0 {
			counterpart = geom.NewTree(joined(list))
		}
		e := ender{s, hard, tissue, counterpart}
		out[i] = Attachment{ID: s.ID, Side: s.Side, Origin: e.end(false), Insertion: e.end(true)}
	})
	slices.SortStableFunc(out, func(a, b Attachment) int {
		return cmp.Compare(max(b.Origin.Free(), b.Insertion.Free()), max(a.Origin.Free(), a.Insertion.Free()))
	})
	return out
}

// ender measures the ends of one structure.
type ender struct {
	assets.Structure
	hard, tissue []solid
	counterpart  *geom.Tree
}

// place is where a sixth of an end comes nearest to bone.
type place struct {
	at  geom.Vec3
	gap float64 // metres
	on  anatomy.ID
}

func (e ender) end(insertion bool) End {
	var out End
	bones, softs := map[anatomy.ID]int{}, map[anatomy.ID]int{}
	places := e.places(insertion)
	for _, p := range places {
		out.Gap += 1000 * p.gap / float64(len(places))
		out.Widest = max(out.Widest, 1000*p.gap)
		bones[p.on]++
		d, on := closest(e.tissue, p.at, func(s *solid) bool { return s.ID == e.ID })
		out.Soft += 1000 * d / float64(len(places))
		softs[on]++
		if e.counterpart != nil {
			if near, ok := e.counterpart.Nearest(p.at, far); ok {
				out.Reference += 1000 * float64(near.Distance) / float64(len(places))
			}
		}
	}
	if e.counterpart == nil {
		out.Reference = -1
	}
	out.Found, out.On, out.SoftOn = len(places) > 0, most(bones), most(softs)
	return out
}

// places finds the edge at which the fibres end: by head and sixth of its width
// the corner of the mesh that is nearest to bone.
func (e ender) places(insertion bool) []place {
	type slot struct{ head, sixth int }
	best := map[slot]place{}
	heads := e.heads()
	for i, f := range e.Mesh.Fibres {
		along := f[0]
		if insertion {
			along = 1 - along
		}
		if along > endShare {
			continue
		}
		key := slot{heads[i], min(max(int((f[1]+1)/2*sixths), 0), sixths-1)}
		known, ok := best[key]
		if !ok {
			known.gap = math.Inf(1)
		}
		if gap, on := closest(e.hard, e.Mesh.Positions[i], nil); gap < known.gap {
			best[key] = place{e.Mesh.Positions[i], gap, on}
		}
	}
	var out []place
	for head := 0; head <= slices.Max(heads); head++ {
		for sixth := range sixths {
			if p, ok := best[slot{head, sixth}]; ok {
				out = append(out, p)
			}
		}
	}
	return out
}

// heads numbers the connected pieces of the mesh: the head that each corner
// belongs to.
func (e ender) heads() []int {
	root := make([]int, len(e.Mesh.Positions))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	at := map[geom.Vec3]int{} // corners in one place are one, whatever their normals
	for i, p := range e.Mesh.Positions {
		if first, ok := at[p]; ok {
			root[i] = find(first)
		} else {
			at[p] = i
		}
	}
	for i := 0; i+2 < len(e.Mesh.Indices); i += 3 {
		a := find(int(e.Mesh.Indices[i]))
		for _, k := range e.Mesh.Indices[i+1 : i+3] {
			root[find(int(k))] = a
		}
	}
	number := map[int]int{}
	out := make([]int, len(root))
	for i := range root {
		r := find(i)
		if _, ok := number[r]; !ok {
			number[r] = len(number)
		}
		out[i] = number[r]
	}
	return out
}

// closest returns the distance to the nearest of some solids, 0 inside one, and
// which it is; at most reach.
func closest(list []solid, p geom.Vec3, skip func(*solid) bool) (float64, anatomy.ID) {
	best, on := reach, anatomy.ID("")
	for i := range list {
		s := &list[i]
		if skip != nil && skip(s) {
			continue
		}
		if d := s.within(p, best); d < best {
			best, on = d, s.ID
		}
		if s.System != anatomy.SystemSkin && s.Mesh.Bounds.Contains(p) && s.holds(p) {
			return 0, s.ID
		}
	}
	return best, on
}

// most returns the id counted most often, the first by name among equals.
func most(counts map[anatomy.ID]int) anatomy.ID {
	var ids []anatomy.ID
	for id := range counts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var best anatomy.ID
	for _, id := range ids {
		if best == "" || counts[id] > counts[best] {
			best = id
		}
	}
	return best
}
