//go:build js

package main

import (
	"image"
	"time"

	"bodymap/render"
)

// How long nothing must have changed before a picture is drawn again, better.
const (
	restAfter = 90 * time.Millisecond
	fineAfter = 400 * time.Millisecond
)

// frame keeps what has been drawn and what is yet to be.
type frame struct {
	changed bool // something differs from the last picture
	layout  bool // so that places on the screen differ too
	moving  bool // the camera does
	more    bool // a better quality would improve the last picture
	told    bool // that the picture is final
	quality render.Quality
	size    image.Point
	since   time.Time     // of the last change
	scene   *render.Scene // as it is drawn since then; nil until it is
}

// change notes that something changed; layout, that places on the screen did.
func (f *frame) change(now time.Time, layout bool) {
	f.changed, f.told, f.since, f.scene = true, false, now, nil
	f.layout = f.layout || layout
}

// take returns the scene to draw: the same copy until something changes, as
// painters keep what they draw, and go on with what they began.
func (f *frame) take(s *render.Scene, hover int) *render.Scene {
	if f.scene == nil {
		scene := *s
		scene.Hover = hover
		f.scene = &scene
	}
	return f.scene
}

// due says whether to draw now, and how well: quickly while the camera moves,
// then better and better.
func (f *frame) due(now time.Time, size image.Point) (q render.Quality, due bool) {
	switch {
	case size != f.size:
		f.layout = true
		return render.Rest, true
	case f.changed && f.moving:
		return render.Moving, true
	case f.changed:
		return render.Rest, true
	case f.more && f.quality == render.Moving:
		return render.Rest, f.quiet(now, restAfter)
	case f.more:
		return render.Fine, f.quiet(now, fineAfter)
	}
	return 0, false
}

func (f *frame) quiet(now time.Time, d time.Duration) bool { return now.Sub(f.since) >= d }

// drawn notes what was drawn.
func (f *frame) drawn(q render.Quality, more bool, size image.Point) {
	f.changed, f.layout, f.moving = false, false, false
	f.quality, f.more, f.size = q, more, size
}

// final reports whether the picture is as good as it gets, and was not told so.
func (f *frame) final() bool { return !f.changed && !f.more && !f.told }
