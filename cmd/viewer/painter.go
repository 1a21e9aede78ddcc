//go:build js

package main

import (
	"time"

	"bodymap/render/ebi"
)

// The most pixels that each way of drawing does in good time.
const (
	softLimit   = 2.4e6
	shaderLimit = 9e6
)

// choosePainter takes the way of drawing that is asked for, or the one that is
// likely to be fast here; trial corrects it.
func (v *viewer) choosePainter(path string, software bool) {
	v.painter, v.limit = ebi.NewSoft(), softLimit
	if path == "soft" || path == "" && software {
		return
	}
	p, err := ebi.NewShader()
	if err != nil {
		v.bridge.Fail("graphics", err, "The body is drawn without the graphics processor.", false)
		return
	}
	v.painter, v.limit = p, shaderLimit
	if path == "" {
		v.trial = &trial{}
	}
}

// trial watches whether the graphics processor keeps up while things move.
type trial struct {
	last  time.Time
	took  time.Duration // of the frames that followed each other
	count int
}

// How long a trial is, and how slow a frame may be before the processor alone
// is likely to be faster.
const (
	trialFrames = 12
	slowFrame   = 110 * time.Millisecond
	pause       = 600 * time.Millisecond // frames farther apart were not held up by drawing
)

// frame notes a moving frame; decided when the trial is over.
func (t *trial) frame(now time.Time) (decided, slow bool) {
	if gap := now.Sub(t.last); gap < pause {
		t.took += gap
		t.count++
	}
	t.last = now
	if t.count < trialFrames {
		return false, false
	}
	return true, t.took > slowFrame*trialFrames
}

// watch changes to drawing on the processor where the trial says so.
func (v *viewer) watch(now time.Time, q ebi.Quality) {
	if v.trial == nil || q != ebi.Moving {
		return
	}
	decided, slow := v.trial.frame(now)
	if !decided {
		return
	}
	v.trial = nil
	if slow {
		v.painter, v.limit = ebi.NewSoft(), softLimit
	}
}
