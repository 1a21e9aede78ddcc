package anatomy

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestBundleHoldsEveryRecord: what the page reads is what the files say.
func TestBundleHoldsEveryRecord(t *testing.T) {
	f := embeddedFacts(t)
	data, err := f.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	back, err := ParseBundle(data)
	if err != nil {
		t.Fatal(err)
	}
	for ref, record := range f.All() {
		if got := back.Record(ref.Kind, ref.ID); !bytes.Equal(Canonical(got), Canonical(record)) {
			t.Fatalf("%s %s is %s after the bundle, expected %s", ref.Kind, ref.ID, Canonical(got), Canonical(record))
		}
	}
	for _, kind := range Kinds {
		if !reflect.DeepEqual(f.IDs(kind), back.IDs(kind)) {
			t.Errorf("%s: the bundle has %d records, expected %d", kind, len(back.IDs(kind)), len(f.IDs(kind)))
		}
	}
}

func TestBadBundles(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"not JSON", "facts", "line 1 is not JSON"},
		{"cut off", `{"muscle":[{"id":"a"`, "not JSON"},
		{"unknown kind", `{"artery":[]}`, "artery: is not a field"},
		{"twice", `{"topic":[{"id":"a"},{"id":"a"}]}`, `topic[1].id: is "a", expected an id of its own`},
		{"no id", `{"topic":[{}]}`, `topic[0].id`},
		{"too many", `{"topic":[` + strings.Repeat("{},", maxRecords) + `{}]}`, "expected at most 5000"},
		{"too large", strings.Repeat(" ", maxBundleBytes+1), "expected at most"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := ParseBundle([]byte(test.text))
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), BundleName) {
				t.Errorf("got %v, expected a problem of %s that says %q", err, BundleName, test.want)
			}
			Check(f) // what could be read is still of use
		})
	}
}

func FuzzBundle(f *testing.F) {
	good, err := Load(os.DirFS("testdata/good"))
	if err != nil {
		f.Fatal(err)
	}
	data, err := good.Bundle()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"muscle":[{"id":"a","members":["a"]}],"point":[{"id":"a-1","muscle":"a"}]}`))
	f.Fuzz(func(_ *testing.T, data []byte) {
		facts, _ := ParseBundle(data)
		for ref := range facts.All() {
			facts.Treat(ref)
		}
	})
}
