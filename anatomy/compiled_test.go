package anatomy

import (
	"bytes"
	"os"
	"testing"
)

// TestEmbeddedIsWhatTheFilesSay holds for a program built with the tag
// compiledfacts too: the build of the page runs it so.
func TestEmbeddedIsWhatTheFilesSay(t *testing.T) {
	files, err := Load(os.DirFS("facts"))
	if err != nil {
		t.Fatal(err)
	}
	embedded := embeddedFacts(t)
	for _, f := range []struct{ a, b *Facts }{{files, embedded}, {embedded, files}} {
		for ref, record := range f.a.All() {
			if other := f.b.Record(ref.Kind, ref.ID); !bytes.Equal(Canonical(record), Canonical(other)) {
				t.Fatalf("%s %s: %s, expected %s", ref.Kind, ref.ID, Canonical(other), Canonical(record))
			}
		}
	}
	treat(t, embedded, KindMuscle, "gluteus-medius", Right)
}

func BenchmarkEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := Embedded(); err != nil {
			b.Fatal(err)
		}
	}
}
