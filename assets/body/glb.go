package body

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"

	"bodymap/render/geom"
)

// Attribution is what must be shown with the built-in body.
const Attribution = "Bodymap body, CC BY-SA 4.0. Dimensions measured on BodyParts3D, (c) The Database Center for Life Science, " +
	"licensed under CC Attribution 4.0 International, and on Z-Anatomy, the open source atlas of anatomy, CC BY-SA 4.0 (www.z-anatomy.com)."

// The parts of a glTF 2.0 document that are written. The field order is the
// order in the file, so that the same body gives the same bytes.
type (
	document struct {
		Asset       asset        `json:"asset"`
		Used        []string     `json:"extensionsUsed"`
		Required    []string     `json:"extensionsRequired"`
		Scene       int          `json:"scene"`
		Scenes      []scene      `json:"scenes"`
		Nodes       []node       `json:"nodes"`
		Meshes      []mesh       `json:"meshes"`
		Accessors   []accessor   `json:"accessors"`
		BufferViews []bufferView `json:"bufferViews"`
		Buffers     []buffer     `json:"buffers"`
	}
	asset struct {
		Version   string `json:"version"`
		Generator string `json:"generator"`
		Copyright string `json:"copyright"`
	}
	scene struct {
		Nodes []int `json:"nodes"`
	}
	node struct {
		Name        string     `json:"name"`
		Mesh        int        `json:"mesh"`
		Translation [3]float64 `json:"translation"`
		Scale       [3]float64 `json:"scale"`
		Extras      extras     `json:"extras"`
	}
	extras struct {
		ID     string      `json:"id"`
		Side   string      `json:"side"`
		System string      `json:"system"`
		FMA    string      `json:"fma,omitempty"`
		Tendon *[2]float32 `json:"tendon,omitempty"` // share of the fibres, 0 to 1, at origin and insertion
	}
	mesh struct {
		Primitives []primitive `json:"primitives"`
	}
	primitive struct {
		Attributes attributes `json:"attributes"`
		Indices    int        `json:"indices"`
	}
	attributes struct {
		Position int  `json:"POSITION"`
		Normal   int  `json:"NORMAL"`
		Fibre    *int `json:"TEXCOORD_0,omitempty"` // along 0 to 1, across -1 to 1
	}
	accessor struct {
		View       int     `json:"bufferView"`
		Component  int     `json:"componentType"`
		Normalized bool    `json:"normalized,omitempty"`
		Count      int     `json:"count"`
		Type       string  `json:"type"`
		Min        *[3]int `json:"min,omitempty"`
		Max        *[3]int `json:"max,omitempty"`
	}
	bufferView struct {
		Buffer int `json:"buffer"`
		Offset int `json:"byteOffset"`
		Length int `json:"byteLength"`
		Stride int `json:"byteStride,omitempty"`
		Target int `json:"target"`
	}
	buffer struct {
		Length int `json:"byteLength"`
	}
)

// Numbers of the glTF 2.0 specification.
const (
	int8Type, int16Type, uint16Type, uint32Type = 5120, 5122, 5123, 5125
	vertexTarget, indexTarget                   = 34962, 34963
	glbMagic, jsonChunk, binChunk               = 0x46546C67, 0x4E4F534A, 0x004E4942
)

// quantization lets positions, normals and fibres be small integers: half the
// bytes of floats.
const quantization = "KHR_mesh_quantization"

// WriteGLB writes parts as binary glTF 2.0: a node per part, named by its id
// and side, with id, side, system, concept and tendons in its extras. The same
// parts give the same bytes.
func WriteGLB(parts []Part) ([]byte, error) {
	w := &glbWriter{}
	w.doc.Asset = asset{Version: "2.0", Generator: "bodymap", Copyright: Attribution}
	w.doc.Used, w.doc.Required = []string{quantization}, []string{quantization}
	w.doc.Scenes = []scene{{}}
	for i, p := range parts {
		if p.Mesh == nil || len(p.Mesh.Positions) == 0 || len(p.Mesh.Indices) == 0 {
			return nil, fmt.Errorf("part %s %s: no mesh", p.ID, p.Side)
		}
		w.part(p)
		w.doc.Scenes[0].Nodes = append(w.doc.Scenes[0].Nodes, i)
	}
	w.doc.Buffers = []buffer{{Length: w.bin.Len()}}
	head, err := json.Marshal(w.doc)
	if err != nil {
		return nil, err
	}
	return pack(head, w.bin.Bytes()), nil
}

// pack joins the two chunks of a GLB file, each padded to four bytes.
func pack(head, bin []byte) []byte {
	for len(head)%4 != 0 {
		head = append(head, ' ')
	}
	var out bytes.Buffer
	word := func(n int) { out.Write(binary.LittleEndian.AppendUint32(nil, uint32(n))) }
	word(glbMagic)
	word(2)
	word(12 + 8 + len(head) + 8 + len(bin))
	word(len(head))
	word(jsonChunk)
	out.Write(head)
	word(len(bin))
	word(binChunk)
	out.Write(bin)
	return out.Bytes()
}

type glbWriter struct {
	doc document
	bin bytes.Buffer
}

// unit is the step of positions, in metres: 0.03 mm, so that 16 bits span 1.96 m
// about the middle height.
const (
	unit         = 3e-5
	middleHeight = 0.9
)

func (w *glbWriter) part(p Part) {
	m := p.Mesh
	a := attributes{Position: w.positions(m.Positions), Normal: w.normals(m.Normals)}
	if len(m.Fibres) == len(m.Positions) {
		view := w.fibres(m.Fibres)
		a.Fibre = &view
	}
	n := node{Name: p.ID, Mesh: len(w.doc.Meshes), Translation: [3]float64{0, middleHeight, 0}, Scale: [3]float64{unit, unit, unit},
		Extras: extras{ID: p.ID, Side: p.Side, System: p.System, FMA: p.FMA}}
	if p.Side != "midline" {
		n.Name += "." + p.Side
	}
	if p.Tendon != [2]float32{} {
		n.Extras.Tendon = &[2]float32{hundredth(p.Tendon[0]), hundredth(p.Tendon[1])}
	}
	w.doc.Meshes = append(w.doc.Meshes, mesh{Primitives: []primitive{{Attributes: a, Indices: w.indices(m.Indices, len(m.Positions))}}})
	w.doc.Nodes = append(w.doc.Nodes, n)
}

func hundredth(v float32) float32 { return float32(math.Round(float64(v)*100) / 100) }

// positions writes three 16-bit steps a vertex, padded to eight bytes.
func (w *glbWriter) positions(points []geom.Vec3) int {
	raw := make([]byte, 0, 8*len(points))
	lo, hi := [3]int{1 << 15, 1 << 15, 1 << 15}, [3]int{-1 << 15, -1 << 15, -1 << 15}
	for _, p := range points {
		for k, v := range [3]float64{float64(p.X), float64(p.Y) - middleHeight, float64(p.Z)} {
			n := steps16(v / unit)
			lo[k], hi[k] = min(lo[k], n), max(hi[k], n)
			raw = binary.LittleEndian.AppendUint16(raw, uint16(int16(n)))
		}
		raw = append(raw, 0, 0)
	}
	return w.accessor(raw, vertexTarget, 8, accessor{Component: int16Type, Count: len(points), Type: "VEC3", Min: &lo, Max: &hi})
}

// normals writes three bytes a vertex, padded to four.
func (w *glbWriter) normals(normals []geom.Vec3) int {
	raw := make([]byte, 0, 4*len(normals))
	for _, n := range normals {
		for _, v := range [3]float32{n.X, n.Y, n.Z} {
			raw = append(raw, byte(int8(math.Round(float64(v)*127))))
		}
		raw = append(raw, 0)
	}
	return w.accessor(raw, vertexTarget, 4, accessor{Component: int8Type, Normalized: true, Count: len(normals), Type: "VEC3"})
}

// fibres writes along and across as 16 bits each.
func (w *glbWriter) fibres(fibres [][2]float32) int {
	raw := make([]byte, 0, 4*len(fibres))
	for _, f := range fibres {
		for _, v := range f {
			raw = binary.LittleEndian.AppendUint16(raw, uint16(int16(steps16(float64(v)*32767))))
		}
	}
	return w.accessor(raw, vertexTarget, 4, accessor{Component: int16Type, Normalized: true, Count: len(fibres), Type: "VEC2"})
}

// steps16 rounds to a 16-bit number.
func steps16(v float64) int { return int(math.Round(math.Min(math.Max(v, -32767), 32767))) }

func (w *glbWriter) indices(values []uint32, vertices int) int {
	var raw []byte
	a := accessor{Component: uint16Type, Count: len(values), Type: "SCALAR"}
	if vertices > math.MaxUint16 {
		a.Component = uint32Type
	}
	for _, v := range values {
		if a.Component == uint16Type {
			raw = binary.LittleEndian.AppendUint16(raw, uint16(v))
		} else {
			raw = binary.LittleEndian.AppendUint32(raw, v)
		}
	}
	return w.accessor(raw, indexTarget, 0, a)
}

// accessor appends bytes in a view of their own, padded to four.
func (w *glbWriter) accessor(raw []byte, target, stride int, a accessor) int {
	a.View = len(w.doc.BufferViews)
	w.doc.BufferViews = append(w.doc.BufferViews, bufferView{Offset: w.bin.Len(), Length: len(raw), Stride: stride, Target: target})
	w.bin.Write(raw)
	for w.bin.Len()%4 != 0 {
		w.bin.WriteByte(0)
	}
	w.doc.Accessors = append(w.doc.Accessors, a)
	return len(w.doc.Accessors) - 1
}
