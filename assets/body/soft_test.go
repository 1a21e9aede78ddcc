package body_test

import (
	"io/fs"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"bodymap/anatomy"
	"bodymap/assets/body"
	"bodymap/render/geom"
)

// soft builds muscles, nerves and what joins them, without the bones.
func soft(t *testing.T) []body.Part {
	t.Helper()
	all, err := body.Tables()
	if err != nil {
		t.Fatal(err)
	}
	few := fstest.MapFS{}
	for _, kind := range []string{"muscle", "nerve", "ligament", "fascia", "tendon"} {
		files, err := fs.Glob(all, kind+"/*.txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := fs.ReadFile(all, f)
			if err != nil {
				t.Fatal(err)
			}
			few[f] = &fstest.MapFile{Data: data}
		}
	}
	parts, err := body.Build(few)
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

// TestSoftPartsAreSolid: every mesh is closed, faces outwards, has unit normals
// and fibres within their range, and lies inside the space a body takes.
func TestSoftPartsAreSolid(t *testing.T) {
	for _, p := range soft(t) {
		m := p.Mesh
		if n := openEdges(m); n > 0 {
			t.Errorf("%s %s: %d edges are not shared by two faces that run opposite ways", p.ID, p.Side, n)
		}
		if v := volume(m); v <= 0 {
			t.Errorf("%s %s: volume %v, faces point inwards", p.ID, p.Side, v)
		}
		for i, n := range m.Normals {
			if l := n.Len(); math.Abs(float64(l)-1) > 1e-3 {
				t.Errorf("%s %s: normal %d has length %v", p.ID, p.Side, i, l)
				break
			}
		}
		for i, f := range m.Fibres {
			if !(f[0] >= 0 && f[0] <= 1 && f[1] >= -1.001 && f[1] <= 1.001) {
				t.Errorf("%s %s: fibre coordinate %d is %v", p.ID, p.Side, i, f)
				break
			}
		}
		if b := m.Bounds; b.Min.Y < 0 || b.Max.Y > 1.8 || b.Min.X < -0.4 || b.Max.X > 0.4 || b.Min.Z < -0.1 || b.Max.Z > 0.3 {
			t.Errorf("%s %s: lies outside the body: %v", p.ID, p.Side, b)
		}
		if p.Side == "right" && m.Bounds.Centre().X >= 0 {
			t.Errorf("%s: the right one lies on the left", p.ID)
		}
	}
}

func openEdges(m *geom.Mesh) int {
	seen := map[[2]uint32]int{}
	for i := 0; i+2 < len(m.Indices); i += 3 {
		for k := 0; k < 3; k++ {
			seen[[2]uint32{m.Indices[i+k], m.Indices[i+(k+1)%3]}]++
		}
	}
	open := 0
	for e, n := range seen {
		if n != 1 || seen[[2]uint32{e[1], e[0]}] != 1 {
			open++
		}
	}
	return open
}

func volume(m *geom.Mesh) float64 {
	total := 0.0
	for i := 0; i+2 < len(m.Indices); i += 3 {
		a, b, c := m.Positions[m.Indices[i]], m.Positions[m.Indices[i+1]], m.Positions[m.Indices[i+2]]
		total += float64(a.Dot(b.Cross(c))) / 6
	}
	return total
}

// TestLeftMirrorsRight: the two sides are each other's reflection, with concepts
// of their own.
func TestLeftMirrorsRight(t *testing.T) {
	right := map[string]body.Part{}
	parts := soft(t)
	for _, p := range parts {
		if p.Side == "right" {
			right[p.ID] = p
		}
	}
	pairs := 0
	for _, p := range parts {
		if p.Side != "left" {
			continue
		}
		q, ok := right[p.ID]
		if !ok {
			t.Errorf("%s: left without right", p.ID)
			continue
		}
		pairs++
		if p.FMA != "" && p.FMA == q.FMA {
			t.Errorf("%s: both sides are %s", p.ID, p.FMA)
		}
		for i := range p.Mesh.Positions {
			a, b := p.Mesh.Positions[i], q.Mesh.Positions[i]
			if a.X != -b.X || a.Y != b.Y || a.Z != b.Z {
				t.Errorf("%s: vertex %d is %v on the left and %v on the right", p.ID, i, a, b)
				break
			}
		}
	}
	if pairs != len(right) {
		t.Errorf("%d right parts, %d pairs", len(right), pairs)
	}
}

// TestHipIsComplete: what the knowledge base needs at the hip is there, on both
// sides.
func TestHipIsComplete(t *testing.T) {
	const hip = `gluteus-maximus gluteus-medius gluteus-minimus piriformis obturator-internus obturator-externus gemellus-superior
		gemellus-inferior quadratus-femoris tensor-fasciae-latae iliotibial-tract psoas-major iliacus quadratus-lumborum rectus-abdominis
		external-oblique multifidus iliocostalis-lumborum longissimus-thoracis biceps-femoris-long biceps-femoris-short semitendinosus
		semimembranosus rectus-femoris vastus-lateralis vastus-medialis vastus-intermedius adductor-longus adductor-brevis adductor-magnus
		sartorius gracilis pectineus sciatic-nerve tibial-nerve common-fibular-nerve femoral-nerve obturator-nerve superior-gluteal-nerve
		inferior-gluteal-nerve posterior-femoral-cutaneous-nerve pudendal-nerve saphenous-nerve sural-nerve sacrotuberous-ligament
		sacrospinous-ligament iliolumbar-ligament inguinal-ligament calcaneal-tendon`
	have := map[string]bool{}
	for _, p := range soft(t) {
		have[p.ID+" "+p.Side] = true
	}
	for _, id := range strings.Fields(hip) {
		for _, side := range []string{"left", "right"} {
			if !have[id+" "+side] {
				t.Errorf("no %s %s", side, id)
			}
		}
	}
	if !have["linea-alba midline"] {
		t.Error("no linea-alba")
	}
}

// TestEveryMuscleHasAShape: each muscle that the facts name has a table, or its
// parts have.
func TestEveryMuscleHasAShape(t *testing.T) {
	tables, err := body.Tables()
	if err != nil {
		t.Fatal(err)
	}
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var shaped func(id anatomy.ID) bool
	shaped = func(id anatomy.ID) bool {
		if _, err := fs.Stat(tables, "muscle/"+string(id)+".txt"); err == nil {
			return true
		}
		m, known := facts.Muscles[id]
		if !known || len(m.Members) == 0 {
			return false
		}
		for _, member := range m.Members {
			if !shaped(member) {
				return false
			}
		}
		return true
	}
	for id := range facts.Muscles {
		if !shaped(id) {
			t.Errorf("%s has no table, nor have all of its parts", id)
		}
	}
}

// TestFibresRunFromOrigin: the end of a muscle with fibre coordinate 0 lies at
// its origin.
func TestFibresRunFromOrigin(t *testing.T) {
	higher := map[string]bool{ // is the origin above the insertion?
		"gluteus-medius": true, "rectus-femoris": true, "biceps-femoris-long": true, "gracilis": true,
		"rectus-abdominis": false, "longissimus-thoracis": false, "quadratus-lumborum": false, "sternocleidomastoid-sternal": false,
	}
	for _, p := range soft(t) {
		want, ok := higher[p.ID]
		if !ok {
			continue
		}
		origin, insertion := 0.0, 0.0
		for i, f := range p.Mesh.Fibres {
			switch f[0] {
			case 0:
				origin = float64(p.Mesh.Positions[i].Y)
			case 1:
				insertion = float64(p.Mesh.Positions[i].Y)
			}
		}
		if (origin > insertion) != want {
			t.Errorf("%s %s: origin at height %.2f, insertion at %.2f", p.ID, p.Side, origin, insertion)
		}
	}
}

// TestTendonsBelongToTheMuscle: a belly that goes on in slips is tendon only
// from where its own tendon begins.
func TestTendonsBelongToTheMuscle(t *testing.T) {
	parts, err := body.Build(fstest.MapFS{"muscle/x.txt": {Data: []byte(`
side midline
loft
tendon 10 20
span 0 0.5
at 0 900 0 0 5 3 2 0
at 0 800 0 0 5 3 2 0
loft
span 0.5 1
at 0 800 0 0 2 2 2 0
at 9 700 0 0 2 2 2 0
`)}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := parts[0].Mesh.Grain.Tendon, [2]float32{0.05, 0.6}; got != want {
		t.Errorf("tendon shares %v, want %v", got, want)
	}
}

// TestPennateFibres: what a table says of the direction of fibres is written
// where the renderers read it, and nonsense is refused.
func TestPennateFibres(t *testing.T) {
	build := func(row string) ([]body.Part, error) {
		return body.Build(fstest.MapFS{"muscle/x.txt": {Data: []byte(`
side midline
` + row + `
loft
at 0 900 0 0 10 3 2 0
at 0 800 0 0 10 3 2 0
`)}})
	}
	for row, want := range map[string][2]float32{
		"# along":     {},
		"pennate 45":  {geom.MaxPennate, geom.MaxPennate}, // ten half-widths, more than is told
		"pennate 11":  {1.9375, 1.9375},
		"bipennate 9": {1.5625, -1.5625},
	} {
		parts, err := build(row)
		if err != nil {
			t.Fatalf("%s: %v", row, err)
		}
		if got := parts[0].Mesh.Grain.Pennate; got != want {
			t.Errorf("%s: %v, want %v", row, got, want)
		}
	}
	if _, err := build("pennate 80"); err == nil || !strings.Contains(err.Error(), "pennate") {
		t.Errorf("80 degrees: %v, expected an error that names the row", err)
	}
}

// TestSlipsSpeakForThemselves: where slips say how much of them is tendon, that
// counts, not where the belly ends.
func TestSlipsSpeakForThemselves(t *testing.T) {
	parts, err := body.Build(fstest.MapFS{"muscle/x.txt": {Data: []byte(`
side midline
loft
tendon 10 0
span 0 0.5
at 0 900 0 0 5 3 2 0
at 0 800 0 0 5 3 2 0
loft
tendon 0 20
span 0.5 1
at 0 800 0 0 2 2 2 0
at 0 700 0 0 2 2 2 0
`)}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := parts[0].Mesh.Grain.Tendon, [2]float32{0.05, 0.1}; got != want {
		t.Errorf("tendon shares %v, want %v", got, want)
	}
}
