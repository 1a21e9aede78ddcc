package body

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
)

// Attribution is what must be shown with the built-in body.
const Attribution = "Bodymap body, CC BY-SA 4.0. Dimensions measured on BodyParts3D, (c) The Database Center for Life Science, " +
	"licensed under CC Attribution 4.0 International, and on Z-Anatomy, the open source atlas of anatomy, CC BY-SA 4.0 (www.z-anatomy.com)."

// The parts of a glTF 2.0 document that are written. The field order is the
// order in the file, so that the same body gives the same bytes.
type (
	document struct {
		Asset       asset        `json:"asset"`
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
		Name   string `json:"name"`
		Mesh   int    `json:"mesh"`
		Extras extras `json:"extras"`
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
		View      int         `json:"bufferView"`
		Component int         `json:"componentType"`
		Count     int         `json:"count"`
		Type      string      `json:"type"`
		Min       *[3]float32 `json:"min,omitempty"`
		Max       *[3]float32 `json:"max,omitempty"`
	}
	bufferView struct {
		Buffer int `json:"buffer"`
		Offset int `json:"byteOffset"`
		Length int `json:"byteLength"`
		Target int `json:"target"`
	}
	buffer struct {
		Length int `json:"byteLength"`
	}
)

// Numbers of the glTF 2.0 specification.
const (
	float32Type, uint16Type, uint32Type = 5126, 5123, 5125
	vertexTarget, indexTarget           = 34962, 34963
	glbMagic, jsonChunk, binChunk       = 0x46546C67, 0x4E4F534A, 0x004E4942
)

// WriteGLB writes parts as binary glTF 2.0: a node per part, named by its id
// and side, with id, side, system, concept and tendons in its extras. The same
// parts give the same bytes.
func WriteGLB(parts []Part) ([]byte, error) {
	w := &glbWriter{}
	w.doc.Asset = asset{Version: "2.0", Generator: "bodymap", Copyright: Attribution}
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

func (w *glbWriter) part(p Part) {
	m := p.Mesh
	var positions, normals, fibres []float32
	for i, v := range m.Positions {
		positions = append(positions, tidy(v.X), tidy(v.Y), tidy(v.Z))
		n := m.Normals[i]
		normals = append(normals, coarse(n.X), coarse(n.Y), coarse(n.Z))
	}
	a := attributes{Position: w.floats(positions, 3), Normal: w.floats(normals, 3)}
	box := &w.doc.Accessors[a.Position]
	box.Min, box.Max = extent(positions)
	if len(m.Fibres) == len(m.Positions) {
		for _, f := range m.Fibres {
			fibres = append(fibres, coarse(f[0]), coarse(f[1]))
		}
		view := w.floats(fibres, 2)
		a.Fibre = &view
	}
	n := node{Name: p.ID, Mesh: len(w.doc.Meshes), Extras: extras{ID: p.ID, Side: p.Side, System: p.System, FMA: p.FMA}}
	if p.Side != "midline" {
		n.Name += "." + p.Side
	}
	if p.Tendon != [2]float32{} {
		t := [2]float32{coarse(p.Tendon[0]), coarse(p.Tendon[1])}
		n.Extras.Tendon = &t
	}
	w.doc.Meshes = append(w.doc.Meshes, mesh{Primitives: []primitive{{Attributes: a, Indices: w.indices(m.Indices, len(m.Positions))}}})
	w.doc.Nodes = append(w.doc.Nodes, n)
}

// tidy rounds metres to hundredths of a millimetre, coarse rounds to 1/1024:
// far below what can be seen, and it compresses to half.
func tidy(v float32) float32   { return float32(math.Round(float64(v)*1e5) / 1e5) }
func coarse(v float32) float32 { return float32(math.Round(float64(v)*1024) / 1024) }

func extent(xyz []float32) (lo, hi *[3]float32) {
	lo, hi = &[3]float32{xyz[0], xyz[1], xyz[2]}, &[3]float32{xyz[0], xyz[1], xyz[2]}
	for i, v := range xyz {
		lo[i%3], hi[i%3] = min(lo[i%3], v), max(hi[i%3], v)
	}
	return lo, hi
}

func (w *glbWriter) floats(values []float32, width int) int {
	raw := make([]byte, 0, 4*len(values))
	for _, v := range values {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	kind := map[int]string{2: "VEC2", 3: "VEC3"}[width]
	return w.accessor(raw, vertexTarget, accessor{Component: float32Type, Count: len(values) / width, Type: kind})
}

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
	return w.accessor(raw, indexTarget, a)
}

// accessor appends bytes in a view of their own, padded to four.
func (w *glbWriter) accessor(raw []byte, target int, a accessor) int {
	a.View = len(w.doc.BufferViews)
	w.doc.BufferViews = append(w.doc.BufferViews, bufferView{Offset: w.bin.Len(), Length: len(raw), Target: target})
	w.bin.Write(raw)
	for w.bin.Len()%4 != 0 {
		w.bin.WriteByte(0)
	}
	w.doc.Accessors = append(w.doc.Accessors, a)
	return len(w.doc.Accessors) - 1
}
