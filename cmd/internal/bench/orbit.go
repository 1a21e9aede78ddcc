package bench

import (
	"fmt"
	"slices"
	"time"
)

// drawn is one frame as page/probe.js notes it; times in milliseconds.
type drawn struct {
	At        float64 `json:"at"`
	CPU       float64 `json:"cpu"`    // of the frame's callback
	Total     float64 `json:"total"`  // until a pixel was read
	Slices    float64 `json:"slices"` // of the callbacks before it that showed nothing
	Triangles float64 `json:"triangles"`
	Calls     int     `json:"calls"`
	Width     int     `json:"width"` // of the largest picture that came as pixels, 0 for none
	Height    int     `json:"height"`
}

// whole is the time that a picture took which may be made in slices.
func (f drawn) whole() float64 { return f.Slices + f.Total }

// How the body is turned: a warm-up lets the viewer find the size of picture
// that suits the machine; it and its effects are not counted.
const (
	warmFrames  = 8
	turnFrames  = 16
	turnTime    = 4 * time.Second // after which a slow page's turn ends early
	degrees     = 3               // a frame
	slowRounds  = 2               // of the shader's path, whose frames take seconds without a graphics processor
	millisecond = float64(time.Millisecond)
)

// mover is one of the pages that are compared, and what was measured of it.
type mover struct {
	name string
	tab  *tab

	frames []drawn   // while moving
	rest   []float64 // ms of the first picture at rest, one for each turn
	finish []float64 // ms from there until nothing more was drawn
	cores  []float64 // ms of processor time of the whole browser a frame, one for each turn
	load   []float64 // foreign, in cores
}

// turn turns the body for one round.
func (m *mover) turn(b *browser) error {
	if _, err := m.orbit(warmFrames); err != nil {
		return err
	}
	var frames []drawn
	used, err := b.watch(func() (err error) {
		frames, err = m.orbit(turnFrames)
		return err
	})
	if err != nil || len(frames) == 0 {
		return err
	}
	m.frames = append(m.frames, frames...)
	m.cores = append(m.cores, float64(used.browser)/millisecond/float64(len(frames)))
	m.load = append(m.load, used.foreign)
	return nil
}

func (m *mover) orbit(frames int) ([]drawn, error) {
	return eval[[]drawn](m.tab, fmt.Sprintf("view.orbit(%d, %d, %d)", frames, degrees, turnTime.Milliseconds()))
}

// settle waits until our viewer has drawn its best picture, and notes what that took.
func (m *mover) settle() error {
	frames, err := eval[[]drawn](m.tab, "view.rest()")
	if err != nil || len(frames) == 0 {
		return err
	}
	m.rest = append(m.rest, frames[0].whole())
	sum := 0.0
	for _, f := range frames {
		sum += f.whole()
	}
	m.finish = append(m.finish, sum)
	return nil
}

// total is the median time of a frame until its picture was there.
func (m *mover) total() float64 {
	return medianOf(m.frames, func(f drawn) float64 { return f.Total })
}

// size is the usual size of the moving picture.
func (m *mover) size() (w, h int) {
	w = int(medianOf(m.frames, func(f drawn) float64 { return float64(f.Width) }))
	h = int(medianOf(m.frames, func(f drawn) float64 { return float64(f.Height) }))
	if m.triangles() > fewTriangles || w*h == 0 {
		return width, height // it was drawn by the graphics processor
	}
	return w, h
}

// fewTriangles are what shows a finished picture, not a body.
const fewTriangles = 1000

// triangles is how many a moving frame hands to the graphics processor.
func (m *mover) triangles() int {
	return int(medianOf(m.frames, func(f drawn) float64 { return f.Triangles }))
}

// path says which way of drawing the frames show.
func (m *mover) path() string {
	if m.triangles() > fewTriangles {
		return "shader"
	}
	return "soft"
}

// rate is how many pictures a second were shown, all told.
func (m *mover) rate() float64 {
	var gaps []float64
	for i := 1; i < len(m.frames); i++ {
		if gap := m.frames[i].At - m.frames[i-1].At; gap > 0 && gap < pauseBetween {
			gaps = append(gaps, gap)
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	return 1000 / median(gaps)
}

// pauseBetween is the time in ms from which frames were of different turns.
const pauseBetween = 10_000

func medianOf[T any](list []T, of func(T) float64) float64 {
	values := make([]float64, len(list))
	for i, v := range list {
		values[i] = of(v)
	}
	return median(values)
}

// median returns the middle value, 0 of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(values))
	if n := len(s); n%2 == 0 {
		return (s[n/2-1] + s[n/2]) / 2
	}
	return s[len(s)/2]
}

// medianOfLargest is the median of the n largest values.
func medianOfLargest(values []float64, n int) float64 {
	s := slices.Sorted(slices.Values(values))
	return median(s[max(len(s)-n, 0):])
}

// camera is where our viewer looks from, as web/PROTOCOL.md has it.
type camera struct {
	Yaw      float64    `json:"yaw"`
	Pitch    float64    `json:"pitch"`
	Distance float64    `json:"distance"`
	Target   [3]float64 `json:"target"`
}

// openOurs opens our stage in a way of drawing ("" for its own choice) and
// waits for its final picture.
func (r *run) openOurs(atlas, path, fragment string) (*mover, error) {
	return r.openUntil("view.final()", atlas, path, fragment)
}

// openUntil opens our stage and waits for a condition of it.
func (r *run) openUntil(condition, atlas, path, fragment string) (*mover, error) {
	url := fmt.Sprintf("%s/bench/ours.html?atlas=%s&path=%s#%s", r.server.URL, atlas, path, fragment)
	t, err := r.browser.open(url)
	if err != nil {
		return nil, err
	}
	name := "bodymap"
	if path != "" {
		name += ", path=" + path
	}
	m := &mover{name: name, tab: t}
	if err := t.until("window.view && (" + condition + " || view.failed())"); err != nil {
		t.close()
		return nil, err
	}
	failed, err := eval[*string](t, "view.failed()")
	if err == nil && failed != nil {
		err = fmt.Errorf("bench: our viewer failed: %s", *failed)
	}
	if err == nil {
		_, err = eval[bool](t, "view.probe().sync = true")
	}
	if err != nil {
		t.close()
		return nil, err
	}
	return m, nil
}

// openPeer opens the three.js page where our viewer looks from.
func (r *run) openPeer(atlas, skin string, at camera) (*mover, error) {
	t, err := r.browser.open(fmt.Sprintf("%s/bench/peer.html?atlas=%s&skin=%s", r.server.URL, atlas, skin))
	if err != nil {
		return nil, err
	}
	m := &mover{name: "three.js", tab: t}
	err = t.until("window.loaded")
	if err == nil {
		_, err = eval[bool](t, fmt.Sprintf("view.place({yaw: %g, pitch: %g, distance: %g, target: [%g, %g, %g]}).then(() => bench.sync = true)",
			at.Yaw, at.Pitch, at.Distance, at.Target[0], at.Target[1], at.Target[2]))
	}
	if err != nil {
		t.close()
		return nil, err
	}
	return m, nil
}

// orbit is what turning one model in one state showed.
type orbit struct {
	atlas, skin string
	peer        *mover
	ours        []*mover // by its own choice, soft, shader
	peerCount   int      // triangles that three.js draws
	load        float64  // foreign, in cores
}

// measureOrbit lets the pages turn one after the other, round by round.
func (r *run) measureOrbit(atlas, skin string, paths ...string) (*orbit, error) {
	o := &orbit{atlas: atlas, skin: skin}
	defer o.close()
	fragment := ""
	if skin == "off" {
		fragment = "skin=off"
	}
	for _, path := range paths {
		m, err := r.openOurs(atlas, path, fragment)
		if err != nil {
			return nil, err
		}
		o.ours = append(o.ours, m)
	}
	at, err := eval[camera](o.ours[0].tab, "view.camera()")
	if err != nil {
		return nil, err
	}
	if o.peer, err = r.openPeer(atlas, skin, at); err != nil {
		return nil, err
	}
	if o.peerCount, err = eval[int](o.peer.tab, "view.triangles()"); err != nil {
		return nil, err
	}
	for round := range r.Rounds {
		for i, m := range o.ours {
			if paths[i] == "shader" && round >= slowRounds {
				continue
			}
			if err := m.turn(r.browser); err != nil {
				return nil, err
			}
			if err := m.settle(); err != nil {
				return nil, err
			}
			if err := o.peer.turn(r.browser); err != nil {
				return nil, err
			}
		}
		r.log("%s, skin %s: round %d of %d", atlas, o.state(), round+1, r.Rounds)
	}
	for _, m := range append(o.ours, o.peer) {
		o.load = max(o.load, median(m.load))
	}
	return o, nil
}

func (o *orbit) state() string {
	if o.skin == "off" {
		return "off"
	}
	return "x-ray"
}

func (o *orbit) close() {
	for _, m := range append(o.ours, o.peer) {
		if m != nil {
			m.tab.close()
		}
	}
}
