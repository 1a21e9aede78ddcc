package bind

import (
	"runtime"
	"testing"

	"bodymap/anatomy"
	"bodymap/assets/models"
	"bodymap/cmd/internal/app"
)

// TestSelectionsLeaveNothingBehind: what is kept for a selection is kept once:
// selected again and again, nothing grows.
func TestSelectionsLeaveNothingBehind(t *testing.T) {
	const (
		room   = 1 << 20 // bytes
		each   = 3       // selections of a kind
		rounds = 6       // of which the first two fill what is kept, a side each
	)
	m := bound(t, "body", models.Body())
	s := app.Session{State: app.Initial()}
	var before uint64
	for round := range rounds {
		for _, kind := range Selectable {
			for i, id := range m.facts.IDs(kind)[:each] {
				e := app.Event{Type: app.EventSelect, Kind: kind, ID: id, Side: anatomy.Midline}
				if Sided(m.facts, kind, id) {
					e.Side = [2]anatomy.Side{anatomy.Left, anatomy.Right}[(i+round)%2]
				}
				if err := s.Apply(e, m); err != nil {
					t.Fatal(err)
				}
				m.Scene(s.State)
				m.Panel(s.State)
			}
		}
		if round == 1 {
			before = heapSize()
		}
	}
	if after := heapSize(); after > before+room {
		t.Errorf("the map grew from %d to %d bytes", before, after)
	}
	runtime.KeepAlive(m)
}

// heapSize is how many bytes are in use after the garbage has been collected.
func heapSize() uint64 {
	var now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&now)
	return now.HeapAlloc
}
