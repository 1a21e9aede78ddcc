package body

import (
	"bytes"
	"testing"

	"bodymap/render/geom"
)

// openAt returns the openness of the vertex nearest to a place, in millimetres.
func openAt(m *geom.Mesh, x, y, z float32) uint8 {
	at, best := geom.Vec3{X: x, Y: y, Z: z}.Mul(0.001), 0
	for i, p := range m.Positions {
		if p.Sub(at).Len() < m.Positions[best].Sub(at).Len() {
			best = i
		}
	}
	return m.Occlusion[best]
}

func TestCornerIsDarkerThanPlane(t *testing.T) {
	parts := rightParts(t, map[string]string{
		"bone/angle.txt": `grid 2
node a -200 200 -40 4
node b -200 200 40 4
node c -80 200 40 4
node d -80 200 -40 4
node e -80 290 -40 4
node f -80 290 40 4
blade a b c d
blade d c f e`}, "bone/angle.txt")
	occlude(parts)
	m := parts[0].Mesh
	corner, plane, back := openAt(m, -84, 204, 0), openAt(m, -170, 204, 0), openAt(m, -170, 196, 0)
	if corner > plane-30 {
		t.Errorf("openness is %d in the corner and %d on the plane", corner, plane)
	}
	if back < 245 {
		t.Errorf("openness is %d where nothing is in the way", back)
	}
}

// What lies over a muscle is often hidden and must leave no shadow; what lies
// beside it darkens the groove between them.
func TestMuscleIsDarkenedByItsNeighbourNotByItsCover(t *testing.T) {
	tables := map[string]string{
		"muscle/deep.txt":   "loft\nat -100 400 0 0 10 10 2 0\nat -100 300 0 0 10 10 2 0\nat -100 200 0 0 10 10 2 0",
		"muscle/beside.txt": "loft\nat -121 400 0 0 10 10 2 0\nat -121 300 0 0 10 10 2 0\nat -121 200 0 0 10 10 2 0",
		"muscle/cover.txt":  "sheet\nrow -60 360 15 3 | -100 360 15 3 | -140 360 15 3\nrow -60 300 15 3 | -100 300 15 3 | -140 300 15 3\nrow -60 240 15 3 | -100 240 15 3 | -140 240 15 3",
		"skin/skin.txt":     "side midline\nlimb body nodes\nnode a -100 200 -40 80\nnode b -100 400 -40 80\nlink a b",
	}
	parts := rightParts(t, tables, "muscle/deep.txt", "muscle/beside.txt", "muscle/cover.txt", "skin/skin.txt")
	for i := range parts {
		chosen := make([]bool, len(parts[i].Mesh.Positions))
		for k := range chosen {
			chosen[k] = true
		}
		parts[i].Mesh = refined(parts[i].Mesh, 0.02, chosen)
	}
	occlude(parts)
	deep := part(t, parts, "deep").Mesh
	if got := openAt(deep, -100, 300, 10); got < 200 {
		t.Errorf("openness is %d under the cover, want nearly all", got)
	}
	if groove, free := openAt(deep, -109, 300, 3), openAt(deep, -91, 300, 3); groove > free-40 {
		t.Errorf("openness is %d in the groove and %d on the free side", groove, free)
	}
}

func TestOcclusionIsRepeatable(t *testing.T) {
	a, b := shin(t), shin(t)
	occlude(a)
	occlude(b)
	for i := range a {
		if !bytes.Equal(a[i].Mesh.Occlusion, b[i].Mesh.Occlusion) {
			t.Errorf("%s is darkened otherwise the second time", a[i].ID)
		}
	}
}
