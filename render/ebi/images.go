package ebi

import (
	"image"

	"bodymap/render/ebi/batch"

	"github.com/hajimehoshi/ebiten/v2"
)

// images are the buffers between the passes. They are made when first drawn to,
// and anew when the picture's size changes.
type images struct {
	w, h int // samples

	coarse, fine, surface, grain *ebiten.Image // of the solid surfaces
	skin, ghosts                 *ebiten.Image // coarse
	places                       [2]*ebiten.Image
	open                         *ebiten.Image
	border                       *ebiten.Image
	pictures                     [2]*ebiten.Image // one is drawn from the other in turn
}

// all lists the buffers.
func (im *images) all() []**ebiten.Image {
	return []**ebiten.Image{&im.coarse, &im.fine, &im.surface, &im.grain, &im.skin, &im.ghosts,
		&im.places[0], &im.places[1], &im.open, &im.border, &im.pictures[0], &im.pictures[1]}
}

// resize sets the size of the picture and frees what is of another.
func (im *images) resize(w, h int) {
	if im.w == w && im.h == h {
		return
	}
	im.w, im.h = w, h
	for _, b := range im.all() {
		if *b != nil {
			(*b).Deallocate()
			*b = nil
		}
	}
}

// full returns a buffer of the picture's size.
func (im *images) full(b **ebiten.Image) *ebiten.Image { return makeImage(b, im.w, im.h) }

// empty returns a buffer of the picture's size, cleared.
func (im *images) empty(b **ebiten.Image) *ebiten.Image {
	to := im.full(b)
	to.Clear()
	return to
}

// half returns a buffer with a place for every two samples either way.
func (im *images) half(b **ebiten.Image) *ebiten.Image {
	return makeImage(b, (im.w+1)/2, (im.h+1)/2)
}

func makeImage(b **ebiten.Image, w, h int) *ebiten.Image {
	if *b == nil {
		// Buffers are drawn to by themselves, not as part of a larger texture.
		*b = ebiten.NewImageWithOptions(image.Rect(0, 0, w, h), &ebiten.NewImageOptions{Unmanaged: true})
	}
	return *b
}

// cover runs a shader over every sample of an image.
func cover(to *ebiten.Image, program *ebiten.Shader, uniforms map[string]any, from ...*ebiten.Image) {
	w, h := float32(to.Bounds().Dx()), float32(to.Bounds().Dy())
	corners := [...]batch.Vertex{{}, {DstX: w}, {DstY: h}, {DstX: w, DstY: h}}
	draw(&batch.Layer{Vertices: corners[:], Indices: []uint32{0, 1, 2, 1, 3, 2}}, to, program, ebiten.BlendCopy, uniforms, from...)
}

// draw draws the triangles of a layer.
func draw(l *batch.Layer, to *ebiten.Image, program *ebiten.Shader, blend ebiten.Blend, uniforms map[string]any, from ...*ebiten.Image) {
	if len(l.Indices) == 0 {
		return
	}
	op := &ebiten.DrawTrianglesShaderOptions{Blend: blend, Uniforms: uniforms}
	copy(op.Images[:], from)
	to.DrawTrianglesShader32(vertices(l.Vertices), l.Indices, program, op)
}
