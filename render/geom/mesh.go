package geom

// Mesh is an indexed triangle mesh. Positions, Normals and, where present,
// Fibres run in parallel; Indices holds three entries a triangle,
// counter-clockwise seen from outside.
type Mesh struct {
	Positions []Vec3       // metres
	Normals   []Vec3       // unit, outward
	Fibres    [][2]float32 // along (0 origin, 1 insertion) and across (-1 to 1); nil where unknown
	Indices   []uint32
	Bounds    Box
}
