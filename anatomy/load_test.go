package anatomy

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

// TestLoadNamesEveryFault gives files with one fault each: the message names the
// file, the field and what is expected.
func TestLoadNamesEveryFault(t *testing.T) {
	for _, test := range []struct{ name, path, data, want string }{
		{"unknown field", "caution/a.json", `{"id":"a","colour":"red"}`, `facts/caution/a.json: colour: is not a field, expected one of id, names`},
		{"unknown field inside", "muscle/a.json", `{"id":"a","supply":[{"nerv":"x"}]}`, `supply[0].nerv: is not a field`},
		{"repeated field", "caution/a.json", `{"id":"a","serious":true,"serious":false}`, `serious: is given twice`},
		{"repeated field inside", "caution/a.json", `{"id":"a","text":{"text":"x","cite":[],"text":"y"}}`, `text.text: is given twice`},
		{"wrong type", "point/h1.json", `{"id":"h1","order":"one"}`, `order: is "one", expected a whole number`},
		{"fraction", "point/h1.json", `{"id":"h1","order":1.5}`, `order: is 1.5, expected a whole number`},
		{"list for text", "caution/a.json", `{"id":["a"]}`, `id: is a list, expected a text`},
		{"short span", "landmark/a.json", `{"id":"a","extreme":{"within":{"superior":[1]}}}`, `extreme.within.superior: has 1 numbers, expected 2`},
		{"trailing data", "caution/a.json", `{"id":"a"} {}`, `has data after the record`},
		{"null", "caution/a.json", `{"id":null}`, `id: is null, expected a text`},
		{"too large a number", "measure/a.json", `{"id":"a","cun":1e999}`, `cun: is 1e999, expected a number`},
		{"number that is none", "measure/a.json", `{"id":"a","cun":01}`, `is not JSON`},
		{"not UTF-8", "caution/a.json", "{\"id\":\"\xff\"}", `is not UTF-8`},
		{"nested too deep", "caution/a.json", `{"x":` + strings.Repeat("[", 5000), `expected less nesting`},
		{"line break in a text", "caution/a.json", "{\"id\":\"a\nb\"}", `expected no line break`},
		{"unknown escape", "caution/a.json", `{"id":"\q"}`, `known escapes`},
		{"not JSON", "caution/a.json", "{\n\"id\": oops}", `line 2 is not JSON`},
		{"empty", "caution/a.json", ``, `line 1 is not JSON: found the end of the file`},
		{"other id", "caution/a.json", `{"id":"b"}`, `facts/caution/a.json: id: is "b", expected "a"`},
		{"too large", "caution/a.json", strings.Repeat(" ", maxRecordBytes+1), `expected at most 65536`},
		{"other file", "caution/a.txt", ``, `facts/caution/a.txt: does not belong here`},
		{"other folder", "cautions/a.json", `{}`, `facts/cautions: is not a kind of record`},
		{"nested folder", "caution/lung/a.json", `{}`, `facts/caution/lung: does not belong here`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{test.path: {Data: []byte(test.data)}})
			var list *Error
			if !errors.As(err, &list) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, expected %s", err, test.want)
			}
		})
	}
}

func TestLoadReportsAllFilesAndKeepsTheGoodOnes(t *testing.T) {
	f, err := Load(fstest.MapFS{
		"caution/c.json":  {Data: []byte(`{"id":"x"}`)},
		"caution/a.json":  {Data: []byte(`{"id":"a","one":1,"two":2}`)},
		"caution/b.json":  {Data: []byte(`{"id":"b"}`)},
		"caution/.b.json": {Data: []byte(`an editor's file`)},
	})
	const want = "facts/caution/a.json: one: is not a field, expected one of id, names, text, serious, general [load]\n" +
		"facts/caution/a.json: two: is not a field, expected one of id, names, text, serious, general [load]\n" +
		`facts/caution/c.json: id: is "x", expected "c" as the file is named [load]`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nexpected\n%s", err, want)
	}
	if !f.Has(KindCaution, "b") {
		t.Error("the file without a fault was not kept")
	}
}

// TestCanonicalKeepsTheRecord is decode(encode(x)) = x for every embedded record.
func TestCanonicalKeepsTheRecord(t *testing.T) {
	f, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for ref, record := range f.All() {
		once := Canonical(record)
		again, err := Format(ref.Kind, once)
		if err != nil || !bytes.Equal(once, again) {
			t.Errorf("%s %s: canonical form changes when formatted again: %v", ref.Kind, ref.ID, err)
		}
	}
}

func TestCanonicalForm(t *testing.T) {
	got, err := Format(KindLevel, []byte(`{"segment":"L4","id":"l4","name":"L4","vertebra":"vertebra-l4",
		"at":{"landmark":"spinous-process-l4"},
		"exit":{"cite":["a & b < c"],"text":"The root leaves below its vertebra, between it and the next one further down the spine."},
		"finding":{"text":"x"}}`))
	const want = `{
  "id": "l4",
  "name": "L4",
  "vertebra": "vertebra-l4",
  "segment": "L4",
  "at": {"landmark": "spinous-process-l4"},
  "exit": {
    "text": "The root leaves below its vertebra, between it and the next one further down the spine.",
    "cite": ["a & b < c"]
  },
  "finding": {"text": "x", "cite": []}
}
`
	if err != nil || string(got) != want {
		t.Errorf("got %v\n%s\nexpected\n%s", err, got, want)
	}
}

func FuzzRecord(f *testing.F) {
	facts, err := Embedded()
	if err != nil {
		f.Fatal(err)
	}
	for i, kind := range Kinds {
		for _, id := range facts.IDs(kind)[:min(2, len(facts.IDs(kind)))] {
			f.Add(i, Canonical(facts.Record(kind, id)))
		}
	}
	f.Add(0, []byte(`{"id":"a","id":"a"}`))
	f.Add(3, []byte(`{"id":"a","at":{"offset":[{"cun":1e999}]}}`))
	f.Fuzz(func(t *testing.T, kind int, data []byte) {
		if kind < 0 || kind >= len(Kinds) {
			return
		}
		path := string(Kinds[kind]) + "/a.json"
		loaded, err := Load(fstest.MapFS{path: {Data: data}})
		Check(loaded) // must not panic on anything that loads
		for ref := range loaded.All() {
			loaded.Treat(ref)
		}
		if err != nil {
			return
		}
		canonical, err := Format(Kinds[kind], data)
		if err != nil {
			t.Fatalf("loads, but does not format: %v", err)
		}
		if again, err := Format(Kinds[kind], canonical); err != nil || !bytes.Equal(canonical, again) {
			t.Fatalf("canonical form is not stable: %v\n%s\n%s", err, canonical, again)
		}
	})
}
