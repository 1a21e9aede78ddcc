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
	opt    Options
	w, h   int // samples
	scene  *render.Scene
	view   view
	shown  image.Rectangle // samples that the last picture's structures may touch
	area   image.Rectangle // those of this picture and of the last: all else is paper
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

func newView(c render.Camera, w, h int) view {
	v := view{Basis: c.Basis(), cx: float32(w) / 2, cy: float32(h) / 2}
	v.focal = v.Focal(float32(h))
	v.dx = v.Right.Mul(1 / v.focal)
	v.dy = v.Up.Mul(-1 / v.focal)
	v.d0 = v.Forward.Sub(v.dx.Mul(v.cx)).Sub(v.dy.Mul(v.cy))
	return v
}

// New returns a renderer without buffers; the first Draw makes them.
func New() *Renderer { return &Renderer{} }

// Draw draws the scene in w by h pixels. The image is valid until the next call.
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
	r.scene = s
	r.view = newView(s.Camera, r.w, r.h)
	r.geometry()
	r.resolve()
	if r.opt.Occlusion {
		r.occlude()
	}
	r.noted.note(s)
	return r.shade(r.area)
}

// whole is all of the picture, in samples.
func (r *Renderer) whole() image.Rectangle { return image.Rect(0, 0, r.w, r.h) }

// Reshade draws the scene of the last Draw again with other marks, tints, hover, paint
// distances or theme. Camera, meshes, what is shown and the skin mode must be
// the same; Drawn tells. Where only marks and hover differ, only the places that
// show it are shaded.
func (r *Renderer) Reshade(s *render.Scene) *image.RGBA {
	r.scene = s
	area := r.area
	if r.noted.samePaint(s) {
		area = r.marked(s).Intersect(area)
	}
	r.noted.note(s)
	return r.shade(area)
}

// Drawn reports whether Reshade would show this scene rightly: whether it
// differs from the last one drawn in marks, hover, paint and theme only.
func (r *Renderer) Drawn(s *render.Scene) bool {
	o := r.scene
	if o == nil || o.Camera != s.Camera || o.Skin != s.Skin || len(o.Structures) != len(s.Structures) ||
		(o.Paint == nil) != (s.Paint == nil) {
		return false
	}
	if s.Skin == render.SkinOff && o.Paint != s.Paint {
		return false // bare paint decides which triangles are drawn
	}
	for i := range s.Structures {
		a, b := &o.Structures[i], &s.Structures[i]
		if a.Mesh != b.Mesh || a.Show != b.Show || a.Tissue != b.Tissue {
			return false
		}
	}
	return true
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
	if r.image == nil || r.image.Rect.Dx() != w || r.image.Rect.Dy() != h {
		r.image = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	if ss == 1 {
		r.large = nil
	} else if r.large == nil || r.large.Rect.Dx() != w*ss || r.large.Rect.Dy() != h*ss {
		r.large = image.NewRGBA(image.Rect(0, 0, w*ss, h*ss))
	}
	if r.w == w*ss && r.h == h*ss {
		return
	}
	r.w, r.h = w*ss, h*ss
	n := r.w * r.h
	r.solid.resize(r.w, r.h)
	r.g.resize(n)
	r.lines.resize(n)
	r.ghost, r.skin, r.ao, r.edges = layer{}, layer{}, occlusion{}, edges{}
	r.shown = r.whole()
}
