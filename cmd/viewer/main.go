//go:build js

// Command viewer is the body in the browser: the program behind the stage page.
// It waits for the page to hand it an atlas, then draws and answers until the
// page closes.
package main

import (
	"runtime/debug"

	"bodymap/anatomy"
	"bodymap/cmd/viewer/internal/bridge"
)

func main() {
	collect := holdGarbage()
	b := bridge.Open()
	facts, err := anatomy.Embedded()
	if err != nil {
		b.Fail("facts", err, "Build the site again from facts that pass `bodymap check`.", true)
		return
	}
	v, c := start(b, facts)
	collect()
	v.run(c.Path, c.Software)
}

// atStart is how much memory, in bytes, the start may take before garbage is
// collected: more than the built-in body needs, less than large atlases do.
const atStart = 128 << 20

// holdGarbage puts off collecting garbage until collect is called: while an
// atlas is read nearly all that is made stays, and looking through it again and
// again takes a quarter of the time.
func holdGarbage() (collect func()) {
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(atStart)
	return func() {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
	}
}

// start waits for an atlas that can be shown. It returns the viewer on it, and the
// command that named it.
func start(b *bridge.Bridge, facts *anatomy.Facts) (*viewer, bridge.Command) {
	for {
		for _, c := range b.Commands() {
			if c.Type != "start" {
				continue // nothing is shown yet that it could be about
			}
			v, err := newViewer(b, facts, c)
			if err == nil {
				return v, c
			}
			b.Fail("atlas", err, "Choose another atlas, or export this one as glTF 2.0 with one named node per structure.", true)
		}
		b.Wait()
	}
}
