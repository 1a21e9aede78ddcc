package bind

import (
	"time"

	"bodymap/anatomy"
	"bodymap/render/geom"
)

// beyond is how far outside every region a place of the skin still counts as
// belonging to the nearest, in metres.
const beyond = 0.04

// regionPatch is a region on one side, resolved.
type regionPatch struct {
	patch
	ref anatomy.Ref
}

// RegionAt returns the region whose extent lies deepest around a place of the
// skin: where it hurts, when a person points at it.
func (m *Map) RegionAt(p geom.Vec3) (anatomy.Ref, bool) {
	for !m.resolveRegions(time.Now()) {
	}
	best, nearest := anatomy.Ref{}, float32(beyond)
	for _, r := range m.patches {
		if d := distanceToPath(p, r.path) - r.radius; d < nearest {
			best, nearest = r.ref, d
		}
	}
	return best, best.Kind != ""
}

// resolveRegions finds the extents of the regions that are yet to be found, until a
// time, of one at least, and reports whether all are there.
func (m *Map) resolveRegions(until time.Time) (done bool) {
	all := m.facts.IDs(anatomy.KindRegion)
	for m.resolved < len(all) {
		m.resolveRegion(all[m.resolved])
		if m.resolved++; !time.Now().Before(until) {
			break
		}
	}
	return m.resolved == len(all)
}

func (m *Map) resolveRegion(id anatomy.ID) {
	both := []anatomy.Side{anatomy.Left, anatomy.Right}
	if m.facts.Regions[id].Midline {
		both = []anatomy.Side{anatomy.Midline}
	}
	for _, side := range both {
		p, err := patchOf(m.resolver.Region(id, side))
		if err != nil {
			continue // this atlas lacks what the region lies by
		}
		m.patches = append(m.patches, regionPatch{p, anatomy.Ref{Kind: anatomy.KindRegion, ID: id, Side: side}})
	}
}
