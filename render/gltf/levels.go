package gltf

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/qmuntal/gltf"

	"bodymap/render/geom"
)

// levelsExtension names, on the node with the finest mesh, the nodes that take
// its place where less detail will do, finer ones first.
const levelsExtension = "MSFT_lod"

// maxLevels is how many coarser levels of a node are read.
const maxLevels = 8

// coarser reads the coarser levels of node i, whose finest mesh is given.
func (r *reader) coarser(i int, node *gltf.Node, finest *geom.Mesh, world, parent transform) ([]*geom.Mesh, error) {
	raw, ok := node.Extensions[levelsExtension].(json.RawMessage)
	if !ok {
		return nil, nil
	}
	field := fmt.Sprintf("nodes[%d].extensions.%s.ids", i, levelsExtension)
	var ids []int
	s := scanner{data: raw}
	s.object(func(name []byte) {
		if string(name) == "ids" {
			ids = s.indices()
			return
		}
		s.skip()
	})
	if s.err != nil {
		return nil, fmt.Errorf("%s: %w", field, s.err)
	}
	if len(ids) > maxLevels {
		return nil, fmt.Errorf("%s: %d levels, expected at most %d", field, len(ids), maxLevels)
	}
	levels := []*geom.Mesh{finest}
	shared := true
	for k, id := range ids {
		field := fmt.Sprintf("%s[%d]", field, k)
		if id < 0 || id >= len(r.doc.Nodes) || r.doc.Nodes[id] == nil {
			return nil, fmt.Errorf("%s: node %d, but there are %d nodes", field, id, len(r.doc.Nodes))
		}
		level := r.doc.Nodes[id]
		if level.Mesh == nil {
			return nil, fmt.Errorf("%s: node %d has no mesh", field, id)
		}
		local, err := nodeTransform(level)
		if err != nil {
			return nil, fmt.Errorf("nodes[%d].%w", id, err)
		}
		at := parent.times(local)
		var mesh *geom.Mesh
		if at == world && r.sameVertices(*node.Mesh, *level.Mesh) {
			mesh, err = r.thinner(*level.Mesh, finest, world)
		} else {
			shared = false
			mesh, err = r.mesh(fmt.Sprintf("nodes[%d]", id), level, at)
		}
		if err != nil {
			return nil, err
		}
		if len(mesh.Indices) == 0 {
			break // nothing is left that far away
		}
		levels = append(levels, mesh)
	}
	if shared {
		coarseFirst(levels)
	}
	return levels[1:], nil
}

// sameVertices tells whether two meshes are one primitive each over the same
// attributes, so that only their triangles differ.
func (r *reader) sameVertices(a, b int) bool {
	one := func(i int) *gltf.Primitive {
		if i < 0 || i >= len(r.doc.Meshes) || r.doc.Meshes[i] == nil || len(r.doc.Meshes[i].Primitives) != 1 {
			return nil
		}
		return r.doc.Meshes[i].Primitives[0]
	}
	p, q := one(a), one(b)
	return p != nil && q != nil && p.Mode == gltf.PrimitiveTriangles && q.Mode == p.Mode && q.Indices != nil &&
		maps.Equal(p.Attributes, q.Attributes)
}

// thinner reads other triangles over the vertices of a mesh.
func (r *reader) thinner(m int, finest *geom.Mesh, world transform) (*geom.Mesh, error) {
	field := fmt.Sprintf("meshes[%d].primitives[0]", m)
	list, err := r.indices(field, r.doc.Meshes[m].Primitives[0], len(finest.Positions))
	if err != nil {
		return nil, err
	}
	if r.model.Triangles += len(list) / 3; r.model.Triangles > MaxTriangles {
		return nil, fmt.Errorf("%s: the scene has more than %d triangles", field, MaxTriangles)
	}
	out := *finest
	out.Indices = soundTriangles(list, finest.Positions, world.mirrors())
	return &out, nil
}

// coarseFirst orders the vertices that levels share so that those of a coarser
// level come first, and cuts each level to its own.
func coarseFirst(levels []*geom.Mesh) {
	if len(levels) < 2 {
		return
	}
	finest := levels[0]
	place := make([]uint32, len(finest.Positions)) // 0: not yet placed, else one more
	var order []uint32
	counts := make([]int, len(levels)) // vertices of each level
	for k := len(levels) - 1; k >= 0; k-- {
		for i, v := range levels[k].Indices {
			if place[v] == 0 {
				order = append(order, v)
				place[v] = uint32(len(order))
			}
			levels[k].Indices[i] = place[v] - 1
		}
		counts[k] = len(order)
	}
	finest.KeepVertices(order)
	all := *finest
	for k, m := range levels {
		n := counts[k]
		m.Positions, m.Normals = all.Positions[:n:n], all.Normals[:n:n]
		if all.Fibres != nil {
			m.Fibres = all.Fibres[:n:n]
		}
		if all.Occlusion != nil {
			m.Occlusion = all.Occlusion[:n:n]
		}
		m.SetBounds()
	}
}
