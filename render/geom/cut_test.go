package geom_test

import (
	"math"
	"testing"

	"bodymap/render/geom"
	"bodymap/render/internal/shape"
)

// area returns that of a mesh, and fails where a triangle turns away from normal.
func area(t *testing.T, m *geom.Mesh, normal geom.Vec3) (sum float64) {
	t.Helper()
	for i := range len(m.Indices) / 3 {
		a, b, c := m.Triangle(i)
		n := b.Sub(a).Cross(c.Sub(a)).Mul(0.5)
		if n.Dot(normal) < -1e-9 {
			t.Fatalf("triangle %d turns away", i)
		}
		sum += float64(n.Len())
	}
	return sum
}

// TestCutBallHasARoundFace: whichever way a ball is cut, what is kept lies behind
// the plane, its face is the circle of that height, and they share their rim.
func TestCutBallHasARoundFace(t *testing.T) {
	const r = 0.3
	ball := shape.Ball(geom.Vec3{X: 0.1, Y: 0.2, Z: -0.1}, r, 96)
	for _, normal := range []geom.Vec3{{X: 1}, {Y: 1}, {Z: 1}, {X: -1}, {Y: -1}, {Z: -1}, geom.Vec3{X: 1, Y: 2, Z: -3}.Unit()} {
		for _, height := range []float32{-0.25, -0.1, 0, 0.1, 0.25} {
			plane := geom.Plane{Normal: normal, Offset: normal.Dot(geom.Vec3{X: 0.1, Y: 0.2, Z: -0.1}) + height}
			cut := geom.CutMesh(ball, plane)
			for _, i := range cut.Kept.Indices {
				if d := plane.Before(cut.Kept.Positions[i]); d > 1e-5 {
					t.Fatalf("normal %v: a vertex is kept %v in front", normal, d)
				}
			}
			want := math.Pi * float64(r*r-height*height)
			if got := area(t, cut.Face(0), normal); math.Abs(got-want) > 0.01*want {
				t.Errorf("normal %v, height %v: the face has %.5f m², expected %.5f", normal, height, got, want)
			}
			rim := area(t, cut.Rim(0.001, 0), normal)
			if want := 2 * math.Pi * math.Sqrt(float64(r*r-height*height)) * 0.001; math.Abs(rim-want) > 0.02*want {
				t.Errorf("normal %v, height %v: the rim has %.6f m², expected %.6f", normal, height, rim, want)
			}
			values := make([]float32, len(ball.Positions))
			for i, p := range ball.Positions {
				values[i] = p.Y
			}
			for i, y := range cut.Carry(values) {
				if p := cut.Kept.Positions[i]; math.Abs(float64(y-p.Y)) > 1e-5 {
					t.Fatalf("a value of %v is carried to a place of height %v", y, p.Y)
				}
			}
		}
	}
}

// TestCutFaceHasHoles: of a shell the face is a ring; of an open sheet there is
// none.
func TestCutFaceHasHoles(t *testing.T) {
	shell := shape.Ball(geom.Vec3{}, 0.3, 96)
	inner := shape.Ball(geom.Vec3{}, 0.2, 96)
	first := uint32(len(shell.Positions))
	shell.Positions = append(shell.Positions, inner.Positions...)
	shell.Normals, shell.Fibres, shell.Occlusion = nil, nil, nil
	for i := 0; i < len(inner.Indices); i += 3 { // inside out
		shell.Indices = append(shell.Indices, first+inner.Indices[i], first+inner.Indices[i+2], first+inner.Indices[i+1])
	}
	plane := geom.Plane{Normal: geom.Vec3{Y: 1}, Offset: 0.05}
	want := math.Pi * (0.3*0.3 - 0.2*0.2)
	if got := area(t, geom.CutMesh(shell, plane).Face(0), plane.Normal); math.Abs(got-want) > 0.01*want {
		t.Errorf("the ring has %.5f m², expected %.5f", got, want)
	}
	sheet := shape.Panel(geom.Vec3{}, 0.3, 0.3, 8)
	if m := geom.CutMesh(sheet, plane).Face(0); len(m.Indices) > 0 {
		t.Errorf("an open sheet has a face of %d triangles", len(m.Indices)/3)
	}
}

// TestStippleLiesOnTheFace: the dots are spread evenly and stay inside.
func TestStippleLiesOnTheFace(t *testing.T) {
	const spacing, radius = 0.01, 0.001
	cut := geom.CutMesh(shape.Ball(geom.Vec3{}, 0.3, 96), geom.Plane{Normal: geom.Vec3{Y: -1}})
	m := cut.Stipple(spacing, radius, 0)
	if n, want := float64(len(m.Indices)/6), math.Pi*0.3*0.3/(spacing*spacing); math.Abs(n-want) > 0.05*want {
		t.Errorf("%v dots, expected about %v", n, want)
	}
	for _, p := range m.Positions {
		if p.Len() > 0.3-radius/2 {
			t.Fatalf("a dot reaches out to %v", p)
		}
	}
	area(t, m, geom.Vec3{Y: -1})
}
