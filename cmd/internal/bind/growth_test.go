package bind

import (
	"runtime"
	"testing"

	"bodymap/anatomy"
	"bodymap/assets/models"
	"bodymap/cmd/internal/app"
)

// TestSelectionsDoNotGrow: what is kept of a selection is kept once. After each of
// a hundred selections was made, a thousand more of them take no memory.
func TestSelectionsDoNotGrow(t *testing.T) {
	m := bound(t, "body", models.Body())
	var refs []anatomy.Ref
	for _, kind := range Selectable {
		ids := m.facts.IDs(kind)
		for i := 0; i < len(ids); i += max(1, len(ids)/12) {
			ref := anatomy.Ref{Kind: kind, ID: ids[i], Side: anatomy.Right}
			if !Sided(m.facts, kind, ref.ID) {
				ref.Side = anatomy.Midline
			}
			refs = append(refs, ref)
		}
	}
	s := app.Session{State: app.Initial()}
	once := func() {
		for _, ref := range refs {
			if err := s.Apply(app.Event{Type: app.EventSelect, Kind: ref.Kind, ID: ref.ID, Side: ref.Side}, m); err != nil {
				t.Fatal(err)
			}
			m.Scene(s.State)
			m.Panel(s.State)
		}
	}
	start := inUse()
	once()
	kept := inUse()
	for n := len(refs); n < 1000; n += len(refs) {
		once()
	}
	after := inUse()
	t.Logf("%d selections keep %.1f MB", len(refs), float64(kept-start)/1e6)
	const slack = 1 << 20 // the steps that can be undone, and what the runtime needs
	if after > kept+slack {
		t.Errorf("a thousand selections took %.1f MB", float64(after-kept)/1e6)
	}
}

// inUse is how many bytes are in use once garbage is collected.
func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}
