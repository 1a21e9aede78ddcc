package soft

import (
	"image"
	"iter"
	"math"
	"time"

	"bodymap/render"
)

// Easel makes pictures for a screen that somebody works with: quick ones while
// the camera moves and, once it rests, better ones, in slices short enough not to
// hold anything else up. It draws on one processor. Not for concurrent use.
type Easel struct {
	renderer *Renderer
	shrink   float32       // how much coarser than the screen the next quick picture is
	shown    float32       // the same of the last picture
	drawn    *render.Scene // what the last picture shows
	mean     *image.RGBA   // the last fine picture, with what was shaded anew since
	fine     bool          // mean is the last picture
	seen     []uint16      // the structure at each sample of the last picture, plus 1
	seenW    int           // samples of a row of it
	sum      []uint16      // of the pictures that a fine one is the mean of
	work     *work         // in hand; nil for none
}

// Budgets of time, and how much coarser than the screen a quick picture may be.
const (
	quickBudget = 40 * time.Millisecond // of a picture while something moves
	sliceBudget = 20 * time.Millisecond // of a slice of a better one
	maxShrink   = 2
)

// shifts are where the pictures of a fine one lie, in samples: on a grid that is
// turned, so that steep and flat borders are smooth alike.
var shifts = [...][2]float32{{-0.125, -0.375}, {0.375, -0.125}, {0.125, 0.375}, {-0.375, 0.125}}

// work is a picture in the making.
type work struct {
	scene  *render.Scene
	w, h   int
	fine   bool
	step   func() (struct{}, bool)
	stop   func()
	result *image.RGBA // once it is done
}

// NewEasel returns an easel without buffers; the first picture makes them.
func NewEasel() *Easel { return &Easel{renderer: New(), shrink: 1} }

// Quick draws a scene at once, coarser than w by h pixels as far as this machine
// needs. The image is valid until the next call of anything.
func (e *Easel) Quick(s *render.Scene, w, h int) *image.RGBA {
	e.drop()
	e.fine = false
	start := time.Now()
	opt := Moving()
	opt.Workers = 1
	picture := e.renderer.Draw(s, shrunk(w, e.shrink), shrunk(h, e.shrink), opt)
	e.note(s, e.shrink)
	e.adapt(time.Since(start))
	return picture
}

func shrunk(n int, by float32) int { return max(int(float32(n)/by+0.5), 1) }

// adapt makes the next quick picture coarser or finer by how long the last took,
// in steps small enough not to jump.
func (e *Easel) adapt(took time.Duration) {
	ratio := math.Sqrt(float64(took) / float64(quickBudget))
	next := e.shrink * float32(min(max(ratio, 0.85), 1.3))
	next = float32(math.Round(float64(next)*4) / 4)
	e.shrink = min(max(next, 1), maxShrink)
}

// Rest works for one slice of time on a picture of the scene in w by h pixels,
// every one of them. It returns nil where there is more to do, which the next call
// with the same scene goes on with. Where the scene differs from the last picture
// in looks only, it is shaded anew.
func (e *Easel) Rest(s *render.Scene, w, h int) *image.RGBA { return e.goOn(s, w, h, false) }

// Fine is Rest with smooth borders: the mean of pictures that are shifted against
// each other by parts of a pixel.
func (e *Easel) Fine(s *render.Scene, w, h int) *image.RGBA { return e.goOn(s, w, h, true) }

func (e *Easel) goOn(s *render.Scene, w, h int, fine bool) *image.RGBA {
	if e.work == nil || !e.work.is(s, w, h, fine) {
		e.begin(s, w, h, fine)
	}
	j := e.work
	j.step()
	if j.result == nil {
		return nil
	}
	e.drop()
	e.note(j.scene, 1)
	if j.scene != s { // looks changed meanwhile
		return e.goOn(s, w, h, fine)
	}
	return j.result
}

// is reports whether the picture in the making may go on: it is the one that is
// wanted, or will be with little more work.
func (j *work) is(s *render.Scene, w, h int, fine bool) bool {
	return j.w == w && j.h == h && j.fine == fine && (j.scene == s || !fine && j.scene.SameShapes(s))
}

// begin takes up another picture.
func (e *Easel) begin(s *render.Scene, w, h int, fine bool) {
	e.drop()
	j := &work{scene: s, w: w, h: h, fine: fine}
	e.work = j
	j.step, j.stop = iter.Pull(func(yield func(struct{}) bool) {
		start := time.Now()
		e.renderer.Pause = func() bool {
			if time.Since(start) < sliceBudget {
				return true
			}
			wanted := yield(struct{}{})
			start = time.Now()
			return wanted
		}
		if fine {
			j.result = e.drawFine(j)
		} else {
			j.result = e.drawRest(j)
		}
	})
}

// drop abandons the picture in hand.
func (e *Easel) drop() {
	if e.work != nil {
		e.work.stop()
		e.work, e.renderer.Pause = nil, nil
	}
}

// note keeps what was drawn.
func (e *Easel) note(s *render.Scene, shrink float32) {
	e.drawn, e.shown = s, shrink
	e.seen, e.seenW = append(e.seen[:0], e.renderer.g.structure...), e.renderer.w
}

func (e *Easel) drawRest(j *work) *image.RGBA {
	r := e.renderer
	if e.shown != 1 || r.opt.Coarse || !r.Drawn(j.scene) || r.image.Rect.Dx() != j.w || r.image.Rect.Dy() != j.h {
		opt := Rest()
		opt.Workers = 1
		e.fine = false
		return r.Draw(j.scene, j.w, j.h, opt)
	}
	picture := r.Reshade(j.scene)
	if picture == nil || !e.fine {
		return picture
	}
	// A fine picture stays fine where nothing changed.
	for y := r.fresh.Min.Y; y < r.fresh.Max.Y; y++ {
		i := picture.PixOffset(r.fresh.Min.X, y)
		copy(e.mean.Pix[i:i+4*r.fresh.Dx()], picture.Pix[i:])
	}
	return e.mean
}

func (e *Easel) drawFine(j *work) *image.RGBA {
	opt := Rest()
	opt.Workers, e.fine = 1, false
	e.sum = sized(e.sum, 4*j.w*j.h)
	for i, shift := range shifts {
		// The last one's buffers are what a change of looks is shaded from.
		opt.Shift, opt.Smooth = shift, i == len(shifts)-1
		picture := e.renderer.Draw(j.scene, j.w, j.h, opt)
		if picture == nil {
			return nil
		}
		for k, v := range picture.Pix {
			e.sum[k] += uint16(v)
		}
	}
	e.mean, e.fine = canvas(e.mean, j.w, j.h), true
	for i, v := range e.sum {
		e.mean.Pix[i] = uint8((v + uint16(len(shifts)/2)) / uint16(len(shifts)))
	}
	return e.mean
}

// StructureAt returns the structure whose solid surface the last picture shows at
// a place of the screen, or -1.
func (e *Easel) StructureAt(x, y int) int {
	if e.drawn == nil {
		return -1
	}
	x, y = int(float32(x)/e.shown), int(float32(y)/e.shown)
	if i := y*e.seenW + x; x >= 0 && y >= 0 && x < e.seenW && i < len(e.seen) {
		return int(e.seen[i]) - 1
	}
	return -1
}

// Hides returns the occluder of the last picture, as long as no other is in the
// making; nil then.
func (e *Easel) Hides(tolerance float32) render.Occluder {
	if e.drawn == nil || e.work != nil {
		return nil
	}
	return e.renderer.Hides(tolerance)
}
