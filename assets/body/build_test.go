package body

import (
	"bytes"
	"runtime"
	"testing"
	"testing/fstest"
)

// TestBuildIsTheSameOnAnyNumberOfCores: the order in which tables are finished
// leaves no trace.
func TestBuildIsTheSameOnAnyNumberOfCores(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	tables := fstest.MapFS{
		"bone/rod.txt":       file("template\nlink a b"),
		"bone/long.txt":      file("like rod\nnode a -50 100 0 5\nnode b -50 190 0 9"),
		"bone/short.txt":     file("like rod\nnode a -90 100 0 5\nnode b -90 130 0 5"),
		"muscle/strap.txt":   file("sheet\nrow -40 90 14 3 | -60 90 14 3\nrow -40 180 16 3 | -60 180 16 3"),
		"skin/skin.txt":      file("side midline\nlimb body nodes\nnode a -60 60 0 50\nnode b -60 220 0 50\nlink a b"),
		"ligament/strip.txt": file("sheet\nrow -52 100 14 2 | -58 100 14 2\nrow -52 180 14 2 | -58 180 14 2"),
	}
	build := func(cores int) []byte {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		parts, err := Build(tables)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := WriteGLB(parts)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	if !bytes.Equal(build(1), build(4)) {
		t.Error("four cores make another body than one")
	}
}
