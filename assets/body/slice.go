package body

import (
	"math"

	"bodymap/render/geom"
)

// solid is a reference mesh prepared for the caliper: millimetres, vertices at
// the same place joined.
type solid struct {
	points []vec
	faces  [][3]int
}

// newSolid welds a mesh in metres at hundredths of a millimetre.
func newSolid(m *geom.Mesh) *solid {
	s := &solid{}
	seen := map[[3]int]int{}
	index := make([]int, len(m.Positions))
	for i, p := range m.Positions {
		v := vec{float64(p.X) * 1000, float64(p.Y) * 1000, float64(p.Z) * 1000}
		key := [3]int{int(math.Round(v[0] * 100)), int(math.Round(v[1] * 100)), int(math.Round(v[2] * 100))}
		at, ok := seen[key]
		if !ok {
			at = len(s.points)
			seen[key] = at
			s.points = append(s.points, v)
		}
		index[i] = at
	}
	for i := 0; i+2 < len(m.Indices); i += 3 {
		f := [3]int{index[m.Indices[i]], index[m.Indices[i+1]], index[m.Indices[i+2]]}
		if f[0] != f[1] && f[1] != f[2] && f[2] != f[0] {
			s.faces = append(s.faces, f)
		}
	}
	return s
}

// slice cuts the solid by a plane and returns the closed outlines. Outlines
// that run into a hole of the surface are closed by a straight line.
func (s *solid) slice(at, normal vec) [][]vec {
	height := make([]float64, len(s.points))
	for i, p := range s.points {
		height[i] = p.sub(at).dot(normal)
		if height[i] == 0 {
			height[i] = 1e-9
		}
	}
	next := map[[2]int][][2]int{}
	place := map[[2]int]vec{}
	for _, f := range s.faces {
		var ends [][2]int
		for k := 0; k < 3; k++ {
			a, b := f[k], f[(k+1)%3]
			if (height[a] < 0) == (height[b] < 0) {
				continue
			}
			key := [2]int{min(a, b), max(a, b)}
			place[key] = s.points[a].lerp(s.points[b], height[a]/(height[a]-height[b]))
			ends = append(ends, key)
		}
		if len(ends) == 2 {
			next[ends[0]] = append(next[ends[0]], ends[1])
			next[ends[1]] = append(next[ends[1]], ends[0])
		}
	}
	return trace(next, place)
}

// trace follows segments into outlines, in an order that does not depend on
// the order of a map.
func trace(next map[[2]int][][2]int, place map[[2]int]vec) [][]vec {
	used := map[[2]int]bool{}
	var loops [][]vec
	for _, start := range sortedKeys(next) {
		if used[start] {
			continue
		}
		var loop []vec
		for at, ok := start, true; ok; {
			used[at] = true
			loop = append(loop, place[at])
			ok = false
			for _, n := range next[at] {
				if !used[n] {
					at, ok = n, true
					break
				}
			}
		}
		if len(loop) >= 3 {
			loops = append(loops, loop)
		}
	}
	return loops
}
