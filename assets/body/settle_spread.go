package body

import (
	"math"

	"bodymap/render/geom"
)

// surfaceGraph is how the vertices of a surface hang together: along it, and
// through the structure to the face opposite.
type surfaceGraph struct {
	around   [][]uint32
	opposite []facing
	normals  []geom.Vec3 // as authored
	rings    int         // steps of smoothing that spread over about spreadReach
}

// facing is the place opposite a vertex.
type facing struct {
	corners   [3]uint32
	weights   [3]float32
	thickness float32 // metres
}

const (
	spreadReach = 0.008 // metres
	thin        = 0.004 // metres of thickness up to which both faces move as one
	thick       = 0.010 // metres of thickness from which each moves alone
)

// of returns a vector at the place opposite.
func (f *facing) of(vertices []geom.Vec3) geom.Vec3 {
	a, b, c := vertices[f.corners[0]], vertices[f.corners[1]], vertices[f.corners[2]]
	return a.Mul(f.weights[0]).Add(b.Mul(f.weights[1])).Add(c.Mul(f.weights[2]))
}

func newSurfaceGraph(s *interior) *surfaceGraph {
	m := s.mesh
	g := &surfaceGraph{around: vertexNeighbours(m), opposite: make([]facing, len(m.Positions)), normals: m.Normals}
	for i, p := range m.Positions {
		const off = 1e-5 // metres: clear of the faces around the vertex
		in := m.Normals[i].Mul(-1)
		g.opposite[i].thickness = math.MaxFloat32
		if h, ok := s.tree.First(geom.Ray{Origin: p.Add(in.Mul(off)), Dir: in}, thick); ok && h.Back {
			c := m.Indices[3*h.Triangle : 3*h.Triangle+3]
			g.opposite[i] = facing{[3]uint32(c), [3]float32{1 - h.U - h.V, h.U, h.V}, h.T + off}
		}
	}
	edge, n := float32(0), 0
	for i, near := range g.around {
		for _, j := range near {
			edge += m.Positions[i].Sub(m.Positions[j]).Len()
			n++
		}
	}
	share := spreadReach * float32(n) / max(edge, 1e-6)
	g.rings = int(min(max(share*share, 1), 12))
	return g
}

// vertexNeighbours returns for each vertex those it shares a side with.
func vertexNeighbours(m *geom.Mesh) [][]uint32 {
	out := make([][]uint32, len(m.Positions))
	for i, a := range m.Indices {
		out[a] = append(out[a], m.Indices[i-i%3+(i+1)%3])
	}
	return out
}

// thicknessAt returns the thickness of the structure behind a sample.
func (g *surfaceGraph) thicknessAt(at sample3) float32 {
	least := float32(math.MaxFloat32)
	for _, i := range at.corners {
		least = min(least, g.opposite[i].thickness)
	}
	return least
}

// spread lets the surface around moved vertices, and the face opposite where the
// structure is thin, go along. Fixed vertices go at least as far as they were to.
func (g *surfaceGraph) spread(moves []geom.Vec3, fixed []bool, last bool) {
	g.carry(moves, fixed)
	if last {
		return
	}
	wanted := append([]geom.Vec3(nil), moves...)
	next := make([]geom.Vec3, len(moves))
	for range g.rings {
		for i, near := range g.around {
			mean := moves[i]
			for _, j := range near {
				mean = mean.Add(moves[j])
			}
			next[i] = moves[i].Add(mean.Mul(1 / float32(len(near)+1))).Mul(0.5)
		}
		copy(moves, next)
	}
	for i, w := range wanted {
		if l := w.Len(); fixed[i] && l > 0 {
			if short := l - moves[i].Dot(w)/l; short > 0 {
				moves[i] = moves[i].Add(w.Mul(short / l))
			}
		}
	}
}

// carry moves faces along with those opposite that move farther.
func (g *surfaceGraph) carry(moves []geom.Vec3, fixed []bool) {
	before := append([]geom.Vec3(nil), moves...)
	for i, o := range g.opposite {
		if fixed[i] || o.thickness >= thick {
			continue
		}
		d := o.of(before)
		if d.Dot(d) > moves[i].Dot(moves[i]) {
			share := min((thick-o.thickness)/(thick-thin), 1)
			moves[i] = moves[i].Add(d.Sub(moves[i]).Mul(share))
		}
	}
}

// keepThick lengthens moves that would squeeze the structure flat or turn it
// inside out: what is left of its thickness is at least flattest of it. Fixed
// vertices go farther on their way, but not back.
func (g *surfaceGraph) keepThick(at, moves []geom.Vec3, fixed []bool) {
	const flattest = 0.75
	for range 2 {
		before := append([]geom.Vec3(nil), moves...)
		for i, o := range g.opposite {
			if o.thickness >= thick || fixed[i] && before[i].Dot(g.normals[i]) <= 0 {
				continue
			}
			between := at[i].Add(before[i]).Sub(o.of(at)).Sub(o.of(before))
			if short := flattest*o.thickness - between.Dot(g.normals[i]); short > 0 {
				moves[i] = moves[i].Add(g.normals[i].Mul(short * 0.7))
			}
		}
	}
}
