package gltf

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bodymap/render/geom"
)

// document is a small glTF document: one triangle whose corners are (0,0,0),
// (1,0,0) and (0,1,0), seen from +Z.
type document map[string]any

func triangle(change ...func(document)) document {
	var b bytes.Buffer
	binary.Write(&b, binary.LittleEndian, []float32{0, 0, 0, 1, 0, 0, 0, 1, 0})
	binary.Write(&b, binary.LittleEndian, []uint16{0, 1, 2})
	d := document{
		"asset":  map[string]any{"version": "2.0", "copyright": "made for a test"},
		"scenes": []any{map[string]any{"nodes": []any{0}}},
		"nodes":  []any{map[string]any{"name": "thing", "mesh": 0, "extras": map[string]any{"fma": "FMA1", "side": "left", "system": "bone", "id": "thing-id"}}},
		"meshes": []any{map[string]any{"primitives": []any{map[string]any{"attributes": map[string]any{"POSITION": 0}, "indices": 1}}}},
		"accessors": []any{
			map[string]any{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3"},
			map[string]any{"bufferView": 1, "componentType": 5123, "count": 3, "type": "SCALAR"},
		},
		"bufferViews": []any{
			map[string]any{"buffer": 0, "byteLength": 36},
			map[string]any{"buffer": 0, "byteOffset": 36, "byteLength": 6},
		},
		"buffers": []any{map[string]any{"byteLength": 42, "uri": "data:application/octet-stream;base64," + base64.StdEncoding.EncodeToString(b.Bytes())}},
	}
	for _, c := range change {
		c(d)
	}
	return d
}

func (d document) at(list string, i int) map[string]any { return d[list].([]any)[i].(map[string]any) }

func (d document) primitive() map[string]any {
	return d.at("meshes", 0)["primitives"].([]any)[0].(map[string]any)
}

func (d document) bytes(t testing.TB) []byte {
	out, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// glb packs a document and a binary chunk, padded as the format asks.
func glb(text, bin []byte) []byte {
	pad := func(b []byte, with byte) []byte {
		for len(b)%4 != 0 {
			b = append(b, with)
		}
		return b
	}
	text, bin = pad(text, ' '), pad(bin, 0)
	var out bytes.Buffer
	le := func(v ...uint32) { binary.Write(&out, binary.LittleEndian, v) }
	le(glbMagic, 2, uint32(12+8+len(text)+8+len(bin)), uint32(len(text)), chunkJSON)
	out.Write(text)
	le(uint32(len(bin)), chunkBIN)
	out.Write(bin)
	return out.Bytes()
}

func TestParseReadsNamesAndShape(t *testing.T) {
	m, err := Parse(triangle().bytes(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Parts) != 1 || m.Triangles != 1 || m.Copyright != "made for a test" {
		t.Fatalf("parts %d, triangles %d, copyright %q", len(m.Parts), m.Triangles, m.Copyright)
	}
	p := m.Parts[0]
	if p.Name != "thing" || p.ID != "thing-id" || p.FMA != "FMA1" || p.Side != "left" || p.System != "bone" {
		t.Errorf("labels: %+v", p)
	}
	if want := (geom.Box{Max: geom.Vec3{X: 1, Y: 1}}); p.Mesh.Bounds != want {
		t.Errorf("bounds %v, want %v", p.Mesh.Bounds, want)
	}
	if n := p.Mesh.Normals[0]; n != (geom.Vec3{Z: 1}) {
		t.Errorf("computed normal %v, want towards +Z", n)
	}
}

func TestParseReadsBinaryContainer(t *testing.T) {
	d := triangle()
	bin, err := dataURI(d.at("buffers", 0)["uri"].(string))
	if err != nil {
		t.Fatal(err)
	}
	delete(d.at("buffers", 0), "uri")
	data := glb(d.bytes(t), bin)
	if _, err := Parse(data); err != nil {
		t.Fatal(err)
	}
	for n := range data {
		if _, err := Parse(data[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes were taken for a whole file", n, len(data))
		}
	}
}

func TestMirroredNodeKeepsOutwardFaces(t *testing.T) {
	for name, node := range map[string]map[string]any{
		"scale":    {"mesh": 0, "scale": []any{-1, 1, 1}},
		"matrix":   {"mesh": 0, "matrix": []any{-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}},
		"unevenly": {"mesh": 0, "scale": []any{-3, 0.5, 2}},
	} {
		m, err := Parse(triangle(func(d document) { d["nodes"] = []any{node} }).bytes(t))
		if err != nil {
			t.Fatal(name, err)
		}
		mesh := m.Parts[0].Mesh
		if n := mesh.FaceNormal(0); n.Z < 0.99 {
			t.Errorf("%s: face turned to %v, want +Z", name, n)
		}
		if n := mesh.Normals[0]; n.Z < 0.99 {
			t.Errorf("%s: normal turned to %v, want +Z", name, n)
		}
	}
}

func TestNodesNestTransforms(t *testing.T) {
	m, err := Parse(triangle(func(d document) {
		d["nodes"] = []any{
			map[string]any{"children": []any{1}, "translation": []any{10, 0, 0}},
			map[string]any{"mesh": 0, "rotation": []any{0, 0, math.Sqrt2 / 2, math.Sqrt2 / 2}, "scale": []any{2, 2, 2}},
		}
	}).bytes(t))
	if err != nil {
		t.Fatal(err)
	}
	// (1,0,0) doubled, turned a quarter about Z, then shifted.
	if p, want := m.Parts[0].Mesh.Positions[1], (geom.Vec3{X: 10, Y: 2}); p.Sub(want).Len() > 1e-5 {
		t.Errorf("corner at %v, want %v", p, want)
	}
}

func TestQuantizedPositions(t *testing.T) {
	for _, c := range []struct {
		name       string
		kind       int
		values     any
		normalized bool
		want       geom.Vec3 // of the second corner
	}{
		{"byte", 5120, []int8{0, 0, 0, 0, 127, 0, 0, 0, 0, 127, 0, 0}, true, geom.Vec3{X: 1}},
		{"unsigned byte", 5121, []uint8{0, 0, 0, 0, 200, 0, 0, 0, 0, 200, 0, 0}, false, geom.Vec3{X: 200}},
		{"short", 5122, []int16{0, 0, 0, 0, -32768, 0, 0, 0, 0, 5, 0, 0}, true, geom.Vec3{X: -1}},
		{"unsigned short", 5123, []uint16{0, 0, 0, 0, 65535, 0, 0, 0, 0, 5, 0, 0}, true, geom.Vec3{X: 1}},
	} {
		var b bytes.Buffer
		binary.Write(&b, binary.LittleEndian, c.values)
		m, err := Parse(triangle(func(d document) {
			stride := b.Len() / 3
			d["extensionsRequired"] = []any{"KHR_mesh_quantization"}
			d["buffers"] = []any{map[string]any{"byteLength": b.Len(), "uri": "data:application/octet-stream;base64," + base64.StdEncoding.EncodeToString(b.Bytes())}}
			d["bufferViews"] = []any{map[string]any{"buffer": 0, "byteLength": b.Len(), "byteStride": stride}}
			d["accessors"] = []any{map[string]any{"bufferView": 0, "componentType": c.kind, "count": 3, "type": "VEC3", "normalized": c.normalized}}
			delete(d.primitive(), "indices")
		}).bytes(t))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if p := m.Parts[0].Mesh.Positions[1]; p.Sub(c.want).Len() > 1e-4 {
			t.Errorf("%s: corner at %v, want %v", c.name, p, c.want)
		}
	}
}

func TestStripAndFanFaceTheSameWay(t *testing.T) {
	// A quad: strips take its corners in Z order, fans round about.
	for mode, corners := range map[int][]float32{
		5: {0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0},
		6: {0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0},
	} {
		var b bytes.Buffer
		binary.Write(&b, binary.LittleEndian, corners)
		m, err := Parse(triangle(func(d document) {
			d["buffers"] = []any{map[string]any{"byteLength": 48, "uri": "data:application/octet-stream;base64," + base64.StdEncoding.EncodeToString(b.Bytes())}}
			d["bufferViews"] = []any{map[string]any{"buffer": 0, "byteLength": 48}}
			d["accessors"] = []any{map[string]any{"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3"}}
			delete(d.primitive(), "indices")
			d.primitive()["mode"] = mode
		}).bytes(t))
		if err != nil {
			t.Fatal(mode, err)
		}
		if m.Triangles != 2 {
			t.Fatalf("mode %d: %d triangles, want 2", mode, m.Triangles)
		}
		for i := range 2 {
			if n := m.Parts[0].Mesh.FaceNormal(i); n.Z < 0.99 {
				t.Errorf("mode %d: triangle %d faces %v, want +Z", mode, i, n)
			}
		}
	}
}

func TestDamagedTrianglesAreLeftOut(t *testing.T) {
	var b bytes.Buffer
	nan := float32(math.NaN())
	binary.Write(&b, binary.LittleEndian, []float32{0, 0, 0, 1, 0, 0, 0, 1, 0, nan, 0, 0})
	binary.Write(&b, binary.LittleEndian, []uint16{0, 1, 2, 0, 1, 3, 1, 1, 2})
	m, err := Parse(triangle(func(d document) {
		d["buffers"] = []any{map[string]any{"byteLength": 66, "uri": "data:application/octet-stream;base64," + base64.StdEncoding.EncodeToString(b.Bytes())}}
		d.at("bufferViews", 0)["byteLength"] = 48
		d.at("accessors", 0)["count"] = 4
		d.at("bufferViews", 1)["byteOffset"] = 48
		d.at("bufferViews", 1)["byteLength"] = 18
		d.at("accessors", 1)["count"] = 9
	}).bytes(t))
	if err != nil {
		t.Fatal(err)
	}
	if m.Triangles != 1 {
		t.Errorf("%d triangles kept, want the sound one", m.Triangles)
	}
	for i, p := range m.Parts[0].Mesh.Positions {
		if !p.Finite() {
			t.Errorf("position %d is %v", i, p)
		}
	}
}

// malformed lists one bad document per rule, with what its message must name.
func malformed() map[string]struct {
	doc  document
	want string
} {
	type bad = struct {
		doc  document
		want string
	}
	set := func(list string, i int, field string, value any) document {
		return triangle(func(d document) { d.at(list, i)[field] = value })
	}
	return map[string]bad{
		"accessor offset":       {set("accessors", 0, "byteOffset", 400), "accessors[0].byteOffset"},
		"accessor offset < 0":   {set("accessors", 0, "byteOffset", -4), "accessors[0].byteOffset"},
		"accessor count":        {set("accessors", 0, "count", 4), "accessors[0].count"},
		"accessor count huge":   {set("accessors", 0, "count", 1<<40), "accessors[0].count"},
		"accessor count 0":      {set("accessors", 0, "count", 0), "accessors[0].count"},
		"accessor view":         {set("accessors", 0, "bufferView", 9), "accessors[0].bufferView"},
		"accessor view missing": {triangle(func(d document) { delete(d.at("accessors", 0), "bufferView") }), "accessors[0].bufferView"},
		"accessor type":         {set("accessors", 0, "type", "VEC2"), "attributes.POSITION"},
		"accessor normalized":   {set("accessors", 0, "normalized", true), "accessors[0].normalized"},
		"accessor sparse":       {set("accessors", 0, "sparse", map[string]any{"count": 1}), "accessors[0].sparse"},
		"accessor null":         {triangle(func(d document) { d["accessors"].([]any)[0] = nil }), "accessor 0"},
		"component type":        {set("accessors", 0, "componentType", 1), "accessors[0].componentType"},
		"view buffer":           {set("bufferViews", 0, "buffer", 1), "bufferViews[0].buffer"},
		"view offset":           {set("bufferViews", 0, "byteOffset", 43), "bufferViews[0].byteOffset"},
		"view length":           {set("bufferViews", 0, "byteLength", 43), "bufferViews[0].byteLength"},
		"view length wraps":     {set("bufferViews", 1, "byteLength", math.MaxInt64), "bufferViews[1].byteLength"},
		"view stride":           {set("bufferViews", 0, "byteStride", 8), "bufferViews[0].byteStride"},
		"view stride wild":      {set("bufferViews", 0, "byteStride", 1<<40), "bufferViews[0].byteStride"},
		"buffer length":         {set("buffers", 0, "byteLength", 43), "buffers[0].byteLength"},
		"buffer length < 0":     {set("buffers", 0, "byteLength", -1), "buffers[0].byteLength"},
		"buffer uri":            {set("buffers", 0, "uri", "data:application/octet-stream;base64,???"), "buffers[0].uri"},
		"buffer file":           {set("buffers", 0, "uri", "shape.bin"), "pack the model as .glb"},
		"node mesh":             {set("nodes", 0, "mesh", 3), "nodes[0].mesh"},
		"node child":            {set("nodes", 0, "children", []any{7}), "nodes[0].children[0]"},
		"node cycle":            {set("nodes", 0, "children", []any{0}), "already has a parent"},
		"node rotation":         {set("nodes", 0, "rotation", []any{0, 0, 1e-300, 0}), "nodes[0].rotation"},
		"node far away":         {set("nodes", 0, "scale", []any{1e308, 1e308, 1e308}), "no node shows any triangles"},
		"scene":                 {triangle(func(d document) { d["scene"] = 4 }), "scene: 4"},
		"scene node":            {triangle(func(d document) { d.at("scenes", 0)["nodes"] = []any{-1} }), "scenes[0].nodes[0]"},
		"nothing":               {triangle(func(d document) { d["nodes"] = []any{map[string]any{}} }), "no node shows any triangles"},
		"no position":           {triangle(func(d document) { d.primitive()["attributes"] = map[string]any{"NORMAL": 0} }), "no POSITION"},
		"indices float":         {triangle(func(d document) { d.primitive()["indices"] = 0 }), "indices: accessors[0]"},
		"index out of range":    {set("bufferViews", 1, "byteOffset", 12), "indices: accessors[1]"},
		"index count":           {set("accessors", 1, "count", 2), "three a triangle"},
		"normal count": {triangle(func(d document) {
			d.primitive()["attributes"] = map[string]any{"POSITION": 0, "NORMAL": 2}
			d["accessors"] = append(d["accessors"].([]any), map[string]any{"bufferView": 0, "componentType": 5126, "count": 2, "type": "VEC3"})
		}), "attributes.NORMAL"},
		"draco":     {triangle(func(d document) { d["extensionsRequired"] = []any{"KHR_draco_mesh_compression"} }), "KHR_draco_mesh_compression is not read"},
		"meshopt":   {set("bufferViews", 0, "extensions", map[string]any{"EXT_meshopt_compression": map[string]any{}}), "EXT_meshopt_compression.count: 0"},
		"packed":    {set("bufferViews", 0, "extensions", map[string]any{"EXT_meshopt_compression": map[string]any{"byteStride": 12, "count": 3, "byteLength": 36, "mode": "ATTRIBUTES"}}), "version 0 of the attribute stream"},
		"new codec": {set("bufferViews", 0, "extensions", map[string]any{"KHR_meshopt_compression": map[string]any{}}), "KHR_meshopt_compression is not read"},
		"levels":    {set("nodes", 0, "extensions", map[string]any{"MSFT_lod": map[string]any{"ids": []int{7}}}), "MSFT_lod.ids[0]: node 7"},
		"extension": {triangle(func(d document) { d["extensionsRequired"] = []any{"X_unknown"} }), "extensionsRequired[0]"},
		"version":   {triangle(func(d document) { d["asset"] = map[string]any{"version": "1.0"} }), "asset.version"},
	}
}

func TestMalformedDocumentsNameTheField(t *testing.T) {
	for name, c := range malformed() {
		_, err := Parse(c.doc.bytes(t))
		if err == nil {
			t.Errorf("%s: accepted", name)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q does not name %q", name, err, c.want)
		}
	}
}

func TestManyNodesCannotShareOneBigMesh(t *testing.T) {
	// 1,000 nodes show a mesh of 60,000 vertices: little to send, much to draw.
	d := triangle(func(d document) {
		data := make([]byte, 60_000*12)
		for i := 0; i < len(data); i += 4 {
			binary.LittleEndian.PutUint32(data[i:], math.Float32bits(float32(i%97)))
		}
		d["buffers"] = []any{map[string]any{"byteLength": len(data), "uri": "data:application/octet-stream;base64," + base64.StdEncoding.EncodeToString(data)}}
		d["bufferViews"] = []any{map[string]any{"buffer": 0, "byteLength": len(data)}}
		d["accessors"] = []any{map[string]any{"bufferView": 0, "componentType": 5126, "count": 60_000, "type": "VEC3"}}
		delete(d.primitive(), "indices")
		nodes, roots := []any{}, []any{}
		for i := range 1000 {
			nodes, roots = append(nodes, map[string]any{"mesh": 0}), append(roots, i)
		}
		d["nodes"], d.at("scenes", 0)["nodes"] = nodes, roots
	})
	if _, err := Parse(d.bytes(t)); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("got %v, want a bound on the scene", err)
	}
}

func TestBuffersInFilesOfTheirOwn(t *testing.T) {
	bin, err := dataURI(triangle().at("buffers", 0)["uri"].(string))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ uri, opened, refused string }{
		{uri: "shape.bin", opened: "shape.bin"},
		{uri: "./parts/a%20b.bin", opened: "parts/a b.bin"},
		{uri: "../shape.bin", refused: "leaves the document's folder"},
		{uri: "parts/../../shape.bin", refused: "leaves the document's folder"},
		{uri: "%2e%2e/shape.bin", refused: "leaves the document's folder"},
		{uri: "/etc/shape.bin", refused: "leaves the document's folder"},
		{uri: "..%5cshape.bin", refused: "leaves the document's folder"},
		{uri: "https://example.org/shape.bin", refused: "not a path beside the document"},
		{uri: "//example.org/shape.bin", refused: "not a path beside the document"},
		{uri: "file:///etc/shape.bin", refused: "not a path beside the document"},
	} {
		opened := ""
		_, err := ParseWith(triangle(func(d document) { d.at("buffers", 0)["uri"] = c.uri }).bytes(t), func(name string) ([]byte, error) {
			opened = name
			return bin, nil
		})
		if opened != c.opened {
			t.Errorf("%s: opened %q, want %q", c.uri, opened, c.opened)
		}
		if c.refused == "" && err != nil || c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)) {
			t.Errorf("%s: %v, want %q", c.uri, err, c.refused)
		}
	}
}

func TestMissingBufferFileIsNamed(t *testing.T) {
	missing := errors.New("no such file")
	_, err := ParseWith(triangle(func(d document) { d.at("buffers", 0)["uri"] = "shape.bin" }).bytes(t),
		func(string) ([]byte, error) { return nil, missing })
	if !errors.Is(err, missing) || !strings.Contains(err.Error(), "buffers[0].uri") {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(triangle().bytes(f))
	for _, c := range malformed() {
		f.Add(c.doc.bytes(f))
	}
	d := triangle()
	bin, err := dataURI(d.at("buffers", 0)["uri"].(string))
	if err != nil {
		f.Fatal(err)
	}
	delete(d.at("buffers", 0), "uri")
	f.Add(glb(d.bytes(f), bin))
	f.Add(packedGrid(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		ParseAtRest(data)
		m, err := Parse(data)
		if err != nil {
			return
		}
		for _, p := range m.Parts {
			if len(p.Mesh.Normals) != len(p.Mesh.Positions) || p.Mesh.Fibres != nil && len(p.Mesh.Fibres) != len(p.Mesh.Positions) {
				t.Fatal("arrays of a mesh differ in length")
			}
			for _, i := range p.Mesh.Indices {
				if int(i) >= len(p.Mesh.Positions) || !p.Mesh.Positions[i].Finite() || !p.Mesh.Normals[i].Finite() {
					t.Fatalf("vertex %d is missing or not finite", i)
				}
			}
		}
	})
}

// reference returns the real anatomy, or skips where it is absent.
func reference(t testing.TB) []byte {
	path := os.Getenv("ATLAS")
	if path == "" {
		path = filepath.Join("..", "..", "..", "shared", "reference", "fused.glb")
	}
	data, err := os.ReadFile(path)
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("the reference anatomy is required with CI=true: %v", err)
	}
	if err != nil {
		t.Skipf("NOT RUN: the reference anatomy is absent (%v); set ATLAS to a .glb", err)
	}
	return data
}

func TestParseReadsRealAnatomy(t *testing.T) {
	m, err := Parse(reference(t))
	if err != nil {
		t.Fatal(err)
	}
	sides := map[string]int{}
	for _, p := range m.Parts {
		sides[p.Side]++
		if p.Side == "left" && p.Mesh.Bounds.Centre().X < -0.005 {
			t.Errorf("%s: on the right, but its side is left", p.Name)
		}
	}
	if len(m.Parts) < 1000 || sides["left"] == 0 || sides["right"] == 0 {
		t.Errorf("%d parts, sides %v", len(m.Parts), sides)
	}
}

func BenchmarkParse(b *testing.B) {
	data := reference(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Parse(data); err != nil {
			b.Fatal(err)
		}
	}
}
