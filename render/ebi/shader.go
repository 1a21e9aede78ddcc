package ebi

import (
	"embed"
	"fmt"

	"bodymap/render"
	"bodymap/render/geom"

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
	sheets   map[*geom.Mesh][]ebiten.Vertex // by mesh: what does not change from frame to frame
	solid    batch
	ghosts   batch
	skin     batch
	fibres   bool // some solid structure has fibres
	view     view
	last     *render.Scene  // of the last picture
	quality  render.Quality // of its geometry
}

type programs struct {
	coarse, fine, surface, grain, open, shade, ghost, skin *ebiten.Shader
}

// NewShader compiles the shaders.
func NewShader() (*Shader, error) {
	p := &Shader{sheets: map[*geom.Mesh][]ebiten.Vertex{}}
	for name, program := range map[string]**ebiten.Shader{
		"coarse": &p.programs.coarse, "fine": &p.programs.fine, "surface": &p.programs.surface, "grain": &p.programs.grain, "open": &p.programs.open,
		"shade": &p.programs.shade, "ghost": &p.programs.ghost, "skin": &p.programs.skin,
	} {
		source, err := kage.ReadFile("kage/" + name + ".kage")
		if err != nil {
			return nil, err
		}
		if *program, err = ebiten.NewShader(source); err != nil {
			return nil, fmt.Errorf("kage/%s.kage: %w", name, err)
		}
	}
	return p, nil
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
		p.view = newView(s, p.images.w, p.images.h)
		p.gather(s)
		p.drawGeometry()
	} else if s.Paint != p.last.Paint {
		p.gatherSkin(s)
	}
	p.last = s
	p.drawPicture(s)
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
func (p *Shader) drawGeometry() {
	im, full := &p.images, p.quality >= render.Rest
	im.coarse.Clear()
	p.solid.draw(im.coarse, p.programs.coarse, nearest, nil)
	im.fine.Clear()
	if full {
		p.solid.draw(im.fine, p.programs.fine, nearest, nil, im.coarse)
	}
	im.surface.Clear()
	exact := map[string]any{"Exact": number(full)}
	p.solid.draw(im.surface, p.programs.surface, ebiten.BlendCopy, exact, im.coarse, im.fine)
	im.grain.Clear()
	if p.fibres {
		p.solid.draw(im.grain, p.programs.grain, ebiten.BlendCopy, exact, im.coarse, im.fine)
	}
	if full {
		im.cover(im.open, p.programs.open, p.view.uniforms(), im.surface, im.coarse, im.fine)
	}
	im.skin.Clear()
	p.skin.draw(im.skin, p.programs.coarse, nearest, nil)
}

// drawPicture shades what the geometry left.
func (p *Shader) drawPicture(s *render.Scene) {
	im := &p.images
	im.paintPalette(s)
	u := p.view.uniforms()
	light(u, &p.view, s)
	u["HasOpen"] = number(p.quality >= render.Rest)
	u["Pixel"] = float32(1)
	if p.quality == render.Fine {
		u["Pixel"] = float32(2)
	}
	im.cover(im.shaded, p.programs.shade, u, im.surface, im.open, im.palette, im.grain)
	p.ghosts.draw(im.shaded, p.programs.ghost, ebiten.BlendSourceOver, u, im.coarse, im.palette)
	im.picture.DrawImage(im.shaded, &ebiten.DrawImageOptions{Blend: ebiten.BlendCopy})
	p.skin.draw(im.picture, p.programs.skin, ebiten.BlendCopy, u, im.shaded, im.coarse, im.skin)
}

// Show shows the last picture on a screen of its size.
func (p *Shader) Show(screen *ebiten.Image) {
	op := &ebiten.DrawImageOptions{Blend: ebiten.BlendCopy}
	if p.quality == render.Fine {
		op.GeoM.Scale(0.5, 0.5)
		op.Filter = ebiten.FilterLinear // at half size: the mean of four samples
	}
	screen.DrawImage(p.images.picture, op)
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
