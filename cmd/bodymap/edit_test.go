package main

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestEditedTableIsSeen: who lengthens a muscle in its table and draws the
// tables sees it reach lower; on both sides, with the rest as it was.
func TestEditedTableIsSeen(t *testing.T) {
	const table = "muscle/brachioradialis.txt"
	own := filepath.Join("..", "..", builtTables)
	edited := t.TempDir()
	copyTable(t, own, edited, "bone/radius.txt", func(s string) string { return s })
	copyTable(t, own, edited, table, func(s string) string {
		var rows []string
		for _, line := range strings.Split(s, "\n") {
			f := strings.Fields(line)
			if y, err := strconv.Atoi(field(f, 2)); err == nil && f[0] == "at" && y > 940 && y < 1070 {
				f[2] = strconv.Itoa(y - 35) // millimetres of height: the lower half of the belly goes down
				line = strings.Join(f, " ")
			}
			if field(f, 0) == "tendon" {
				line = "tendon 4 75"
			}
			rows = append(rows, line)
		}
		return strings.Join(rows, "\n")
	})
	before, after := lowestFlesh(t, own), lowestFlesh(t, edited)
	for side := range before {
		if after[side] < before[side]+15 {
			t.Errorf("half %d: the muscle ends at row %d, before at %d; expected it lower", side, after[side], before[side])
		}
	}
}

func field(f []string, i int) string {
	if i < len(f) {
		return f[i]
	}
	return ""
}

func copyTable(t *testing.T, from, to, table string, edit func(string) string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(from, table))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(to, filepath.Dir(table)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(to, table), []byte(edit(string(data))), 0o644); err != nil {
		t.Fatal(err)
	}
}

// lowestFlesh draws a muscle of the forearm and its bone, of a folder of tables,
// from the front and returns the lowest row of each half of the picture that is red.
func lowestFlesh(t *testing.T, tables string) [2]int {
	t.Helper()
	file := filepath.Join(t.TempDir(), "forearm.png")
	output(t, "render", "--tables", tables, "--only", "brachioradialis,radius", "--view", "anterior", "--skin", "off", "--levels", "none",
		"--size", "300x600", "-o", file)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return [2]int{lowestRed(img, 0, 150), lowestRed(img, 150, 300)}
}

func lowestRed(img image.Image, from, to int) int {
	for y := img.Bounds().Max.Y - 1; y >= 0; y-- {
		for x := from; x < to; x++ {
			if r, g, b, _ := img.At(x, y).RGBA(); r > 2*g && r > 2*b && r > 0x6000 {
				return y
			}
		}
	}
	return -1
}
