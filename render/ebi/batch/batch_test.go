package batch

import (
	"math"
	"os"
	"testing"

	"bodymap/render"
	"bodymap/render/geom"
	"bodymap/render/gltf"
	"bodymap/render/internal/shape"
	"bodymap/render/soft"
)

func scene(structures ...render.Structure) *render.Scene {
	for i := range structures {
		if structures[i].Show == render.Hidden {
			structures[i].Show = render.Solid
		}
	}
	return &render.Scene{Structures: structures, Camera: render.Camera{Distance: 1.5}, Theme: render.Light, Hover: -1}
}

func ball(t render.Tissue, at geom.Vec3, r float32, rings int) render.Structure {
	return render.Structure{Tissue: t, Mesh: shape.Ball(at, r, rings)}
}

// nearest draws a layer as the graphics processor would and returns the number of the
// nearest structure at each sample.
func nearest(l *Layer, w, h int) []int {
	depth, number := make([]float32, w*h), make([]int, w*h)
	for t := 0; t < len(l.Indices); t += 3 {
		a, b, c := &l.Vertices[l.Indices[t]], &l.Vertices[l.Indices[t+1]], &l.Vertices[l.Indices[t+2]]
		area := (b.DstX-a.DstX)*(c.DstY-a.DstY) - (b.DstY-a.DstY)*(c.DstX-a.DstX)
		x0, x1 := min(a.DstX, b.DstX, c.DstX), max(a.DstX, b.DstX, c.DstX)
		y0, y1 := min(a.DstY, b.DstY, c.DstY), max(a.DstY, b.DstY, c.DstY)
		for y := max(int(y0), 0); y < min(int(y1)+1, h); y++ {
			for x := max(int(x0), 0); x < min(int(x1)+1, w); x++ {
				px, py := float32(x)+0.5, float32(y)+0.5
				wa := ((b.DstX-px)*(c.DstY-py) - (b.DstY-py)*(c.DstX-px)) / area
				wb := ((c.DstX-px)*(a.DstY-py) - (c.DstY-py)*(a.DstX-px)) / area
				wc := 1 - wa - wb
				if wa < 0 || wb < 0 || wc < 0 {
					continue
				}
				if d := wa*a.ColorA + wb*b.ColorA + wc*c.ColorA; d >= depth[y*w+x] {
					depth[y*w+x], number[y*w+x] = d, int(a.Custom0)
				}
			}
		}
	}
	return number
}

// What is left out of a layer is never seen: it shows what the CPU renderer does,
// but for samples on the very border of a triangle.
func TestALayerShowsWhatTheCPUShows(t *testing.T) {
	const w, h = 160, 120
	skin := ball(render.Skin, geom.Vec3{Z: -0.02}, 0.3, 40)
	cases := map[string]*render.Scene{
		"interpenetrating": scene(ball(render.Muscle, geom.Vec3{X: -0.1}, 0.2, 60), ball(render.Bone, geom.Vec3{X: 0.1, Z: 0.05}, 0.2, 60)),
		"small triangles":  scene(ball(render.Muscle, geom.Vec3{}, 0.05, 200), ball(render.Bone, geom.Vec3{X: 0.06}, 0.04, 200)),
		"beside":           scene(ball(render.Muscle, geom.Vec3{X: 0.5}, 0.3, 60), ball(render.Bone, geom.Vec3{X: -0.55, Y: 0.3}, 0.3, 60)),
		"solid skin":       scene(skin, ball(render.Muscle, geom.Vec3{Z: -0.015}, 0.3, 60), ball(render.Bone, geom.Vec3{Y: 0.3}, 0.05, 60)),
	}
	cases["solid skin"].Skin = render.SkinSolid
	inside := scene(ball(render.Muscle, geom.Vec3{}, 0.2, 12), ball(render.Bone, geom.Vec3{Z: 0.3, X: 0.05}, 0.2, 12))
	inside.Camera.Distance = 0.4
	cases["across the near plane"] = inside
	for name, s := range cases {
		for _, yaw := range []float32{0, 0.7, 3} {
			s.Camera.Yaw = yaw
			var f Frame
			f.Gather(s, w, h, false)
			got := nearest(&f.Solid, w, h)
			r := soft.New()
			r.Draw(s, w, h, soft.Options{})
			wrong, shown := 0, 0
			for i := range got {
				want := r.StructureAt(i%w, i/w) + 1
				if want > 0 {
					shown++
				}
				if got[i] != want {
					wrong++
				}
			}
			if shown < 100 {
				t.Errorf("%s, yaw %v: only %d samples show anything; the test looks at nothing", name, yaw, shown)
			}
			if wrong > 4+shown/200 {
				t.Errorf("%s, yaw %v: %d of %d samples show another structure", name, yaw, wrong, shown)
			}
		}
	}
}

// Where all triangles are smaller than a sample, few are left, and still each sample
// shows one.
func TestTrianglesBetweenSamplesAreLeftOut(t *testing.T) {
	s := scene(ball(render.Muscle, geom.Vec3{}, 0.1, 300))
	var f Frame
	f.Gather(s, 64, 64, false)
	all := len(s.Structures[0].Mesh.Indices)
	if n := len(f.Solid.Indices); n > all/8 {
		t.Errorf("%d of %d indices are drawn, of which hardly any covers a sample", n, all)
	}
}

// Depths are shares of what is shown, whatever else the scene holds.
func TestDepthSpansWhatIsShown(t *testing.T) {
	behind := ball(render.Bone, geom.Vec3{Z: 5}, 0.2, 20)
	s := scene(ball(render.Muscle, geom.Vec3{}, 0.2, 40), behind)
	var f Frame
	f.Gather(s, 100, 100, false)
	low, high := f.Solid.depths(math.MaxFloat32, 0)
	if low > 1e-6 || high < 1-1e-6 {
		t.Errorf("depths run from %v to %v, expected 0 to 1", low, high)
	}
	if far := 1 / f.View.Low; far > 1.5 { // the ball's back faces away
		t.Errorf("the range reaches %v m, to what is not drawn", far)
	}
}

// The zones that paint bare skin bring only triangles that they touch; repainting
// keeps the range of depth.
func TestPaintedTriangles(t *testing.T) {
	skin := ball(render.Skin, geom.Vec3{}, 0.3, 40)
	distances := make([]float32, len(skin.Mesh.Positions))
	for i, p := range skin.Mesh.Positions {
		distances[i] = p.Sub(geom.Vec3{Z: 0.3}).Len() - 0.05
	}
	s := scene(skin, ball(render.Muscle, geom.Vec3{}, 0.28, 40))
	s.Paint = &render.Paint{Skin: 0, Primary: distances}
	var f Frame
	f.Gather(s, 200, 200, false)
	if len(f.Skin.Indices) == 0 || len(f.Skin.Indices) > len(skin.Mesh.Indices)/10 {
		t.Errorf("%d of %d indices of the skin are drawn for a small zone", len(f.Skin.Indices), len(skin.Mesh.Indices))
	}
	for _, v := range f.Skin.Vertices {
		if v.Custom1 != outside || v.Custom2 != outside {
			t.Fatalf("a vertex lies %v and %v m from zones that are not there", v.Custom1, v.Custom2)
		}
	}
	s.Skin = render.SkinXray
	f.Gather(s, 200, 200, false)
	view, n := f.View, len(f.Skin.Indices)
	f.Repaint(s, false)
	if f.View != view || len(f.Skin.Indices) != n {
		t.Error("painting again changes more than the paint")
	}
}

// A frame of a scene that was seen before makes no garbage.
func TestGatherMakesNoGarbage(t *testing.T) {
	s := scene(ball(render.Muscle, geom.Vec3{}, 0.2, 60))
	var f Frame
	f.Gather(s, 300, 300, false)
	if n := testing.AllocsPerRun(5, func() { f.Gather(s, 300, 300, false) }); n > 0 {
		t.Errorf("%v allocations a frame", n)
	}
}

// The built-in body seen from the front, as while the camera moves and at rest. Under
// node: GOOS=js GOARCH=wasm go test -exec="$(go env GOROOT)/lib/wasm/go_js_wasm_exec" -bench .
func BenchmarkGather(b *testing.B) {
	for _, c := range []struct {
		name, file string
		coarse     bool
	}{
		{"body/moving", "assets/models/body/model.glb", true},
		{"body/rest", "assets/models/body/model.glb", false},
		{"fused/moving", "../shared/reference/fused.glb", true},
		{"fused/rest", "../shared/reference/fused.glb", false},
	} {
		b.Run(c.name, func(b *testing.B) {
			data, err := os.ReadFile("../../../" + c.file)
			if err != nil {
				b.Skipf("no atlas: %v", err)
			}
			model, err := gltf.Parse(data)
			if err != nil {
				b.Fatal(err)
			}
			s := scene()
			s.Camera = render.Camera{Target: geom.Vec3{Y: 0.9}, Distance: 4.2}
			for _, p := range model.Parts {
				st := render.Structure{Mesh: p.Mesh, Show: render.Solid}
				if n := len(p.Coarser); n > 0 {
					st.Coarse = p.Coarser[n-1]
				} else if p.Mesh != nil {
					st.Coarse = p.Mesh.Thin()
				}
				s.Structures = append(s.Structures, st)
			}
			var f Frame
			for b.Loop() {
				f.Gather(s, 1280, 800, c.coarse)
			}
			b.ReportMetric(float64(len(f.Solid.Indices)/3), "triangles")
			b.ReportMetric(float64(len(f.Solid.Vertices)), "vertices")
		})
	}
}
