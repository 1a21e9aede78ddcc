package body

import "bodymap/render/geom"

// mirrorAll adds the left of every right part.
func mirrorAll(parts []Part) []Part {
	out := make([]Part, 0, 2*len(parts))
	for _, p := range parts {
		out = append(out, p)
		if p.Side != "right" {
			continue
		}
		q := p
		q.Side, q.FMA, q.Mesh = "left", p.Left, mirror(p.Mesh)
		q.Coarser = make([][]uint32, len(p.Coarser))
		for k, level := range p.Coarser {
			q.Coarser[k] = make([]uint32, len(level))
			turn(q.Coarser[k], level)
		}
		out = append(out, q)
	}
	return out
}

// mirror returns the mesh reflected in the midline plane, x to -x, turned so
// that it is still counter-clockwise from outside.
func mirror(m *geom.Mesh) *geom.Mesh {
	flip := func(v geom.Vec3) geom.Vec3 { v.X = -v.X; return v }
	out := &geom.Mesh{
		Positions: make([]geom.Vec3, len(m.Positions)),
		Normals:   make([]geom.Vec3, len(m.Normals)),
		Fibres:    m.Fibres,
		Occlusion: m.Occlusion,
		Grain:     m.Grain,
		Indices:   make([]uint32, len(m.Indices)),
		Bounds: geom.Box{
			Min: geom.Vec3{X: -m.Bounds.Max.X, Y: m.Bounds.Min.Y, Z: m.Bounds.Min.Z},
			Max: geom.Vec3{X: -m.Bounds.Min.X, Y: m.Bounds.Max.Y, Z: m.Bounds.Max.Z},
		},
	}
	for i, p := range m.Positions {
		out.Positions[i] = flip(p)
	}
	for i, n := range m.Normals {
		out.Normals[i] = flip(n)
	}
	turn(out.Indices, m.Indices)
	return out
}

// turn copies triangles so that they face the other way.
func turn(to, from []uint32) {
	for i := 0; i+2 < len(from); i += 3 {
		to[i], to[i+1], to[i+2] = from[i], from[i+2], from[i+1]
	}
}
