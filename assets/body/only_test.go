package body

import (
	"slices"
	"testing"
	"testing/fstest"
)

func TestOnly(t *testing.T) {
	tree := fstest.MapFS{}
	for file, text := range map[string]string{
		"bone/vertebra.txt": "template", "bone/vertebra-l1.txt": "like vertebra", "bone/vertebra-l2.txt": "like vertebra",
		"bone/femur.txt": "name femur", "muscle/gluteus-medius.txt": "name x", "muscle/gluteus-minimus.txt": "name x",
	} {
		tree[file] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, c := range []struct {
		list string
		want []string
	}{
		{"femur", []string{"femur"}},
		{"bone/vertebra-l1", []string{"vertebra-l1", "vertebra"}}, // with its template
		{"muscle", []string{"gluteus-medius", "gluteus-minimus"}},
		{"gluteus-m*s", []string{"gluteus-medius", "gluteus-minimus"}},
		{"bone/f*, gluteus-medius", []string{"femur", "gluteus-medius"}},
		{"", []string{"femur", "vertebra-l1", "vertebra-l2", "vertebra", "gluteus-medius", "gluteus-minimus"}},
	} {
		choice, err := ParseChoice(c.list)
		if err != nil {
			t.Fatal(err)
		}
		some, err := Only(tree, choice)
		if err != nil {
			t.Fatal(err)
		}
		tables, err := ReadTables(some)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, table := range tables {
			got = append(got, table.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: tables %v, want %v", c.list, got, c.want)
		}
	}
	if _, err := Only(tree, Choice{"nothing"}); err == nil {
		t.Error("a choice that names no table is taken")
	}
	if _, err := ParseChoice("bone/["); err == nil {
		t.Error("a broken pattern is taken")
	}
}
