package gltf

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"testing"

	"bodymap/render/gltf/meshopt"
)

// packedGrid is a square of 3 by 3 vertices, compressed, at two levels: eight
// triangles, and two over its corners; shown as it is and mirrored.
func packedGrid(t testing.TB) []byte {
	var vertices bytes.Buffer
	for i := range int16(9) {
		binary.Write(&vertices, binary.LittleEndian, []int16{i % 3, i / 3, 0, 0})
	}
	pack := func(out []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	fine := []uint32{0, 1, 3, 1, 4, 3, 1, 2, 4, 2, 5, 4, 3, 4, 6, 4, 7, 6, 4, 5, 7, 5, 8, 7}
	parts := [][]byte{
		pack(meshopt.PackAttributes(vertices.Bytes(), 8)), pack(meshopt.PackTriangles(fine)),
		pack(meshopt.PackTriangles([]uint32{0, 2, 6, 2, 8, 6})), pack(meshopt.PackAttributes([]byte{
			9, 0, 0, 0, 8, 0, 0, 0, 7, 0, 0, 0, 6, 0, 0, 0, 5, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0}, 4)),
	}
	shape := []map[string]any{
		{"count": 9, "byteStride": 8, "mode": "ATTRIBUTES"}, {"count": 24, "byteStride": 2, "mode": "TRIANGLES"},
		{"count": 6, "byteStride": 2, "mode": "TRIANGLES"}, {"count": 9, "byteStride": 4, "mode": "ATTRIBUTES"},
	}
	var bin []byte
	var views []any
	for i, p := range parts {
		s := shape[i]
		s["buffer"], s["byteOffset"], s["byteLength"] = 0, len(bin), len(p)
		view := map[string]any{"buffer": 1, "byteLength": s["count"].(int) * s["byteStride"].(int), "extensions": map[string]any{meshoptExtension: s}}
		if s["mode"] == "ATTRIBUTES" {
			view["byteStride"] = s["byteStride"]
		}
		views, bin = append(views, view), append(bin, p...)
	}
	mesh := func(indices int) any {
		return map[string]any{"primitives": []any{map[string]any{"attributes": map[string]any{"POSITION": 0, "_OCCLUSION": 3}, "indices": indices}}}
	}
	node := func(name string, mesh int, scale float64, level int) any {
		n := map[string]any{"name": name, "mesh": mesh, "scale": []float64{scale, 1, 1}}
		if level > 0 {
			n["extensions"] = map[string]any{"MSFT_lod": map[string]any{"ids": []int{level}}}
		}
		return n
	}
	text, err := json.Marshal(document{
		"asset":              map[string]any{"version": "2.0"},
		"extensionsRequired": []any{meshoptExtension, "KHR_mesh_quantization"},
		"scenes":             []any{map[string]any{"nodes": []any{0, 1}}},
		"nodes":              []any{node("a.right", 0, 1, 2), node("a.left", 0, -1, 3), node("a.right.1", 1, 1, 0), node("a.left.1", 1, -1, 0)},
		"meshes":             []any{mesh(1), mesh(2)},
		"accessors": []any{
			map[string]any{"bufferView": 0, "componentType": 5122, "count": 9, "type": "VEC3"},
			map[string]any{"bufferView": 1, "componentType": 5123, "count": 24, "type": "SCALAR"},
			map[string]any{"bufferView": 2, "componentType": 5123, "count": 6, "type": "SCALAR"},
			map[string]any{"bufferView": 3, "componentType": 5121, "count": 9, "type": "SCALAR"},
		},
		"bufferViews": views,
		"buffers":     []any{map[string]any{"byteLength": len(bin)}, map[string]any{"byteLength": 72 + 48 + 12 + 36}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return glb(text, bin)
}

// TestLevelsShareTheirVertices: a compressed model with two levels is read on
// both sides; the coarse level's vertices are the first of the fine one's, and
// every attribute moved along with its vertex.
func TestLevelsShareTheirVertices(t *testing.T) {
	m, err := Parse(packedGrid(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Parts) != 2 {
		t.Fatalf("%d parts, expected 2: the coarse nodes are no parts of their own", len(m.Parts))
	}
	for _, p := range m.Parts {
		if len(p.Mesh.Indices) != 24 || len(p.Coarser) != 1 || len(p.Coarser[0].Indices) != 6 {
			t.Fatalf("%s: levels read wrongly: %+v", p.Name, p)
		}
		coarse := p.Coarser[0]
		if len(coarse.Positions) != 4 || &coarse.Positions[0] != &p.Mesh.Positions[0] {
			t.Errorf("%s: the coarse level has %d vertices, expected the first 4 of the fine one's", p.Name, len(coarse.Positions))
		}
		if coarse.Bounds != p.Mesh.Bounds {
			t.Errorf("%s: the corners span %v, the grid %v", p.Name, coarse.Bounds, p.Mesh.Bounds)
		}
		for i, v := range p.Mesh.Positions {
			x := max(v.X, -v.X)
			if want := uint8(9 - x - 3*v.Y); p.Mesh.Occlusion[i] != want {
				t.Errorf("%s: occlusion at %v is %d, expected %d", p.Name, v, p.Mesh.Occlusion[i], want)
			}
		}
		for i := 0; i < len(p.Mesh.Indices); i += 3 {
			if n := p.Mesh.FaceNormal(i / 3); n.Z < 0.9 {
				t.Errorf("%s: triangle %d faces %v", p.Name, i/3, n)
			}
		}
	}
}
