package body

import "bodymap/render/geom"

const (
	jointRounds = 3
	jointDepth  = 0.006 // metres: bones that overlap by more are for the tables to put right
)

// openJoints moves the surfaces of bones apart where two that ask for a gap
// (the row "clear") come nearer than that: each gives way by half, so that the
// joint space lies midway. Their meshes are replaced, not changed.
func openJoints(parts []Part) {
	for range jointRounds {
		bones := make([]*interior, len(parts))
		each(len(parts), func(i int) {
			if parts[i].gap > 0 {
				bones[i] = newInterior(parts[i].Mesh)
			}
		})
		each(len(parts), func(i int) {
			if bones[i] != nil {
				parts[i].Mesh = openJoint(parts, bones, i)
			}
		})
	}
}

// openJoint returns the mesh of bone i moved away from the others.
func openJoint(parts []Part, bones []*interior, i int) *geom.Mesh {
	old := parts[i].Mesh
	next := *old
	next.Positions = append([]geom.Vec3{}, old.Positions...)
	moved := false
	for k, b := range bones {
		if b == nil || k == i || !touch(old.Bounds.Grow(jointDepth), b.mesh.Bounds) && parts[i].Side != "midline" {
			continue
		}
		gap := min(parts[i].gap, parts[k].gap)
		for v, p := range old.Positions {
			// The left of a bone of the midline meets the mirror image of the right.
			folded := parts[i].Side == "midline" && p.X > 0
			if folded {
				p.X = -p.X
			}
			a, ok := b.away(p, jointDepth)
			if !ok || a.distance >= gap {
				continue
			}
			push := a.out.Mul((gap - a.distance) / 2)
			if folded {
				push.X = -push.X
			}
			next.Positions[v], moved = next.Positions[v].Add(push), true
		}
	}
	if !moved {
		return old
	}
	next.SmoothNormals()
	next.Bounds = bounds(next.Positions)
	return &next
}
