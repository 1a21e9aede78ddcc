package gltf

import (
	"encoding/json"
	"reflect"
	"testing"
)

// FuzzScanner: what is read is what encoding/json reads, and what that refuses
// is refused, but for values nested deeper than a document ever is.
func FuzzScanner(f *testing.F) {
	for _, text := range []string{
		`{"a":[1,-2.5e3,0,true,false,null,"ü\u00fc\ud83d\ude00\n"],"b":{}}`, `[]`, ` [ 1 , 2 ] `, `"\x"`, `01`, `1.`, `-`, `1e`,
		`[1,]`, `{"a":1,}`, `{"a" 1}`, `{a:1}`, `nul`, `tru`, `"`, `"\`, "\"\x01\"", "\"\xff\"", `1e999`, `{"a":1,"a":2}`, `[1] x`, "0\x00", ``,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var want any
		refused := json.Unmarshal(data, &want)
		s := scanner{data: data}
		got := s.value()
		s.end()
		if len(data) > deepest {
			return
		}
		if (refused == nil) != (s.err == nil) {
			t.Fatalf("%q: %v, encoding/json: %v", data, s.err, refused)
		}
		if refused == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %#v, encoding/json: %#v", data, got, want)
		}
	})
}

// TestScannerBoundsNesting: a hostile document does not exhaust the stack.
func TestScannerBoundsNesting(t *testing.T) {
	data := make([]byte, 1<<20)
	for i := range data {
		data[i] = '['
	}
	s := scanner{data: data}
	if s.skip(); s.err == nil {
		t.Error("a million brackets were read")
	}
}
