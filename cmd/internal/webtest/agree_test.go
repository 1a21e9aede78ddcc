package webtest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"bodymap/cmd/internal/site"
)

// agreement is how two pictures of one scene compare, over the pixels that show
// the body in either.
type agreement struct {
	body int     // pixels that show the body
	mean float64 // of the difference, in levels of 255, over their channels
	off  float64 // share of them, away from edges, that differ by more than offLevels in a channel
}

func (a agreement) String() string {
	return fmt.Sprintf("%d pixels of body, mean difference %.2f levels, %.3f %% off by more than %d", a.body, a.mean, 100*a.off, offLevels)
}

// What counts. Where the CPU's own picture jumps by edgeLevels within a pixel, a
// hair's difference in where an edge lies changes a pixel wholly: such places count for
// the mean but not as off.
const (
	offLevels  = 16
	edgeLevels = 40
)

// view is a link, and how far its two pictures may be apart: half again as far as
// they were when this was written.
type view struct {
	name, link string
	mean, off  float64
}

// views are what both ways of drawing show of a body; on another atlas it is the
// first few that may come out differently.
var views = []view{
	{"opening", "view=anterior", 4.2, 0.011},
	{"selected", "select=muscle:gluteus-medius&side=right", 3.2, 0.004},
	{"skin solid", "view=anterior&skin=solid", 1.2, 0.001},
	{"near", "view=anterior&cam=20,5,0.25,0.05,1,0.05", 2, 0.001},
	{"selected on solid skin", "select=muscle:gluteus-medius&side=right&skin=solid", 1.2, 0.001},
	{"skin off", "view=posterior&skin=off", 4, 0.006},
	{"x-ray", "select=nerve:sciatic-nerve&side=right&skin=xray", 3.2, 0.004},
	{"dermatomes", "view=anterior&chart=dermatomes", 1.8, 0.001},
	{"all else a ghost", "select=muscle:gluteus-medius&side=right&view=right&ghost=1", 3.2, 0.004},
}

const viewsOfOthers = 4

// TestShaderAgreesWithCPU: the two ways of drawing are one picture, in the real
// browser, on both atlases.
func TestShaderAgreesWithCPU(t *testing.T) {
	for _, atlas := range atlases {
		t.Run(atlas, func(t *testing.T) {
			list := views
			if atlas == "fused" {
				reference(t)
				list = views[:viewsOfOthers]
			}
			agree(t, serve(t).URL, atlas, list)
		})
	}
}

// TestShaderAgreesOnDepth: surfaces that cut through each other, a ghost that
// stands out through the skin, one ghost behind another, and a camera among them.
func TestShaderAgreesOnDepth(t *testing.T) {
	file := filepath.Join(t.TempDir(), "balls.glb")
	data := glb([]ball{
		{"Right gluteus medius", 0, 1, 0, 0.1}, {"Right gluteus maximus", -0.08, 1.02, 0.02, 0.1},
		{"Right humerus", 0.05, 1, 0.13, 0.05}, {"Right tibia", 0.03, 0.96, 0.15, 0.05}, {"Skin", 0, 1, 0, 0.16},
	})
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	h, err := site.Handler(built.dir, file)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	const cam = "&view=anterior&cam=20,5,0.9,0,1,0"
	agree(t, s.URL, "balls", []view{
		{"interpenetrating", "skin=off" + cam, 2, 0.002},
		{"x-ray", "skin=xray" + cam, 2, 0.002},
		{"ghosts before and behind the skin", "select=muscle:gluteus-medius&side=right&levels=none&ghost=1&skin=xray" + cam, 2, 0.002},
		{"ghosts", "select=muscle:gluteus-medius&side=right&levels=none&ghost=1&skin=off" + cam, 2, 0.002},
		{"solid skin", "skin=solid" + cam, 2, 0.002},
		{"among them", "skin=off&view=anterior&cam=10,0,0.16,0,1,0.02", 2, 0.002},
	})
}

// agree compares views of an atlas drawn in both ways.
func agree(t *testing.T, server, atlas string, views []view) {
	t.Helper()
	url := server + "/stage.html?atlas=" + atlas
	cpu, gpu := openStage(t, url+"&path=soft#view=left"), openStage(t, url+"&path=shader#view=left")
	for _, v := range views {
		a, b := cpu.shows(v.link), gpu.shows(v.link)
		got := compare(a, b)
		t.Logf("%s: %v", v.name, got)
		if got.body < 5000 {
			t.Errorf("%s: the picture shows hardly anything of the body", v.name)
		}
		if got.mean == 0 {
			t.Errorf("%s: the pictures are the same to the last bit: is one drawn by the shaders at all?", v.name)
		}
		if got.mean > v.mean || got.off > v.off {
			t.Errorf("%s: the shader's picture is not the CPU's: %v; expected at most %.2f levels and %.3f %%", v.name, got, v.mean, 100*v.off)
		}
		keepPictures(t, atlas+"-"+v.name, map[string]image.Image{"cpu": a, "gpu": b, "difference": apartness(a, b)})
	}
}

// stagePage is the stage alone, without its marks.
type stagePage struct{ *tab }

func openStage(t *testing.T, url string) stagePage {
	t.Helper()
	p := stagePage{open(t, 480, 600, false, url)}
	p.calm()
	p.until(`document.body.dataset.final === "true"`)
	p.do(`for (const id of ["marks", "labels", "paths"]) document.getElementById(id).style.visibility = "hidden"`)
	return p
}

// shows returns the final picture of a link.
func (p stagePage) shows(link string) *image.RGBA {
	p.t.Helper()
	p.do(fmt.Sprintf(`document.body.dataset.final = "false"; location.hash = %q`, link))
	p.until(`document.body.dataset.final === "true"`)
	data, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		p.t.Fatal(err)
	}
	out := image.NewRGBA(picture.Bounds())
	draw.Draw(out, out.Bounds(), picture, image.Point{}, draw.Src)
	return out
}

// compare compares the CPU's picture with another of the same size.
func compare(cpu, gpu *image.RGBA) agreement {
	var a agreement
	var sum, off int
	for y := range cpu.Rect.Dy() {
		for x := range cpu.Rect.Dx() {
			p, q := cpu.RGBAAt(x, y), gpu.RGBAAt(x, y)
			if !isBody(p) && !isBody(q) {
				continue
			}
			a.body++
			total, most := apart(p, q)
			sum += total
			if most > offLevels && !onEdge(cpu, x, y) && !onEdge(gpu, x, y) {
				off++
			}
		}
	}
	a.mean, a.off = float64(sum)/float64(3*max(a.body, 1)), float64(off)/float64(max(a.body, 1))
	return a
}

// isBody tells the body from the paper, which has hardly any colour.
func isBody(c color.RGBA) bool { return max(c.R, c.G, c.B)-min(c.R, c.G, c.B) > 14 }

// apart returns the sum of the differences of the channels, and the largest.
func apart(p, q color.RGBA) (total, most int) {
	for _, d := range [...]int{int(p.R) - int(q.R), int(p.G) - int(q.G), int(p.B) - int(q.B)} {
		d = max(d, -d)
		total, most = total+d, max(most, d)
	}
	return total, most
}

// onEdge reports whether a picture jumps next to a pixel.
func onEdge(picture *image.RGBA, x, y int) bool {
	own := picture.RGBAAt(x, y)
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if !(image.Point{X: x + dx, Y: y + dy}).In(picture.Rect) {
				continue
			}
			if _, most := apart(own, picture.RGBAAt(x+dx, y+dy)); most > edgeLevels {
				return true
			}
		}
	}
	return false
}

// apartness shows where pictures differ: black where they agree, white from 32
// levels on.
func apartness(a, b *image.RGBA) image.Image {
	out := image.NewGray(a.Rect)
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			_, most := apart(a.RGBAAt(x, y), b.RGBAAt(x, y))
			out.SetGray(x, y, color.Gray{uint8(min(8*most, 255))})
		}
	}
	return out
}

// keepPictures writes pictures where PICTURES says, if it does.
func keepPictures(t *testing.T, name string, pictures map[string]image.Image) {
	dir := os.Getenv("PICTURES")
	if dir == "" {
		return
	}
	for kind, picture := range pictures {
		var b bytes.Buffer
		if err := png.Encode(&b, picture); err != nil {
			t.Fatal(err)
		}
		file := strings.ReplaceAll(name, " ", "-") + "-" + kind + ".png"
		if err := os.WriteFile(filepath.Join(dir, file), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// ball is a part of a small atlas: its name, middle and radius in metres.
type ball struct {
	name       string
	x, y, z, r float32
}

// glb returns an atlas of balls as a glTF binary.
func glb(balls []ball) []byte {
	const rings = 48
	var places, normals []float32
	var indices []uint32
	for i := 0; i <= rings; i++ {
		for j := 0; j <= 2*rings; j++ {
			st, ct := math.Sincos(math.Pi * float64(i) / rings)
			sp, cp := math.Sincos(math.Pi * float64(j) / rings)
			normals = append(normals, float32(st*cp), float32(ct), float32(-st*sp))
		}
	}
	const row = 2*rings + 1
	for i := range uint32(rings) {
		for j := range uint32(2 * rings) {
			a := i*row + j
			indices = append(indices, a, a+row, a+1, a+1, a+row, a+row+1)
		}
	}
	for _, b := range balls {
		for k := 0; k < len(normals); k += 3 {
			places = append(places, b.x+b.r*normals[k], b.y+b.r*normals[k+1], b.z+b.r*normals[k+2])
		}
	}
	var bin []byte
	bin, _ = binary.Append(bin, binary.LittleEndian, places)
	bin, _ = binary.Append(bin, binary.LittleEndian, normals)
	bin, _ = binary.Append(bin, binary.LittleEndian, indices)
	n := len(normals) / 3
	type object = map[string]any
	view := func(offset, length int) object {
		return object{"buffer": 0, "byteOffset": offset, "byteLength": length}
	}
	accessors := []object{
		{"bufferView": 1, "componentType": 5126, "count": n, "type": "VEC3"},
		{"bufferView": 2, "componentType": 5125, "count": len(indices), "type": "SCALAR"},
	}
	var nodes, meshes []object
	var scene []int
	for i, b := range balls {
		accessors = append(accessors, object{"bufferView": 0, "byteOffset": 12 * n * i, "componentType": 5126, "count": n, "type": "VEC3",
			"min": []float32{b.x - b.r, b.y - b.r, b.z - b.r}, "max": []float32{b.x + b.r, b.y + b.r, b.z + b.r}})
		meshes = append(meshes, object{"primitives": []object{{"attributes": object{"POSITION": i + 2, "NORMAL": 0}, "indices": 1}}})
		nodes = append(nodes, object{"name": b.name, "mesh": i})
		scene = append(scene, i)
	}
	text, _ := json.Marshal(object{
		"asset": object{"version": "2.0"}, "scene": 0, "scenes": []object{{"nodes": scene}}, "nodes": nodes, "meshes": meshes,
		"accessors": accessors, "buffers": []object{{"byteLength": len(bin)}},
		"bufferViews": []object{view(0, 4*len(places)), view(4*len(places), 4*len(normals)), view(4*(len(places)+len(normals)), 4*len(indices))},
	})
	for len(text)%4 > 0 {
		text = append(text, ' ')
	}
	out := []byte("glTF")
	for _, v := range []uint32{2, uint32(12 + 8 + len(text) + 8 + len(bin)), uint32(len(text)), 0x4e4f534a} {
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	out = append(out, text...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(bin)))
	out = binary.LittleEndian.AppendUint32(out, 0x004e4942)
	return append(out, bin...)
}
