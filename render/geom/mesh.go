package geom

// Mesh is an indexed triangle mesh. Positions, Normals and, where present,
// Fibres run in parallel; Indices holds three entries a triangle,
// counter-clockwise seen from outside.
type Mesh struct {
	Positions []Vec3       // metres
	Normals   []Vec3       // unit, outward
	Fibres    [][2]float32 // along (0 origin, 1 insertion) and across (-1 to 1); nil where unknown
	Occlusion []uint8      // how open to light, 255 wholly; nil where unknown
	Indices   []uint32
	Bounds    Box
	Grain     Grain // how the fibres look
}

// Triangle returns the corners of triangle i.
func (m *Mesh) Triangle(i int) (a, b, c Vec3) {
	t := m.Indices[3*i : 3*i+3 : 3*i+3]
	return m.Positions[t[0]], m.Positions[t[1]], m.Positions[t[2]]
}

// NormalAt returns the unit normal at weights 1-u-v, u, v of a triangle's
// corners: that of the vertices where the mesh has them, else of the face.
func (m *Mesh) NormalAt(triangle int, u, v float32) Vec3 {
	t := m.Indices[3*triangle : 3*triangle+3 : 3*triangle+3]
	if len(m.Normals) == len(m.Positions) {
		n := m.Normals[t[0]].Mul(1 - u - v).Add(m.Normals[t[1]].Mul(u)).Add(m.Normals[t[2]].Mul(v))
		if n.Dot(n) > 0 {
			return n.Unit()
		}
	}
	return m.FaceNormal(triangle)
}

// FaceNormal returns the unit normal of a triangle's plane.
func (m *Mesh) FaceNormal(triangle int) Vec3 {
	a, b, c := m.Triangle(triangle)
	return b.Sub(a).Cross(c.Sub(a)).Unit()
}

// SetBounds sets Bounds from the positions that triangles use.
func (m *Mesh) SetBounds() {
	box := NoBox()
	for _, i := range m.Indices {
		box = box.Add(m.Positions[i])
	}
	m.Bounds = box
}

// SmoothNormals sets Normals from the triangles, each weighted by its area.
func (m *Mesh) SmoothNormals() {
	m.Normals = make([]Vec3, len(m.Positions))
	for i := 0; i+2 < len(m.Indices); i += 3 {
		a, b, c := m.Triangle(i / 3)
		n := b.Sub(a).Cross(c.Sub(a))
		for _, k := range m.Indices[i : i+3] {
			m.Normals[k] = m.Normals[k].Add(n)
		}
	}
	for i, n := range m.Normals {
		if n = n.Unit(); n == (Vec3{}) || !n.Finite() {
			n = Vec3{0, 0, 1} // no triangle uses it, or only flat ones
		}
		m.Normals[i] = n
	}
}

// KeepVertices keeps the vertices of the given numbers, in that order, and drops
// all others. Indices are left as they are: who calls renumbers them.
func (m *Mesh) KeepVertices(order []uint32) {
	m.Positions, m.Normals = picked(m.Positions, order), picked(m.Normals, order)
	m.Fibres, m.Occlusion = picked(m.Fibres, order), picked(m.Occlusion, order)
}

// picked returns the values of the given numbers; nil stays nil.
func picked[T any](values []T, order []uint32) []T {
	if values == nil {
		return nil
	}
	out := make([]T, len(order))
	for i, v := range order {
		out[i] = values[v]
	}
	return out
}
