package body

import (
	"cmp"
	"math"
	"slices"

	"bodymap/render/geom"
)

// Overlap is how far one structure reaches into another.
type Overlap struct {
	Inner, Outer string  // the structure that reaches in, and the one it reaches into
	Share        float64 // of the inner one's surface that lies deeper than Tolerance
	Depth        float64 // metres, the greatest
}

// Tolerance is the depth, in metres, up to which structures may overlap without
// it being seen.
const Tolerance = 0.001

// Overlaps measures by vertices and middles of triangles how the parts of the
// right side and the midline reach into each other, the worst first. Parts of the
// systems in skip are left out.
func Overlaps(parts []Part, skip ...string) []Overlap {
	var kept []Part
	for _, p := range parts {
		if p.Side != "left" && !slices.Contains(skip, p.System) {
			kept = append(kept, p)
		}
	}
	interiors := make([]*interior, len(kept))
	each(len(kept), func(i int) { interiors[i] = newInterior(kept[i].Mesh) })
	found := make([][]Overlap, len(kept))
	each(len(kept), func(i int) {
		for j := range kept {
			if i == j || !touch(kept[i].Mesh.Bounds, kept[j].Mesh.Bounds) {
				continue
			}
			if o := overlap(kept[i].Mesh, interiors[j]); o.Share > 0 {
				o.Inner, o.Outer = kept[i].ID, kept[j].ID
				found[i] = append(found[i], o)
			}
		}
	})
	out := slices.Concat(found...)
	slices.SortStableFunc(out, func(a, b Overlap) int { return cmp.Compare(b.Share*b.Depth, a.Share*a.Depth) })
	return out
}

// overlap measures a surface against an interior.
func overlap(m *geom.Mesh, s *interior) Overlap {
	const deepest = 0.03 // metres
	var o Overlap
	var area, inside float64
	for t := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(t)
		size := float64(b.Sub(a).Cross(c.Sub(a)).Len()) / 2
		area += size
		for _, w := range [...][3]float32{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1. / 3, 1. / 3, 1. / 3}} {
			p := a.Mul(w[0]).Add(b.Mul(w[1])).Add(c.Mul(w[2]))
			at, ok := s.depth(p, deepest)
			if ok && at.distance < -Tolerance {
				inside += size / 4
				o.Depth = math.Max(o.Depth, float64(-at.distance))
			}
		}
	}
	o.Share = inside / math.Max(area, 1e-12)
	return o
}

func touch(a, b geom.Box) bool {
	return a.Min.X <= b.Max.X && a.Max.X >= b.Min.X && a.Min.Y <= b.Max.Y && a.Max.Y >= b.Min.Y && a.Min.Z <= b.Max.Z && a.Max.Z >= b.Min.Z
}

// angle is the angle between two unit vectors.
func angle(a, b geom.Vec3) float32 {
	return float32(math.Atan2(float64(a.Cross(b).Len()), float64(a.Dot(b))))
}
