package body

import "bodymap/render/geom"

// sample3 is a point of a surface: a vertex, or the middle of a triangle.
type sample3 struct {
	p, normal geom.Vec3
	corners   []uint32 // the vertices that it stands for
	thickness float32  // metres of the structure behind it
}

// samples calls do for every vertex and the middle of every large triangle.
func samples(m *geom.Mesh, do func(sample3)) {
	for i, p := range m.Positions {
		do(sample3{p: p, normal: m.Normals[i], corners: []uint32{uint32(i)}})
	}
	for t := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(t)
		if max(a.Sub(b).Len(), b.Sub(c).Len(), c.Sub(a).Len()) < longestSide/2 {
			continue
		}
		do(sample3{p: a.Add(b).Add(c).Mul(1.0 / 3), normal: m.FaceNormal(t), corners: m.Indices[3*t : 3*t+3]})
	}
}

// pushes adds up what pushes each vertex.
type pushes struct {
	sum    []geom.Vec3
	weight []float32
}

func newPushes(n int) *pushes { return &pushes{make([]geom.Vec3, n), make([]float32, n)} }

// add pushes the vertices of a sample by d. Deep places count for more, so that
// the mean of the pushes is near the longest.
func (p *pushes) add(at sample3, d geom.Vec3) {
	w := d.Len()
	for _, i := range at.corners {
		p.sum[i], p.weight[i] = p.sum[i].Add(d.Mul(w)), p.weight[i]+w
	}
}

func (p *pushes) mean(i int) geom.Vec3 {
	if p.weight[i] == 0 {
		return geom.Vec3{}
	}
	return p.sum[i].Mul(1 / p.weight[i])
}

// pushOut returns the way of a sample of another surface out of a closed mesh, but for
// a little overlap that cannot be seen.
func (s *interior) pushOut(at sample3) (geom.Vec3, bool) {
	a, ok := s.depth(at.p, deepest)
	if !ok || a.distance >= -slack {
		return geom.Vec3{}, false
	}
	straight := a.at.Sub(a.out.Mul(left)).Sub(at.p)
	if at.normal.Dot(a.out) < 0.2 || at.thickness > deepest {
		return straight, true // the face looks into the other: the nearest way out is the way back
	}
	// The face looks out of a closed mesh. Either all of the structure is sunk in it,
	// and goes out with its middle, or it has come through from the other side.
	middle := at.p.Sub(at.normal.Mul(at.thickness / 2))
	b, ok := s.away(middle, deepest)
	if !ok {
		return straight, true
	}
	if b.distance <= 0 {
		return b.at.Add(b.out.Mul(at.thickness/2 - left)).Sub(middle), true
	}
	back := geom.Ray{Origin: at.p, Dir: at.normal.Mul(-1)}
	if h, ok := s.tree.First(back, at.thickness); ok {
		return back.Dir.Mul(h.T - left), true
	}
	return straight, true
}
