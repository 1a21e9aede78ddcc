package body

import (
	"slices"

	"bodymap/render/geom"
)

// Muscles, tendons, ligaments and nerves are authored one by one, each to within
// a millimetre or two, so that neighbours overlap. settle makes room:
//
//   - the ends of fibres are put on the bone that they are near to;
//   - whatever else lies in a bone is pushed out of it: a muscle wraps a bone;
//   - muscles, tendons and fasciae that overlap are pushed apart, each by a little over half in a round.
//
// Bones and cartilages stay. A push is spread over the surface around, and where
// a structure is thin its other face goes along, so that it keeps its thickness.
// A few rounds of this leave less than can be seen.
const (
	settleRounds = 5
	longestSide  = 0.01   // metres: longer ones are halved
	endReach     = 0.005  // metres: an end this near to a bone belongs on it
	endBand      = 0.025  // metres from its end over which a structure may run into others
	slack        = 0.0008 // metres: shallower overlaps stay
	left         = 0.0004 // metres of overlap that a push leaves
	deepest      = 0.015  // metres: what lies deeper in another is not looked for
	longestPush  = 0.004  // metres a round
	longestMove  = 0.008  // metres in all: what overlaps by more is for the tables to put right
)

// yields reports whether structures of a system move out of bones.
func yields(system string) bool {
	return crowds(system) || system == "ligament" || system == "nerve"
}

// crowds reports whether structures of a system push each other apart. Nerves
// and ligaments pierce and join muscles where they please.
func crowds(system string) bool {
	return system == "muscle" || system == "tendon" || system == "fascia"
}

func hard(system string) bool { return system == "bone" || system == "cartilage" || system == "tooth" }

// settle moves the parts of the right side and the midline apart. Their meshes
// are replaced, not changed.
func settle(parts []Part) {
	s := newSettlement(parts)
	each(len(s.movers), func(i int) { s.movers[i].finer = s.refined(s.movers[i]) })
	each(len(s.movers), func(i int) { *s.movers[i] = *newMover(s.movers[i].part, s.movers[i].finer) })
	for round := range settleRounds {
		each(len(s.movers), func(i int) { s.plan(s.movers[i], round == settleRounds-1) })
		each(len(s.movers), func(i int) { s.movers[i].move() })
	}
	for _, m := range s.movers {
		m.part.Mesh = m.interior.mesh
	}
}

// settlement is all that takes part in settling.
type settlement struct {
	bones  []*interior
	movers []*mover
}

// mover is a structure that makes room.
type mover struct {
	part     *Part
	interior *interior
	surface  *surfaceGraph
	authored []geom.Vec3 // positions as they were
	end      []bool      // per vertex: at the origin or the insertion
	run      []float32   // per vertex: metres to the nearer end
	moves    []geom.Vec3 // of the round
	finer    *geom.Mesh  // with vertices enough where others are in the way
}

func newSettlement(parts []Part) *settlement {
	s := &settlement{}
	bones := make([]*interior, len(parts))
	movers := make([]*mover, len(parts))
	each(len(parts), func(i int) {
		if p := &parts[i]; hard(p.System) {
			bones[i] = newInterior(p.Mesh)
		} else if yields(p.System) {
			movers[i] = newMover(p, p.Mesh)
		}
	})
	for i := range parts {
		if bones[i] != nil {
			s.bones = append(s.bones, bones[i])
		}
		if movers[i] != nil {
			s.movers = append(s.movers, movers[i])
		}
	}
	return s
}

func newMover(p *Part, mesh *geom.Mesh) *mover {
	n := len(mesh.Positions)
	m := &mover{part: p, interior: newInterior(mesh), authored: mesh.Positions, end: make([]bool, n), run: make([]float32, n), moves: make([]geom.Vec3, n)}
	m.surface = newSurfaceGraph(m.interior)
	length := mesh.Bounds.Size().Len()
	for i := range m.run {
		m.run[i] = length
		if len(mesh.Fibres) == n {
			along := mesh.Fibres[i][0]
			share := max(min(along, 1-along), 0)
			m.run[i], m.end[i] = share*length, share < 0.001 && p.System != "nerve"
		}
	}
	return m
}

// move takes the planned moves.
func (m *mover) move() {
	if !slices.ContainsFunc(m.moves, func(d geom.Vec3) bool { return d != geom.Vec3{} }) {
		return
	}
	old := m.interior.mesh
	next := *old
	next.Positions = make([]geom.Vec3, len(old.Positions))
	for i, p := range old.Positions {
		p = p.Add(m.moves[i])
		if m.part.Side == "right" && crowds(m.part.System) {
			p.X = min(p.X, 0) // the left is its mirror image
		}
		next.Positions[i] = p
	}
	next.SmoothNormals()
	next.Bounds = bounds(next.Positions)
	m.interior = newInterior(&next)
}

// plan works out the moves of a round. The last round only clears what is still
// in a bone.
func (s *settlement) plan(m *mover, last bool) {
	mesh := m.interior.mesh
	bones := s.bonesNear(m)
	bone, flesh := s.pushes(m, bones, last)
	fixed := make([]bool, len(mesh.Positions))
	for i := range m.moves {
		out := bone.mean(i)
		m.moves[i] = out.Add(without(flesh.mean(i), out))
		if m.end[i] {
			if to, ok := s.onBone(bones, m, i); ok {
				m.moves[i], fixed[i] = to, true
			}
		}
		fixed[i] = fixed[i] || out != (geom.Vec3{})
	}
	m.surface.spread(m.moves, fixed, last)
	m.surface.keepThick(mesh.Positions, m.moves, fixed)
	for i, d := range m.moves {
		total := mesh.Positions[i].Add(within(d, longestPush)).Sub(m.authored[i])
		m.moves[i] = m.authored[i].Add(within(total, longestMove)).Sub(mesh.Positions[i])
	}
}

// pushes adds up what pushes a structure out of bones and, unless bonesOnly, out
// of others.
func (s *settlement) pushes(m *mover, bones []*interior, bonesOnly bool) (bone, flesh *pushes) {
	n := len(m.interior.mesh.Positions)
	bone, flesh = newPushes(n), newPushes(n)
	var others []*mover
	if !bonesOnly {
		others = s.othersNear(m)
	}
	samples(m.interior.mesh, func(at sample3) {
		at.thickness = m.surface.thicknessAt(at)
		for _, b := range bones {
			bone.add(at, m.folded(at, b.pushOut))
		}
		weight := 0.6 * min(m.runAt(at)/endBand, 1) // tendons may run into each other
		for _, o := range others {
			flesh.add(at, m.folded(at, o.interior.pushOut).Mul(weight))
		}
	})
	return bone, flesh
}

// refined returns a structure's mesh with more vertices where something pushes it.
func (s *settlement) refined(m *mover) *geom.Mesh {
	bone, flesh := s.pushes(m, s.bonesNear(m), false)
	pushed := make([]bool, len(bone.weight))
	for i := range pushed {
		pushed[i] = bone.weight[i] > 0 || flesh.weight[i] > 0
	}
	return refined(m.interior.mesh, longestSide, pushed)
}

// within shortens a move to a length.
func within(d geom.Vec3, longest float32) geom.Vec3 {
	if l := d.Len(); l > longest {
		return d.Mul(longest / l)
	}
	return d
}

// without returns d less what of it leads against the direction of u.
func without(d, u geom.Vec3) geom.Vec3 {
	if against := d.Dot(u); against < 0 {
		return d.Sub(u.Mul(against / u.Dot(u)))
	}
	return d
}

// bonesNear returns the bones that a structure may touch.
func (s *settlement) bonesNear(m *mover) []*interior {
	var out []*interior
	for _, b := range s.bones {
		if touch(m.reach().Grow(endReach), b.mesh.Bounds) {
			out = append(out, b)
		}
	}
	return out
}

// othersNear returns the structures that a structure may have to make room for.
func (s *settlement) othersNear(m *mover) []*mover {
	var out []*mover
	for _, o := range s.movers {
		if o != m && crowds(m.part.System) && crowds(o.part.System) && touch(m.reach(), o.interior.mesh.Bounds) {
			out = append(out, o)
		}
	}
	return out
}

// reach returns the box of a structure; of one in the midline, of its right half
// and the mirror image of its left.
func (m *mover) reach() geom.Box {
	b := m.interior.mesh.Bounds
	if m.part.Side == "midline" {
		b.Min.X = min(b.Min.X, -b.Max.X)
	}
	return b
}

// folded asks a question about the right half of the body. For what lies on the
// left of a midline structure the answer is mirrored.
func (m *mover) folded(at sample3, push func(sample3) (geom.Vec3, bool)) geom.Vec3 {
	left := m.part.Side == "midline" && at.p.X > 0
	if left {
		at.p.X, at.normal.X = -at.p.X, -at.normal.X
	}
	d, ok := push(at)
	if !ok {
		return geom.Vec3{}
	}
	if left {
		d.X = -d.X
	}
	return d
}

// runAt returns how far a sample lies from the nearer end of the fibres, metres.
func (m *mover) runAt(at sample3) float32 {
	sum := float32(0)
	for _, i := range at.corners {
		sum += m.run[i]
	}
	return sum / float32(len(at.corners))
}

// onBone returns the way of an end to the surface of the nearest bone.
func (s *settlement) onBone(bones []*interior, m *mover, i int) (geom.Vec3, bool) {
	found := false
	at := sample3{p: m.interior.mesh.Positions[i]}
	to := m.folded(at, func(at sample3) (geom.Vec3, bool) {
		best := geom.Vec3{}
		reach := float32(endReach)
		for _, b := range bones {
			if a, ok := b.away(at.p, reach); ok {
				best, reach, found = a.at.Sub(at.p), max(a.distance, -a.distance), true
			}
		}
		if reach < slack {
			best = geom.Vec3{}
		}
		return best, found
	})
	return to, found
}
