package body

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"bodymap/render/geom"
	"bodymap/render/gltf/meshopt"
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
		Name        string          `json:"name,omitempty"`
		Mesh        *int            `json:"mesh,omitempty"`
		Children    []int           `json:"children,omitempty"`
		Translation *[3]float64     `json:"translation,omitempty"`
		Scale       *[3]float64     `json:"scale,omitempty"`
		Extensions  *nodeExtensions `json:"extensions,omitempty"`
		Extras      *extras         `json:"extras,omitempty"`
	}
	nodeExtensions struct {
		Levels levels `json:"MSFT_lod"`
	}
	levels struct {
		IDs []int `json:"ids"`
	}
	extras struct {
		ID     string      `json:"id"`
		Side   string      `json:"side"`
		System string      `json:"system"`
		FMA    string      `json:"fma,omitempty"`
		Tendon *[2]float32 `json:"tendon,omitempty"` // share of the fibres, 0 to 1, at origin and insertion
		// Half-widths that a fibre moves across over the whole length, in either half
		Pennate *[2]float32 `json:"pennate,omitempty"`
	}
	mesh struct {
		Primitives []primitive `json:"primitives"`
	}
	primitive struct {
		Attributes attributes `json:"attributes"`
		Indices    int        `json:"indices"`
	}
	attributes struct {
		Position  int  `json:"POSITION"`
		Normal    int  `json:"NORMAL"`
		Fibre     *int `json:"TEXCOORD_0,omitempty"` // along 0 to 1, across -1 to 1
		Occlusion *int `json:"_OCCLUSION,omitempty"` // 0 dark to 255 open
	}
	accessor struct {
		View       int     `json:"bufferView"`
		Offset     int     `json:"byteOffset,omitempty"`
		Component  int     `json:"componentType"`
		Normalized bool    `json:"normalized,omitempty"`
		Count      int     `json:"count"`
		Type       string  `json:"type"`
		Min        *[3]int `json:"min,omitempty"`
		Max        *[3]int `json:"max,omitempty"`
	}
	bufferView struct {
		Buffer     int            `json:"buffer"`
		Offset     int            `json:"byteOffset"`
		Length     int            `json:"byteLength"`
		Stride     int            `json:"byteStride,omitempty"`
		Target     int            `json:"target"`
		Extensions viewExtensions `json:"extensions"`
	}
	viewExtensions struct {
		Packed packedView `json:"EXT_meshopt_compression"`
	}
	packedView struct {
		Buffer int    `json:"buffer"`
		Offset int    `json:"byteOffset"`
		Length int    `json:"byteLength"`
		Stride int    `json:"byteStride"`
		Count  int    `json:"count"`
		Mode   string `json:"mode"`
		Filter string `json:"filter,omitempty"`
	}
	buffer struct {
		Length     int               `json:"byteLength"`
		Extensions *bufferExtensions `json:"extensions,omitempty"`
	}
	bufferExtensions struct {
		Packed fallback `json:"EXT_meshopt_compression"`
	}
	fallback struct {
		Fallback bool `json:"fallback"`
	}
)

// Numbers of the glTF 2.0 specification.
const (
	int8Type, uint8Type, int16Type, uint16Type = 5120, 5121, 5122, 5123
	vertexTarget, indexTarget                  = 34962, 34963
	glbMagic, jsonChunk, binChunk              = 0x46546C67, 0x4E4F534A, 0x004E4942
)

// WriteGLB writes parts as binary glTF 2.0: a node per part, named by its id
// and side, with id, side, system, concept and tendons in its extras, and its
// coarser levels as MSFT_lod. All vertices lie in a few buffer views packed by
// EXT_meshopt_compression. The left of a pair is the right one's mesh under a
// node that mirrors. The same parts give the same bytes.
func WriteGLB(parts []Part) ([]byte, error) {
	w := newGLBWriter()
	for _, p := range parts { // the right ones first: the left ones show their meshes
		if p.Side != "left" && p.Mesh != nil {
			w.meshes[p.ID] = w.shape(p)
		}
	}
	for _, p := range parts {
		if err := w.part(p); err != nil {
			return nil, fmt.Errorf("part %s %s: %w", p.ID, p.Side, err)
		}
	}
	bin, err := w.packViews()
	if err != nil {
		return nil, err
	}
	head, err := json.Marshal(w.doc)
	if err != nil {
		return nil, err
	}
	return pack(head, bin), nil
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

// unit is the step of positions, in metres: a tenth of a millimetre, less than
// the finest level strays, so that a difference between neighbours fits a byte.
const (
	unit         = 1e-4
	middleHeight = 0.9
)

// The buffer views: one for each attribute, and one for the triangles of each
// level after them.
const (
	positionView = iota
	normalView
	fibreView
	occlusionView
	firstLevel
)

// The two nodes under which the parts hang; the second mirrors.
const (
	asMeasured = iota
	mirrored
)

type glbWriter struct {
	doc     document
	raw     [][]byte       // by buffer view
	corners [][]uint32     // by level
	meshes  map[string]int // the finest mesh of the right or midline part of an id
}

func newGLBWriter() *glbWriter {
	levels := len(budgets())
	w := &glbWriter{raw: make([][]byte, firstLevel), corners: make([][]uint32, levels), meshes: map[string]int{}}
	d := &w.doc
	d.Asset = asset{Version: "2.0", Generator: "bodymap", Copyright: Attribution}
	d.Used = []string{"KHR_mesh_quantization", "EXT_meshopt_compression", "MSFT_lod"}
	d.Required = d.Used[:2]
	d.Scenes = []scene{{[]int{asMeasured, mirrored}}}
	for _, side := range []float64{1, -1} {
		d.Nodes = append(d.Nodes, node{Translation: &[3]float64{0, middleHeight, 0}, Scale: &[3]float64{side * unit, unit, unit}})
	}
	view := func(stride, target int, mode, filter string) {
		v := bufferView{Buffer: 1, Target: target, Extensions: viewExtensions{packedView{Stride: stride, Mode: mode, Filter: filter}}}
		if target == vertexTarget {
			v.Stride = stride
		}
		d.BufferViews = append(d.BufferViews, v)
	}
	view(8, vertexTarget, "ATTRIBUTES", "")
	view(4, vertexTarget, "ATTRIBUTES", "OCTAHEDRAL")
	view(4, vertexTarget, "ATTRIBUTES", "")
	view(4, vertexTarget, "ATTRIBUTES", "")
	for range levels {
		view(2, indexTarget, "TRIANGLES", "")
	}
	return w
}

// part adds the nodes of a part.
func (w *glbWriter) part(p Part) error {
	if p.Mesh == nil || len(p.Mesh.Positions) == 0 || len(p.Mesh.Indices) == 0 {
		return errors.New("no mesh")
	}
	if len(p.Mesh.Positions) > math.MaxUint16 {
		return fmt.Errorf("%d vertices, expected at most %d", len(p.Mesh.Positions), math.MaxUint16)
	}
	root := asMeasured
	first, known := w.meshes[p.ID]
	if p.Side == "left" && known {
		root = mirrored
	}
	if !known { // a left one without a right one
		first = w.shape(p)
	}
	n := node{Name: p.ID, Mesh: &first, Extras: &extras{ID: p.ID, Side: p.Side, System: p.System, FMA: p.FMA}}
	if p.Side != "midline" {
		n.Name += "." + p.Side
	}
	if g := p.Mesh.Grain; g != (geom.Grain{}) {
		n.Extras.Tendon = &[2]float32{hundredth(g.Tendon[0]), hundredth(g.Tendon[1])}
		if g.Pennate != [2]float32{} {
			n.Extras.Pennate = &g.Pennate
		}
	}
	at := len(w.doc.Nodes)
	if len(p.Coarser) > 0 {
		n.Extensions = &nodeExtensions{}
	}
	w.doc.Nodes = append(w.doc.Nodes, n)
	w.doc.Nodes[root].Children = append(w.doc.Nodes[root].Children, at)
	for k := range p.Coarser {
		mesh := first + 1 + k
		n.Extensions.Levels.IDs = append(n.Extensions.Levels.IDs, len(w.doc.Nodes))
		w.doc.Nodes = append(w.doc.Nodes, node{Mesh: &mesh})
	}
	return nil
}

func hundredth(v float32) float32 { return float32(math.Round(float64(v)*100) / 100) }

// shape adds the meshes of a part, finest first, and returns the first.
func (w *glbWriter) shape(p Part) int {
	m := p.Mesh
	a := attributes{Position: w.positions(m.Positions), Normal: w.normals(m.Normals)}
	if len(m.Fibres) == len(m.Positions) {
		at := w.fibres(m.Fibres)
		a.Fibre = &at
	}
	if len(m.Occlusion) == len(m.Positions) {
		at := w.occlusion(m.Occlusion)
		a.Occlusion = &at
	}
	first := len(w.doc.Meshes)
	for k, list := range append([][]uint32{m.Indices}, p.Coarser...) {
		w.doc.Meshes = append(w.doc.Meshes, mesh{[]primitive{{a, w.triangles(k, list)}}})
	}
	return first
}

// positions writes three 16-bit steps a vertex, padded to eight bytes.
func (w *glbWriter) positions(points []geom.Vec3) int {
	lo, hi := [3]int{1 << 15, 1 << 15, 1 << 15}, [3]int{-1 << 15, -1 << 15, -1 << 15}
	a := accessor{View: positionView, Offset: len(w.raw[positionView]), Component: int16Type, Count: len(points), Type: "VEC3", Min: &lo, Max: &hi}
	raw := w.raw[positionView]
	for _, p := range points {
		for k, v := range [3]float64{float64(p.X), float64(p.Y) - middleHeight, float64(p.Z)} {
			n := steps16(v / unit)
			lo[k], hi[k] = min(lo[k], n), max(hi[k], n)
			raw = binary.LittleEndian.AppendUint16(raw, uint16(int16(n)))
		}
		raw = append(raw, 0, 0)
	}
	w.raw[positionView] = raw
	return w.accessor(a)
}

// normals writes eight bits for each side of the octahedron, padded to four bytes.
func (w *glbWriter) normals(normals []geom.Vec3) int {
	a := accessor{View: normalView, Offset: len(w.raw[normalView]), Component: int8Type, Normalized: true, Count: len(normals), Type: "VEC3"}
	for _, n := range normals {
		v := meshopt.Octahedron(float64(n.X), float64(n.Y), float64(n.Z), 8)
		w.raw[normalView] = append(w.raw[normalView], v[0], v[1], v[2], 0)
	}
	return w.accessor(a)
}

// fibres writes along and across in steps of a thousandth.
func (w *glbWriter) fibres(fibres [][2]float32) int {
	a := accessor{View: fibreView, Offset: len(w.raw[fibreView]), Component: int16Type, Normalized: true, Count: len(fibres), Type: "VEC2"}
	const steps, step = 1023, 32 // 1023 steps of 32 are nearly the whole of 16 bits
	for _, f := range fibres {
		for _, v := range f {
			n := int(math.Round(float64(v)*steps)) * step
			if v >= 1 || v <= -1 { // the ends are exact
				n = int(math.Copysign(math.MaxInt16, float64(v)))
			}
			w.raw[fibreView] = binary.LittleEndian.AppendUint16(w.raw[fibreView], uint16(int16(n)))
		}
	}
	return w.accessor(a)
}

// occlusion writes a byte a vertex, padded to four.
func (w *glbWriter) occlusion(open []uint8) int {
	a := accessor{View: occlusionView, Offset: len(w.raw[occlusionView]), Component: uint8Type, Normalized: true, Count: len(open), Type: "SCALAR"}
	for _, v := range open {
		w.raw[occlusionView] = append(w.raw[occlusionView], v, 0, 0, 0)
	}
	return w.accessor(a)
}

// triangles adds the triangles of a part to those of its level.
func (w *glbWriter) triangles(level int, list []uint32) int {
	a := accessor{View: firstLevel + level, Offset: 2 * len(w.corners[level]), Component: uint16Type, Count: len(list), Type: "SCALAR"}
	w.corners[level] = append(w.corners[level], list...)
	return w.accessor(a)
}

func (w *glbWriter) accessor(a accessor) int {
	w.doc.Accessors = append(w.doc.Accessors, a)
	return len(w.doc.Accessors) - 1
}

// steps16 rounds to a 16-bit number.
func steps16(v float64) int { return int(math.Round(math.Min(math.Max(v, -32767), 32767))) }

// packViews compresses the buffer views that hold anything, and returns them one
// after the other.
func (w *glbWriter) packViews() ([]byte, error) {
	var bin []byte
	var kept []bufferView
	place := make([]int, len(w.doc.BufferViews))
	plain := 0
	for i, v := range w.doc.BufferViews {
		p := &v.Extensions.Packed
		packed, count, err := w.packView(i, p.Stride)
		if err != nil {
			return nil, fmt.Errorf("buffer view %d: %w", i, err)
		}
		if count == 0 {
			continue
		}
		v.Offset, v.Length = plain, count*p.Stride
		p.Count, p.Offset, p.Length = count, len(bin), len(packed)
		place[i] = len(kept)
		kept = append(kept, v)
		bin, plain = append(bin, packed...), plain+(v.Length+3)&^3
		for len(bin)%4 != 0 {
			bin = append(bin, 0)
		}
	}
	w.doc.BufferViews = kept
	for i := range w.doc.Accessors {
		w.doc.Accessors[i].View = place[w.doc.Accessors[i].View]
	}
	w.doc.Buffers = []buffer{{Length: len(bin)}, {Length: plain, Extensions: &bufferExtensions{fallback{true}}}}
	return bin, nil
}

// packView compresses one buffer view and returns how many elements it has.
func (w *glbWriter) packView(i, stride int) (packed []byte, count int, err error) {
	if i < firstLevel {
		if count = len(w.raw[i]) / stride; count == 0 {
			return nil, 0, nil
		}
		packed, err = meshopt.PackAttributes(w.raw[i], stride)
		return packed, count, err
	}
	list := w.corners[i-firstLevel]
	if len(list) == 0 {
		return nil, 0, nil
	}
	packed, err = meshopt.PackTriangles(list)
	return packed, len(list), err
}
