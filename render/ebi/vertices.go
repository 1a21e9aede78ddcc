package ebi

import (
	"unsafe"

	"bodymap/render/ebi/batch"

	"github.com/hajimehoshi/ebiten/v2"
)

// The two have the same fields, or this does not compile.
var _ = ebiten.Vertex(batch.Vertex{})

// vertices hands vertices to the engine as they are, without a copy.
func vertices(v []batch.Vertex) []ebiten.Vertex {
	return unsafe.Slice((*ebiten.Vertex)(unsafe.Pointer(unsafe.SliceData(v))), len(v))
}
