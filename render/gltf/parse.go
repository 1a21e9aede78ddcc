package gltf

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/qmuntal/gltf"

	"bodymap/render/geom"
)

// Limits on what is read. They keep a hostile file from exhausting memory or
// time, and lie well above any atlas in use (the largest has 0.5 M triangles).
const (
	MaxTriangles = 4_000_000
	maxVertices  = 12_000_000
	maxNodes     = 20_000
	maxDepth     = 256     // of the node hierarchy
	maxPiece     = 200_000 // primitives, counted once per node that shows them
	maxCoord     = 1e5     // metres; what lies farther out counts as damaged
)

// ParseAtRest is Parse without close-ups: of a part with at least two coarser
// levels the finest is left out. It takes less than half the time and memory.
func ParseAtRest(data []byte) (*Model, error) { return parse(data, nil, true) }

// Parse reads a .glb, or a .gltf whose buffers are data: URIs. The result is in
// world space, one part per node that has triangles. All problems of the
// document's structure stop it; damaged triangles (a corner that is not a
// number, no area) are left out.
func Parse(data []byte) (*Model, error) { return ParseWith(data, nil) }

// ParseWith is Parse for a .gltf whose buffers lie in files of their own: open
// is asked for each by its relative path, slash separated, which never leaves
// the document's folder.
func ParseWith(data []byte, open func(uri string) ([]byte, error)) (*Model, error) {
	return parse(data, open, false)
}

func parse(data []byte, open func(uri string) ([]byte, error), atRest bool) (*Model, error) {
	doc, binary, err := decode(data)
	if err != nil {
		return nil, err
	}
	if err := checkExtensions(doc); err != nil {
		return nil, err
	}
	buffers, err := loadBuffers(doc, binary, open)
	if err != nil {
		return nil, err
	}
	r := &reader{doc: doc, buffers: buffers, model: &Model{Copyright: doc.Asset.Copyright}, views: map[int]viewBytes{}, atRest: atRest}
	if err := r.scene(); err != nil {
		return nil, err
	}
	if len(r.model.Parts) == 0 {
		return nil, fmt.Errorf("scene: no node shows any triangles; expected at least one mesh")
	}
	return r.model, nil
}

// reader walks the node hierarchy and gathers parts.
type reader struct {
	doc     *gltf.Document
	buffers [][]byte
	model   *Model
	atRest  bool   // leave close-ups out
	seen    []bool // nodes already placed

	placed, triangles, pieces int // counted against the limits

	views         map[int]viewBytes // those looked at so far
	unpackedBytes int
	numbers       []float32 // of the attribute being read
}

// supported names the extensions that change nothing about the shapes, or that
// accessor.go reads.
func supported(name string) bool {
	return slices.Contains([]string{
		"KHR_mesh_quantization", meshoptExtension, levelsExtension, "KHR_texture_transform", "KHR_materials_unlit", "KHR_materials_specular",
		"KHR_materials_sheen", "KHR_materials_clearcoat", "KHR_materials_ior", "KHR_materials_transmission",
		"KHR_materials_volume", "KHR_materials_emissive_strength", "KHR_materials_pbrSpecularGlossiness",
		"KHR_lights_punctual", "KHR_texture_basisu", "EXT_texture_webp", "EXT_texture_avif",
	}, name)
}

func checkExtensions(doc *gltf.Document) error {
	if v := doc.Asset.Version; v != "" && v[0] != '2' {
		return fmt.Errorf("asset.version: %q, expected 2.0", v)
	}
	for i, name := range doc.ExtensionsRequired {
		if supported(name) {
			continue
		}
		if remedy, ok := compression(name); ok {
			return fmt.Errorf("extensionsRequired[%d]: %s is not read; %s", i, name, remedy)
		}
		return fmt.Errorf("extensionsRequired[%d]: %q is not supported", i, name)
	}
	return nil
}

// compression returns how to undo a known compression.
func compression(name string) (remedy string, ok bool) {
	switch name {
	case "KHR_draco_mesh_compression", "KHR_meshopt_compression":
		return "store the meshes uncompressed (gltf-transform copy in.glb out.glb) or with " + meshoptExtension, true
	}
	return "", false
}

// scene places the nodes of the default scene or, where the document has no
// scenes, every node that is no other's child.
func (r *reader) scene() error {
	nodes := len(r.doc.Nodes)
	if nodes > maxNodes {
		return fmt.Errorf("nodes: %d, expected at most %d", nodes, maxNodes)
	}
	r.seen = make([]bool, nodes)
	roots, field, root, err := r.roots()
	if err != nil {
		return err
	}
	for i, n := range roots {
		if err := r.place(n, place{field, root, i}, identity(), 0); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) roots() (nodes []int, field string, root int, err error) {
	if len(r.doc.Scenes) > 0 {
		i := 0
		if r.doc.Scene != nil {
			i = *r.doc.Scene
		}
		if i < 0 || i >= len(r.doc.Scenes) || r.doc.Scenes[i] == nil {
			return nil, "", 0, fmt.Errorf("scene: %d, but there are %d scenes", i, len(r.doc.Scenes))
		}
		return r.doc.Scenes[i].Nodes, "scenes[%d].nodes[%d]", i, nil
	}
	child := make([]bool, len(r.doc.Nodes))
	for _, n := range r.doc.Nodes {
		if n == nil {
			continue
		}
		for _, c := range n.Children {
			if c >= 0 && c < len(child) {
				child[c] = true
			}
		}
	}
	for i := range child {
		if !child[i] {
			nodes = append(nodes, i)
		}
	}
	return nodes, "nodes[%[2]d]", 0, nil
}

// place is a place in the document, written out only where an error names it:
// writing all of them took a tenth of the time that reading takes.
type place struct {
	format string
	i, k   int
}

func (p place) String() string { return fmt.Sprintf(p.format, p.i, p.k) }

// place adds a node and its children. field names the reference that led here.
func (r *reader) place(i int, field place, parent transform, depth int) error {
	if i < 0 || i >= len(r.doc.Nodes) || r.doc.Nodes[i] == nil {
		return fmt.Errorf("%s: node %d, but there are %d nodes", field, i, len(r.doc.Nodes))
	}
	if r.seen[i] {
		return fmt.Errorf("%s: node %d already has a parent, expected a tree", field, i)
	}
	if depth > maxDepth {
		return fmt.Errorf("%s: nodes nested deeper than %d", field, maxDepth)
	}
	r.seen[i] = true
	node := r.doc.Nodes[i]
	local, err := nodeTransform(node)
	if err != nil {
		return fmt.Errorf("nodes[%d].%w", i, err)
	}
	world := parent.times(local)
	if !world.finite() {
		return fmt.Errorf("nodes[%d]: its place in the scene is not finite", i)
	}
	if node.Mesh != nil {
		if err := r.part(i, node, world, parent); err != nil {
			return err
		}
	}
	for k, c := range node.Children {
		if err := r.place(c, place{"nodes[%d].children[%d]", i, k}, world, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// part adds the mesh of a node with its coarser levels.
func (r *reader) part(i int, node *gltf.Node, world, parent transform) error {
	levels, err := r.levels(i, node, world, parent)
	if err != nil {
		return err
	}
	if r.atRest && len(levels) > 2 {
		levels = levels[1:]
	}
	meshes, err := r.meshes(levels)
	if err != nil || len(meshes) == 0 {
		return err
	}
	part := Part{Name: node.Name, Mesh: meshes[0], Coarser: meshes[1:]}
	for _, m := range meshes {
		r.model.Triangles += len(m.Indices) / 3
	}
	if m := *node.Mesh; m >= 0 && m < len(r.doc.Meshes) && r.doc.Meshes[m] != nil {
		part.Name = cmp.Or(part.Name, r.doc.Meshes[m].Name)
		label(&part, r.doc.Meshes[m].Extras)
	}
	label(&part, node.Extras)
	grain(&part, node.Extras)
	r.model.Parts = append(r.model.Parts, part)
	return nil
}

// mesh reads the mesh of a node, all its primitives in one.
func (r *reader) mesh(field place, m int, world transform) (*geom.Mesh, error) {
	if m < 0 || m >= len(r.doc.Meshes) || r.doc.Meshes[m] == nil {
		return nil, fmt.Errorf("%s.mesh: %d, but there are %d meshes", field, m, len(r.doc.Meshes))
	}
	out := &geom.Mesh{}
	for k, p := range r.doc.Meshes[m].Primitives {
		field := place{"meshes[%d].primitives[%d]", m, k}
		if r.pieces++; r.pieces > maxPiece {
			return nil, fmt.Errorf("%s: more than %d primitives", field, maxPiece)
		}
		if p == nil {
			return nil, fmt.Errorf("%s: null, expected an object", field)
		}
		if err := r.primitive(field, p, world, out); err != nil {
			return nil, err
		}
	}
	out.SetBounds()
	return out, nil
}

// grain takes what extras say of the fibres of a part's meshes.
func grain(part *Part, extras any) {
	fields, _ := extras.(map[string]any)
	var g geom.Grain
	pair(&g.Tendon, fields["tendon"], 0, 1)
	pair(&g.Pennate, fields["pennate"], -geom.MaxPennate, geom.MaxPennate)
	part.Mesh.Grain = g
	for _, m := range part.Coarser {
		m.Grain = g
	}
}

// pair reads two numbers within bounds; anything else leaves them as they are.
func pair(to *[2]float32, field any, low, high float64) {
	list, _ := field.([]any)
	if len(list) != 2 {
		return
	}
	a, okA := list[0].(float64)
	b, okB := list[1].(float64)
	if okA && okB {
		*to = [2]float32{float32(min(max(a, low), high)), float32(min(max(b, low), high))}
	}
}

// label takes what extras say of a part. An FMA id may be written as a number.
func label(part *Part, extras any) {
	fields, _ := extras.(map[string]any)
	for key, to := range map[string]*string{"id": &part.ID, "fma": &part.FMA, "side": &part.Side, "system": &part.System} {
		if text, ok := fields[key].(string); ok && text != "" {
			*to = text
		}
	}
	if number, ok := fields["fma"].(float64); ok && number > 0 && number < 1e9 {
		part.FMA = fmt.Sprintf("FMA%d", int(number))
	}
}
