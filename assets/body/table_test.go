package body_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"bodymap/assets/body"
)

// TestBrokenTablesAreNamed: every kind of mistake in a table is reported with
// its file, its line and its field.
func TestBrokenTablesAreNamed(t *testing.T) {
	const good = "loft\nat 0 900 0 0 5 3 2 0\nat 0 800 0 0 5 3 2 0\n"
	cases := []struct{ name, file, text, want string }{
		{"no rows", "muscle/x.txt", "# only a comment\n", "muscle/x.txt: no rows"},
		{"name is no id", "muscle/Gluteus.txt", good, "muscle/Gluteus.txt: file name"},
		{"no shape", "muscle/x.txt", "name X\n", "muscle/x.txt: no shape"},
		{"unknown key", "muscle/x.txt", "sied paired\n" + good, "muscle/x.txt:1: sied: unknown key"},
		{"unknown side", "muscle/x.txt", "side right\n" + good, "muscle/x.txt:1: side: expected paired or midline"},
		{"no concept", "muscle/x.txt", "fma 22331\n" + good, `muscle/x.txt:1: fma: "22331"`},
		{"one station", "muscle/x.txt", "loft\nat 0 900 0 0 5 3 2 0\n", "muscle/x.txt:1: loft: has 1 stations"},
		{"too many stations", "muscle/x.txt", "loft\n" + strings.Repeat("at 0 900 0 0 5 3 2 0\n", 13), "has 13 stations, expected 2 to 12"},
		{"few numbers", "muscle/x.txt", "loft\nat 0 900 0 0 5\nat 0 800 0 0 5 3 2 0\n", "muscle/x.txt:2: at: has 5 fields, expected 8"},
		{"no number", "muscle/x.txt", "loft\nat 0 9oo 0 0 5 3 2 0\nat 0 800 0 0 5 3 2 0\n", `muscle/x.txt:2: y: "9oo"`},
		{"not finite", "muscle/x.txt", "loft\nat 0 NaN 0 0 5 3 2 0\nat 0 800 0 0 5 3 2 0\n", `muscle/x.txt:2: y: "NaN"`},
		{"no width", "muscle/x.txt", "loft\nat 0 900 0 0 0 3 2 0\nat 0 800 0 0 5 3 2 0\n", "muscle/x.txt:2: width:"},
		{"no direction", "muscle/x.txt", "loft\nzero right\nat 0 900 0 0 5 3 2 0\nat 0 800 0 0 5 3 2 0\n", `muscle/x.txt:2: zero: "right"`},
		{"backward span", "muscle/x.txt", "loft\nspan 0.6 0.2\nat 0 900 0 0 5 3 2 0\nat 0 800 0 0 5 3 2 0\n", "muscle/x.txt:2: span:"},
		{"ragged grid", "muscle/x.txt", "sheet\nrow 0 9 0 4 | 9 9 0 4\nrow 0 0 0 4 | 5 0 0 4 | 9 0 0 4\n", "muscle/x.txt:3: row: has 3 points, expected 2"},
		{"half a point", "muscle/x.txt", "sheet\nrow 0 9 0 4 | 9 9 0\nrow 0 0 0 4 | 9 0 0 4\n", "muscle/x.txt:2: row: has 7 numbers"},
		{"no thickness", "muscle/x.txt", "sheet\nrow 0 9 0 4 | 9 9 0 0\nrow 0 0 0 4 | 9 0 0 4\n", "muscle/x.txt:2: thick:"},
		{"unknown kind", "organ/x.txt", good, "nothing makes meshes from tables/organ"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := body.Build(fstest.MapFS{c.file: {Data: []byte(c.text)}})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestAllProblemsAtOnce: a person mends a table in one go.
func TestAllProblemsAtOnce(t *testing.T) {
	_, err := body.Build(fstest.MapFS{
		"muscle/a.txt": {Data: []byte("side x\nloft\nat 0 900 0 0 5 3 2 0\nat 0 800 0 0 -5 3 9 0\n")},
		"nerve/b.txt":  {Data: []byte("sheet\n")},
	})
	for _, want := range []string{"muscle/a.txt:1: side", "muscle/a.txt:4: width", "nerve/b.txt:1: sheet"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q in it", err, want)
		}
	}
}

func FuzzParseTable(f *testing.F) {
	f.Add("name X\nloft\nzero up\ntendon 1 2\nat 0 900 0 0 5 3 2 0\nat 0 800 0 0 5 3 2 0\n")
	f.Add("sheet\nrow 0 9 0 4 | 9 9 0 4\nrow 0 0 0 4 | 9 0 0 4\n")
	f.Fuzz(func(t *testing.T, text string) {
		parts, err := body.Build(fstest.MapFS{"muscle/x.txt": {Data: []byte(text)}})
		if err == nil && len(parts) == 0 {
			t.Error("neither parts nor an error")
		}
	})
}

// TestOneTableOfAStructure: the same id in two folders would make two parts of
// one name.
func TestOneTableOfAStructure(t *testing.T) {
	data := []byte("loft\nat 0 900 0 0 5 3 2 0\nat 0 800 0 0 5 3 2 0\n")
	_, err := body.ReadTables(fstest.MapFS{"ligament/x.txt": {Data: data}, "tendon/x.txt": {Data: data}})
	if err == nil || !strings.Contains(err.Error(), "tendon/x.txt: there is a ligament/x.txt too") {
		t.Errorf("%v, expected an error that names both files", err)
	}
}
