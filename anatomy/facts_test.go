package anatomy

import "testing"

// TestFacts reports every problem of the embedded records.
func TestFacts(t *testing.T) {
	f, err := Embedded()
	if err != nil {
		t.Errorf("reading the facts:\n%v", err)
	}
	for _, p := range Check(f) {
		t.Error(p)
	}
}
