// Package geom holds the mathematics of the renderer: vectors, matrices, boxes,
// triangle meshes, rays and bounding-volume trees. Metres, right-handed, +X the
// body's left, +Y up, +Z front. Standard library only.
package geom
