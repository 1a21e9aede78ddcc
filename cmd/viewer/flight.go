//go:build js

package main

import (
	"time"

	"bodymap/render"
)

// flightTime is how long the camera takes from view to view.
const flightTime = 600 * time.Millisecond

// flight is the camera's way from one view to another.
type flight struct {
	from, to render.Camera
	start    time.Time
}

// at returns the camera at a time, and whether it has arrived.
func (f *flight) at(now time.Time) (c render.Camera, arrived bool) {
	t := float32(now.Sub(f.start)) / float32(flightTime)
	if t >= 1 {
		return f.to, true
	}
	eased := t * t * (3 - 2*t)
	return f.from.Toward(f.to, eased), false
}
