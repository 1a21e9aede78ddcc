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

// shown is a mesh and where it is shown.
type shown struct {
	field place // names the node in errors
	mesh  int
	at    transform
}

// levels lists the mesh of node i and its coarser levels, finest first.
func (r *reader) levels(i int, node *gltf.Node, world, parent transform) ([]shown, error) {
	list := []shown{{place{"nodes[%[1]d]", i, 0}, *node.Mesh, world}}
	raw, ok := node.Extensions[levelsExtension].(json.RawMessage)
	if !ok {
		return list, nil
	}
	field := place{"nodes[%[1]d].extensions." + levelsExtension + ".ids", i, 0}
	ids, err := levelIDs(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", field, err)
	}
	for k, id := range ids {
		if id < 0 || id >= len(r.doc.Nodes) || r.doc.Nodes[id] == nil {
			return nil, fmt.Errorf("%s[%d]: node %d, but there are %d nodes", field, k, id, len(r.doc.Nodes))
		}
		level := r.doc.Nodes[id]
		if level.Mesh == nil {
			return nil, fmt.Errorf("%s[%d]: node %d has no mesh", field, k, id)
		}
		local, err := nodeTransform(level)
		if err != nil {
			return nil, fmt.Errorf("nodes[%d].%w", id, err)
		}
		list = append(list, shown{place{"nodes[%[1]d]", id, 0}, *level.Mesh, parent.times(local)})
	}
	return list, nil
}

// levelIDs reads the extension of a node.
func levelIDs(raw []byte) (ids []int, err error) {
	s := scanner{data: raw}
	s.object(func(name []byte) {
		if string(name) == "ids" {
			ids = s.indices()
			return
		}
		s.skip()
	})
	if s.err == nil && len(ids) > maxLevels {
		return nil, fmt.Errorf("%d levels, expected at most %d", len(ids), maxLevels)
	}
	return ids, s.err
}

// meshes reads the levels of a part, finest first; none where no triangles are
// left of the finest.
func (r *reader) meshes(levels []shown) ([]*geom.Mesh, error) {
	if r.shareVertices(levels) {
		return r.shared(levels)
	}
	var list []*geom.Mesh
	for _, l := range levels {
		mesh, err := r.mesh(l.field, l.mesh, l.at)
		if err != nil {
			return nil, err
		}
		if len(mesh.Indices) == 0 {
			break // nothing is left that far away
		}
		list = append(list, mesh)
	}
	return list, nil
}

// shareVertices tells whether levels are one primitive each over the same
// attributes at the same place, so that only their triangles differ.
func (r *reader) shareVertices(levels []shown) bool {
	one := func(i int) *gltf.Primitive {
		if i < 0 || i >= len(r.doc.Meshes) || r.doc.Meshes[i] == nil || len(r.doc.Meshes[i].Primitives) != 1 {
			return nil
		}
		return r.doc.Meshes[i].Primitives[0]
	}
	first := one(levels[0].mesh)
	for _, l := range levels {
		p := one(l.mesh)
		if p == nil || p.Mode != gltf.PrimitiveTriangles || p.Indices == nil || l.at != levels[0].at || !maps.Equal(p.Attributes, first.Attributes) {
			return false
		}
	}
	return true
}

// shared reads levels that share their vertices. Of these only what a level
// shows is read, those of a coarser level first, so that each level's are the
// first of those of the level before it.
func (r *reader) shared(levels []shown) ([]*geom.Mesh, error) {
	field := place{"meshes[%d].primitives[%d]", levels[0].mesh, 0}
	p := r.doc.Meshes[levels[0].mesh].Primitives[0]
	positions, err := r.positions(field, p)
	if err != nil {
		return nil, err
	}
	corners := make([][]uint32, len(levels))
	for k, l := range levels {
		if r.pieces++; r.pieces > maxPiece {
			return nil, fmt.Errorf("%s: more than %d primitives", field, maxPiece)
		}
		field := place{"meshes[%d].primitives[%d]", l.mesh, 0}
		if corners[k], err = r.indices(field, r.doc.Meshes[l.mesh].Primitives[0], positions.count); err != nil {
			return nil, err
		}
		if err := r.countTriangles(field, len(corners[k])/3); err != nil {
			return nil, err
		}
	}
	order, counts := coarseFirst(corners, positions.count)
	all, err := r.vertices(field, p, positions, order, corners[0], levels[0].at)
	if err != nil {
		return nil, err
	}
	var list []*geom.Mesh
	for k := range levels {
		m := *all
		if k > 0 {
			m.Indices = soundTriangles(corners[k], all.Positions, levels[0].at.mirrors())
		}
		if len(m.Indices) == 0 {
			break
		}
		cut(&m, counts[k])
		list = append(list, &m)
	}
	return list, nil
}

// coarseFirst orders the vertices that levels show so that those of a coarser
// level come first, renumbers the corners, and returns how many vertices each
// level shows.
func coarseFirst(corners [][]uint32, vertices int) (order []uint32, counts []int) {
	place := make([]uint32, vertices) // 0: not yet placed, else one more
	order = make([]uint32, 0, vertices)
	counts = make([]int, len(corners))
	for k := len(corners) - 1; k >= 0; k-- {
		for i, v := range corners[k] {
			if place[v] == 0 {
				order = append(order, v)
				place[v] = uint32(len(order))
			}
			corners[k][i] = place[v] - 1
		}
		counts[k] = len(order)
	}
	return order, counts
}

// cut leaves a mesh its first n vertices.
func cut(m *geom.Mesh, n int) {
	m.Positions, m.Normals = m.Positions[:n:n], m.Normals[:n:n]
	if m.Fibres != nil {
		m.Fibres = m.Fibres[:n:n]
	}
	if m.Occlusion != nil {
		m.Occlusion = m.Occlusion[:n:n]
	}
	m.SetBounds()
}
