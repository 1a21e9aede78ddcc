package ebi

import (
	"bytes"
	"embed"
	"fmt"

	"bodymap/render"
	"bodymap/render/ebi/batch"

	"github.com/hajimehoshi/ebiten/v2"
)

//go:embed kage/*.kage
var kage embed.FS

// fineLimit is the most samples of a fine picture: four to a pixel.
const fineLimit = 24 << 20

// Shader is the painter that draws on the graphics processor.
//
// The engine has no depth buffer. Two passes keep the nearest surface of every
// pixel by blending with the maximum: coarse holds 1/z in about a thousand
// steps, fine a thousand steps within each (4 ramps of 255 steps in the four
// channels of a pixel). A third pass writes normal and number of the surface
// that was kept, and shading reads only that, so that hover and marks redraw no
// geometry. Ghosts and skin follow as passes over the picture.
type Shader struct {
	programs programs
	images   images
	palette  palette
	frame    batch.Frame
	picture  *ebiten.Image  // the last, in samples
	last     *render.Scene  // of the last picture
	quality  render.Quality // of its geometry
	exact    bool           // it has fine depths
}

type programs struct {
	coarse, fine, surface, grain, veil *ebiten.Shader // of triangles, into buffers
	open, smooth, spread               *ebiten.Shader // from buffer to buffer
	shade, ghost, skin, border, line   *ebiten.Shader // into the picture
}

// NewShader compiles the shaders.
func NewShader() (*Shader, error) {
	p := &Shader{}
	g := &p.programs
	for name, program := range map[string]**ebiten.Shader{
		"coarse": &g.coarse, "fine": &g.fine, "surface": &g.surface, "grain": &g.grain, "veil": &g.veil,
		"open": &g.open, "smooth": &g.smooth, "spread": &g.spread,
		"shade": &g.shade, "ghost": &g.ghost, "skin": &g.skin, "border": &g.border, "line": &g.line,
	} {
		var err error
		if *program, err = compile(name); err != nil {
			return nil, fmt.Errorf("kage/%s.kage: %w", name, err)
		}
	}
	return p, nil
}

// compile compiles a program joined with what all share.
func compile(name string) (*ebiten.Shader, error) {
	own, err := kage.ReadFile("kage/" + name + ".kage")
	if err != nil {
		return nil, err
	}
	common, err := kage.ReadFile("kage/common.kage")
	if err != nil {
		return nil, err
	}
	_, shared, _ := bytes.Cut(common, []byte("package main\n"))
	return ebiten.NewShader(append(own, shared...))
}

// Draw draws a picture of w by h pixels, to be shown by Show. It is done at once;
// more tells whether a better quality than the one asked for would improve it.
func (p *Shader) Draw(s *render.Scene, w, h int, q render.Quality) (drawn, more bool) {
	canRefine := 4*w*h <= fineLimit
	if !canRefine {
		q = min(q, render.Rest)
	}
	if !p.kept(s, w, h, q) {
		scale := 1
		if q == render.Fine {
			scale = 2
		}
		p.quality = q
		p.images.resize(w*scale, h*scale)
		p.exact = q >= render.Rest || s.Cut != nil // cut surfaces lie within a hair of each other
		p.frame.Gather(s, p.images.w, p.images.h, q == render.Moving)
		p.drawGeometry(s)
	} else if s.Paint != p.last.Paint {
		p.frame.Repaint(s, p.quality == render.Moving)
		p.drawSkinDepth(s)
	}
	p.last = s
	p.picture = p.drawPicture(s)
	return true, p.quality < render.Rest || p.quality < render.Fine && canRefine
}

// kept reports whether the geometry of the last picture will do.
func (p *Shader) kept(s *render.Scene, w, h int, q render.Quality) bool {
	scale := 1
	if p.quality == render.Fine {
		scale = 2
	}
	return p.last != nil && q <= p.quality && p.images.w == w*scale && p.images.h == h*scale && p.last.SameShapes(s)
}

// drawGeometry draws the passes that depend on camera and shapes alone.
func (p *Shader) drawGeometry(s *render.Scene) {
	im, g, f := &p.images, &p.programs, &p.frame
	coarse, fine := im.empty(&im.coarse), im.full(&im.fine)
	draw(&f.Solid, coarse, g.coarse, nearest, nil)
	if p.exact {
		fine.Clear()
		draw(&f.Solid, fine, g.fine, nearest, nil, coarse)
	}
	u := p.uniforms()
	draw(&f.Solid, im.empty(&im.surface), g.surface, ebiten.BlendCopy, u, coarse, fine)
	if f.Grain {
		draw(&f.Solid, im.empty(&im.grain), g.grain, ebiten.BlendCopy, u, coarse, fine)
	}
	if p.quality >= render.Rest {
		p.drawOpen(u)
	}
	p.drawVeil(&f.Ghosts, &im.ghosts, 0)
	p.drawSkinDepth(s)
}

// drawSkinDepth draws how near the skin is.
func (p *Shader) drawSkinDepth(s *render.Scene) {
	sunk := float32(skinTolerance)
	if s.Skin == render.SkinSolid {
		sunk = render.SkinLift + 0.0005 // its own solid surface counts as nearer by the lift
	}
	p.drawVeil(&p.frame.Skin, &p.images.skin, sunk)
}

// drawVeil draws how near a see-through layer is, where it lies at most so many metres
// below the solid surface.
func (p *Shader) drawVeil(l *batch.Layer, to **ebiten.Image, sunk float32) {
	if len(l.Indices) == 0 {
		return
	}
	im, u := &p.images, p.uniforms()
	u["Sunk"] = sunk
	draw(l, im.empty(to), p.programs.veil, nearest, u, im.coarse, im.fine)
}

// skinTolerance is by how many metres skin may lie below muscle and still show what
// is painted on it.
const skinTolerance = 0.012

// drawOpen finds how open to its surroundings each sample is.
func (p *Shader) drawOpen(u map[string]any) {
	const reach = 90 // pixels; keeps near views affordable
	im, g := &p.images, &p.programs
	a, b := im.half(&im.places[0]), im.half(&im.places[1])
	u["Reach"] = float32(reach) * p.pixel()
	cover(a, g.open, u, im.surface, im.coarse, im.fine)
	u["Along"] = []float32{1, 0}
	cover(b, g.smooth, u, a, im.coarse, im.fine)
	u["Along"] = []float32{0, 1}
	cover(a, g.smooth, u, b, im.coarse, im.fine)
	cover(im.full(&im.open), g.spread, u, a, im.coarse, im.fine)
}

// uniforms returns what shaders may ask of the geometry.
func (p *Shader) uniforms() map[string]any {
	u := viewUniforms(&p.frame.View)
	u["Exact"], u["HasOpen"] = number(p.exact), number(p.quality >= render.Rest)
	u["HasGrain"] = number(p.frame.Grain)
	u["Pixel"] = p.pixel()
	return u
}

// pixel is how many samples a pixel is wide.
func (p *Shader) pixel() float32 {
	if p.quality == render.Fine {
		return 2
	}
	return 1
}

// drawPicture shades what the geometry left, and lays over it what is seen through.
// It returns the picture, in samples.
func (p *Shader) drawPicture(s *render.Scene) *ebiten.Image {
	im, g, f := &p.images, &p.programs, &p.frame
	colours := p.palette.paint(s)
	u := p.uniforms()
	light(u, &f.View, s)
	to, from := im.full(&im.pictures[0]), im.full(&im.pictures[1])
	turn := func() { to, from = from, to }
	cover(to, g.shade, u, im.surface, im.full(&im.open), colours, im.full(&im.grain))
	over := func(l *batch.Layer, program *ebiten.Shader, images ...*ebiten.Image) {
		turn()
		to.DrawImage(from, &ebiten.DrawImageOptions{Blend: ebiten.BlendCopy})
		draw(l, to, program, ebiten.BlendCopy, u, append([]*ebiten.Image{from}, images...)...)
	}
	hasSkin, hasGhosts := len(f.Skin.Indices) > 0, len(f.Ghosts.Indices) > 0
	if hasGhosts && hasSkin {
		u["Before"] = float32(0)
		over(&f.Ghosts, g.ghost, im.ghosts, im.skin, colours)
	}
	if hasSkin {
		over(&f.Skin, g.skin, im.skin, im.coarse, im.fine)
	}
	if hasGhosts {
		u["Before"] = float32(1)
		over(&f.Ghosts, g.ghost, im.ghosts, p.skinDepth(), colours)
	}
	if p.palette.marked {
		border := im.full(&im.border)
		cover(border, g.border, u, im.surface, colours)
		turn()
		cover(to, g.line, u, from, border)
	}
	return to
}

// skinDepth is the buffer of the skin's depth, empty where there is no skin.
func (p *Shader) skinDepth() *ebiten.Image {
	if len(p.frame.Skin.Indices) > 0 {
		return p.images.skin
	}
	return p.images.empty(&p.images.skin)
}

// Show shows the last picture on a screen of its size.
func (p *Shader) Show(screen *ebiten.Image) {
	op := &ebiten.DrawImageOptions{Blend: ebiten.BlendCopy}
	if p.quality == render.Fine {
		op.GeoM.Scale(0.5, 0.5)
		op.Filter = ebiten.FilterLinear // at half size: the mean of four samples
	}
	screen.DrawImage(p.picture, op)
}

// nearest keeps the larger of two values in each channel.
var nearest = ebiten.Blend{
	BlendFactorSourceRGB: ebiten.BlendFactorOne, BlendFactorSourceAlpha: ebiten.BlendFactorOne,
	BlendFactorDestinationRGB: ebiten.BlendFactorOne, BlendFactorDestinationAlpha: ebiten.BlendFactorOne,
	BlendOperationRGB: ebiten.BlendOperationMax, BlendOperationAlpha: ebiten.BlendOperationMax,
}

func number(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// StructureAt returns not known: the picture is not read back.
func (p *Shader) StructureAt(x, y int) (structure int, known bool) { return -1, false }

// Hides returns nil: the picture is not read back.
func (p *Shader) Hides(tolerance float32) render.Occluder { return nil }
