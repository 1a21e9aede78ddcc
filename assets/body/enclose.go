package body

import "bodymap/render/geom"

const (
	skinDepth   = 0.0012 // metres that everything lies under the skin at least
	skinSpread  = 0.015  // metres around over which a push outwards fades
	skinRounds  = 16
	batch       = 4096 // points that a core looks at in one go
	farthestOut = 0.08 // metres outside the skin at which a point is still looked for
)

// enclose pushes the skin outwards where anything lies outside it or just under
// it, and smoothly around. The parts are those of the right side and the midline;
// the skin is of both. Its mesh is replaced, not changed.
func enclose(parts []Part) {
	var points []geom.Vec3
	for _, p := range parts {
		if p.System == "skin" {
			continue
		}
		for _, v := range p.Mesh.Positions {
			points = append(points, v)
			if p.Side == "right" {
				points = append(points, geom.Vec3{X: -v.X, Y: v.Y, Z: v.Z})
			}
		}
	}
	for i := range parts {
		if parts[i].System == "skin" {
			parts[i].Mesh = enclosing(parts[i].Mesh, points)
		}
	}
}

// enclosing returns a skin that holds all points.
func enclosing(m *geom.Mesh, points []geom.Vec3) *geom.Mesh {
	around := vertexNeighbours(m)
	points = newInterior(m).near(points)
	for range skinRounds {
		s := newInterior(m)
		lift, found := s.lifts(points)
		if !found {
			break
		}
		lift = faded(m, around, lift)
		next := *m
		next.Positions = make([]geom.Vec3, len(m.Positions))
		for i, p := range m.Positions {
			next.Positions[i] = p.Add(m.Normals[i].Mul(lift[i]))
		}
		next.SmoothNormals()
		next.SetBounds()
		m = &next
	}
	return m
}

// near returns the points that lie outside or close to the surface. As the skin
// only moves outwards, no other can ever poke out.
func (s *interior) near(points []geom.Vec3) []geom.Vec3 {
	const close = 4 * skinDepth
	kept := make([]bool, len(points))
	each(len(points)/batch+1, func(b int) {
		for i := b * batch; i < min((b+1)*batch, len(points)); i++ {
			kept[i] = !s.winds(points[i], geom.Vec3{X: 0.5773, Y: 0.5211, Z: 0.6286})
			if !kept[i] {
				_, kept[i] = s.tree.Nearest(points[i], close)
			}
		}
	})
	var out []geom.Vec3
	for i, p := range points {
		if kept[i] {
			out = append(out, p)
		}
	}
	return out
}

// lifts returns how far each vertex has to go outwards, in metres, for points
// next to it to lie inside.
func (s *interior) lifts(points []geom.Vec3) ([]float32, bool) {
	type push struct {
		up       float32
		triangle int
	}
	batches := make([][]push, len(points)/batch+1)
	each(len(batches), func(b int) {
		for _, p := range points[b*batch : min((b+1)*batch, len(points))] {
			if up, triangle := s.above(p); up > 0 {
				batches[b] = append(batches[b], push{up, triangle})
			}
		}
	})
	lift, found := make([]float32, len(s.mesh.Positions)), false
	for _, batch := range batches {
		for _, p := range batch {
			for _, i := range s.mesh.Indices[3*p.triangle : 3*p.triangle+3] {
				lift[i], found = max(lift[i], p.up), true
			}
		}
	}
	return lift, found
}

// above returns how far a point lies above where it should, in metres, and the
// triangle nearest to it.
func (s *interior) above(p geom.Vec3) (float32, int) {
	inside := s.winds(p, geom.Vec3{X: 0.5773, Y: 0.5211, Z: 0.6286})
	far := float32(farthestOut)
	if inside {
		far = skinDepth
	}
	near, ok := s.tree.Nearest(p, far)
	if !ok {
		return 0, 0
	}
	if inside != (p.Sub(near.At).Dot(s.normal(near)) < 0) {
		inside = s.winds(p, geom.Vec3{X: -0.7071, Y: 0.1463, Z: 0.6918})
	}
	const more = 0.0002 // metres: the surface between lifted vertices lags behind them
	if !inside {
		return near.Distance + skinDepth + more, near.Triangle
	}
	return skinDepth - near.Distance + more, near.Triangle
}

// faded lifts the surface around lifted vertices as well, less and less with the
// distance along it.
func faded(m *geom.Mesh, around [][]uint32, lift []float32) []float32 {
	out := append([]float32(nil), lift...)
	seen := make([]int, len(lift))
	var queue []uint32
	for i, up := range lift {
		if up == 0 {
			continue
		}
		queue = append(queue[:0], uint32(i))
		seen[i] = i + 1
		for k := 0; k < len(queue); k++ {
			for _, j := range around[queue[k]] {
				if seen[j] == i+1 {
					continue
				}
				seen[j] = i + 1
				away := m.Positions[j].Sub(m.Positions[i]).Len() / (skinSpread + 2*up)
				if away < 1 {
					fall := 1 - away*away
					out[j] = max(out[j], up*fall*fall)
					queue = append(queue, j)
				}
			}
		}
	}
	return out
}
