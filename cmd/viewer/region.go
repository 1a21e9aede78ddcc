//go:build js

package main

import (
	"math"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/render/geom"
)

// beyond is how far outside every region a place of the skin still counts as
// belonging to the nearest, in metres.
const beyond = 0.04

// regions finds the region of the body at a place of the skin.
type regions struct {
	facts   *anatomy.Facts
	atlas   *assets.Atlas
	patches []regionPatch // filled when first asked for
}

type regionPatch struct {
	ref    anatomy.Ref
	path   []geom.Vec3
	radius float32
}

// at returns the region whose extent lies deepest around a place.
func (r *regions) at(p geom.Vec3) (anatomy.Ref, bool) {
	if r.patches == nil {
		r.resolve()
	}
	best, nearest := anatomy.Ref{}, float32(beyond)
	for _, patch := range r.patches {
		if d := distance(p, patch.path) - patch.radius; d < nearest {
			best, nearest = patch.ref, d
		}
	}
	return best, best.Kind != ""
}

func (r *regions) resolve() {
	resolver := anatomy.NewResolver(r.facts, r.atlas)
	for _, id := range r.facts.IDs(anatomy.KindRegion) {
		sides := []anatomy.Side{anatomy.Left, anatomy.Right}
		if r.facts.Regions[id].Midline {
			sides = []anatomy.Side{anatomy.Midline}
		}
		for _, side := range sides {
			extent, err := resolver.Region(id, side)
			if err != nil {
				continue // this atlas lacks what the region lies by
			}
			patch := regionPatch{ref: anatomy.Ref{Kind: anatomy.KindRegion, ID: id, Side: side}, radius: float32(extent.Radius)}
			for _, at := range extent.Path {
				patch.path = append(patch.path, assets.Vec3(at.At))
			}
			r.patches = append(r.patches, patch)
		}
	}
}

// distance is how far a place lies from the nearest part of a line.
func distance(p geom.Vec3, path []geom.Vec3) float32 {
	best := float32(math.MaxFloat32)
	for i, b := range path {
		a := path[max(i-1, 0)]
		ab := b.Sub(a)
		t := float32(0)
		if l := ab.Dot(ab); l > 0 {
			t = min(max(p.Sub(a).Dot(ab)/l, 0), 1)
		}
		best = min(best, p.Sub(a.Add(ab.Mul(t))).Len())
	}
	return best
}
