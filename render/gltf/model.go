// Package gltf turns glTF 2.0 bytes (.glb, or .gltf with its buffers) into
// named meshes. Every count, offset and reference is checked before it is
// followed: a broken or hostile file gives an error that names the field, never
// a panic. github.com/qmuntal/gltf gives the types of a document; its decoder is
// slow, and its modeler panics on malformed documents: neither is used.
package gltf

import "bodymap/render/geom"

// Model is the content of one glTF file in world space.
type Model struct {
	Parts     []Part
	Copyright string // asset.copyright, shown to people
	Triangles int    // of the finest level and the coarser ones together
}

// Part is one named mesh of a model. FMA, Side and System come from the node's
// extras and are empty where it has none.
type Part struct {
	Name   string
	ID     string // extras.id: the structure id, in models made by this project
	FMA    string // "FMA22330"
	Side   string // "left", "right", "midline"
	System string // "muscle", "bone", ...
	Mesh   *geom.Mesh

	// Coarser holds the same shape with ever fewer triangles. Where the levels of
	// a file share their vertices, the meshes do so too: the positions of each are
	// the first of those of the level before it.
	Coarser []*geom.Mesh
}
