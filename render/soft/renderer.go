package soft

import (
	"image"
	"runtime"

	"bodymap/render"
	"bodymap/render/geom"
)

// Options set how much work a picture is worth.
type Options struct {
	Supersample int  // samples along each side of a pixel: 1 or 2
	Occlusion   bool // ambient occlusion
	Smooth      bool // soften the steps of borders; nothing when supersampled
	Coarse      bool // draw the coarse level of structures that have one
	Block       int  // samples along each side of a block that share one shade where they show one surface; 0 means 1
	Workers     int  // goroutines; 0 means one per processor

	// Shift moves the picture by parts of a sample, right and down.
	Shift [2]float32
}

// Moving is for frames while the camera moves.
func Moving() Options { return Options{Supersample: 1, Coarse: true, Block: 2} }

// Rest is for the frame once the camera has stopped.
func Rest() Options { return Options{Supersample: 1, Occlusion: true, Smooth: true} }

// Print is for pictures that are kept.
func Print() Options { return Options{Supersample: 2, Occlusion: true} }

// MaxSide is the largest picture side, in samples.
const MaxSide = 8192

// Renderer draws scenes. It keeps its buffers from one picture to the next. Not
// for concurrent use; it uses goroutines itself.
type Renderer struct {
	// Pause, unless nil, is called every few milliseconds of work by renderers with
	// one worker, so that others may have their turn. Where it returns false, the
	// picture is abandoned.
	Pause func() bool

	opt    Options
	ended  bool // the picture is abandoned
	w, h   int  // samples
	scene  *render.Scene
	view   view
	shown  image.Rectangle // samples that the last picture's structures may touch
	area   image.Rectangle // those of this picture and of the last: all else is paper
	fresh  image.Rectangle // samples that were shaded last
	solid  layer
	ghost  layer
	skin   layer
	g      gbuffer
	ao     occlusion
	lines  outlines
	edges  edges
	shader shader
	noted  noted
	image  *image.RGBA // the result
	large  *image.RGBA // before it is reduced, where supersampled
	laid   *uint8      // the first sample of the canvas that was shaded last
}

// view is the camera of one picture, in samples.
type view struct {
	render.Basis
	focal      float32 // samples per metre at one metre
	cx, cy     float32 // centre of the picture
	dx, dy, d0 geom.Vec3
}

// direction returns the ray direction through a sample, of length 1 along
// Forward: the place seen there lies at Eye + direction/depth.
func (v *view) direction(x, y float32) geom.Vec3 {
	return geom.Vec3{
		X: v.d0.X + v.dx.X*x + v.dy.X*y,
		Y: v.d0.Y + v.dx.Y*x + v.dy.Y*y,
		Z: v.d0.Z + v.dx.Z*x + v.dy.Z*y,
	}
}

func newView(c render.Camera, w, h int, shift [2]float32) view {
	v := view{Basis: c.Basis(), cx: float32(w)/2 + shift[0], cy: float32(h)/2 + shift[1]}
	v.focal = v.Focal(float32(h))
	v.dx = v.Right.Mul(1 / v.focal)
	v.dy = v.Up.Mul(-1 / v.focal)
	v.d0 = v.Forward.Sub(v.dx.Mul(v.cx)).Sub(v.dy.Mul(v.cy))
	return v
}

// New returns a renderer without buffers; the first Draw makes them.
func New() *Renderer { return &Renderer{} }

// Draw draws the scene in w by h pixels. The image is valid until the next call; it
// is nil where Pause abandoned it.
func (r *Renderer) Draw(s *render.Scene, w, h int, opt Options) *image.RGBA {
	r.opt = opt
	r.opt.Supersample = min(max(opt.Supersample, 1), 2)
	r.opt.Block = min(max(opt.Block, 1), 2)
	if r.opt.Workers <= 0 {
		r.opt.Workers = runtime.GOMAXPROCS(0)
	}
	limit := MaxSide / r.opt.Supersample
	w, h = min(max(w, 1), limit), min(max(h, 1), limit)
	r.resize(w, h)
	r.scene, r.ended = s, false
	r.view = newView(s.Camera, r.w, r.h, opt.Shift)
	r.geometry()
	r.resolve()
	if r.opt.Occlusion {
		r.occlude()
	}
	r.noted.note(s)
	return r.finish(r.area)
}

// finish shades an area and returns the picture, nil where it was abandoned.
func (r *Renderer) finish(area image.Rectangle) *image.RGBA {
	r.shade(area)
	if r.ended {
		r.scene, r.shown, r.laid = nil, r.whole(), nil // nothing of it can be relied on
		return nil
	}
	return r.image
}

// goesOn gives others their turn, and reports whether the picture is still wanted.
func (r *Renderer) goesOn() bool {
	if r.Pause != nil && r.opt.Workers == 1 && !r.ended {
		r.ended = !r.Pause()
	}
	return !r.ended
}

// whole is all of the picture, in samples.
func (r *Renderer) whole() image.Rectangle { return image.Rect(0, 0, r.w, r.h) }

// Reshade draws the scene of the last Draw again with other marks, tints, hover, paint
// distances or theme. Camera, meshes, what is shown and the skin mode must be
// the same; Drawn tells. Where only marks and hover differ, only the places that
// show it are shaded. The image is nil where Pause abandoned it.
func (r *Renderer) Reshade(s *render.Scene) *image.RGBA {
	r.scene, r.ended = s, false
	area := r.area
	if r.noted.samePaint(s) {
		area = r.marked(s).Intersect(area)
	}
	r.noted.note(s)
	return r.finish(area)
}

// Drawn reports whether Reshade would show this scene rightly: whether it
// differs from the last one drawn in marks, hover, paint and theme only.
func (r *Renderer) Drawn(s *render.Scene) bool {
	return r.scene != nil && r.scene.SameShapes(s)
}

// StructureAt returns the structure whose solid surface is at a pixel of the
// last picture, or -1.
func (r *Renderer) StructureAt(x, y int) int {
	ss := r.opt.Supersample
	x, y = x*ss, y*ss
	if x < 0 || y < 0 || x >= r.w || y >= r.h {
		return -1
	}
	return int(r.g.structure[y*r.w+x]) - 1
}

// Hides returns whether something solid in the last picture lies more than
// tolerance metres in front of a place.
func (r *Renderer) Hides(tolerance float32) render.Occluder {
	return func(at geom.Vec3) bool {
		x, y, depth := r.view.Project(at, float32(r.w), float32(r.h))
		px, py := int(x), int(y)
		if depth <= 0 || x < 0 || y < 0 || px >= r.w || py >= r.h {
			return false
		}
		front := r.solid.depth[py*r.w+px]
		return front > 0 && 1/front < 1/depth-tolerance
	}
}

func (r *Renderer) resize(w, h int) {
	ss := r.opt.Supersample
	r.image = canvas(r.image, w, h)
	if ss == 1 {
		r.large = nil
	} else {
		r.large = canvas(r.large, w*ss, h*ss)
	}
	if r.w == w*ss && r.h == h*ss {
		return
	}
	r.w, r.h = w*ss, h*ss
	n := r.w * r.h
	r.solid.resize(r.w, r.h)
	r.g.resize(n)
	r.lines.resize(n)
	r.ghost.depth, r.skin.depth = r.ghost.depth[:0], r.skin.depth[:0]
	r.shown, r.laid = r.whole(), nil
}

// canvas returns an image of a size, the same one where it has that size already,
// with the same memory where it is large enough.
func canvas(im *image.RGBA, w, h int) *image.RGBA {
	if im == nil {
		return image.NewRGBA(image.Rect(0, 0, w, h))
	}
	if im.Rect.Dx() != w || im.Rect.Dy() != h {
		im = &image.RGBA{Pix: sized(im.Pix, 4*w*h), Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	}
	return im
}

// sized returns n zero values, in the same memory where that is large enough: the
// sizes of pictures change back and forth.
func sized[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}
