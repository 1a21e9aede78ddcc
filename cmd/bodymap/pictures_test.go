package main

import (
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the expected pictures")

// Pictures may differ from the expected ones by rounding on other processors, and
// by small changes of the built-in body: on average by modeMean of 255.
const modeMean = 1.5

// TestModes: every way of looking at the built-in body gives its picture.
func TestModes(t *testing.T) {
	const medius = "select=muscle:gluteus-medius&side=right&levels=4" // signs would fill a small picture
	for name, args := range map[string][]string{
		"skin":         {"--skin", "solid"},
		"xray":         {"--link", medius},
		"superficial":  {"--link", "skin=off&view=posterior"},
		"intermediate": {"--link", "skin=off&depth=1&view=posterior"},
		"deep":         {"--link", "skin=off&depth=2&view=posterior"},
		"bones":        {"--link", "skin=off&depth=3&view=posterior"},
		"ghost":        {"--link", medius + "&ghost=1"},
		"isolate":      {"--link", medius + "&isolate=1"},
		"hidden":       {"--link", medius + "&hide=gluteus-medius.right"},
		"above":        {"--view", "superior"},
		"below":        {"--link", "select=muscle:flexor-digitorum-brevis&side=right&levels=none"},
		"hand":         {"--link", "select=muscle:opponens-pollicis&side=right&levels=none"},
		"section":      {"--link", "skin=solid&section=transverse:0.95&cam=0,60,1,0,0.95,0"},
		"section-xray": {"--link", medius + "&section=coronal:0:anterior&cam=160,10,1.2,0,1,0"},
		"dark":         {"--theme", "dark", "--link", medius},
		"contrast":     {"--theme", "contrast", "--link", medius},
		"black":        {"--theme", "contrast-dark", "--link", medius},
	} {
		t.Run(name, func(t *testing.T) {
			want := filepath.Join("testdata", name+".png")
			file := filepath.Join(t.TempDir(), "out.png")
			if *update {
				file = want
			}
			output(t, append([]string{"render", "--size", "200x160", "-o", file}, args...)...)
			if d := apart(t, file, want); d > modeMean {
				t.Errorf("the picture differs from %s by %.2f on average, expected %.1f at most (go test -update writes it)", want, d, modeMean)
			}
		})
	}
}

// apart returns by how much the samples of two pictures differ on average.
func apart(t *testing.T, file, other string) float64 {
	t.Helper()
	a, b := decoded(t, file), decoded(t, other)
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%v and %v", a.Bounds(), b.Bounds())
	}
	var sum float64
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			p, q, r, _ := a.At(x, y).RGBA()
			u, v, w, _ := b.At(x, y).RGBA()
			for _, d := range [3]int{int(p) - int(u), int(q) - int(v), int(r) - int(w)} {
				sum += float64(max(d, -d)) / 257
			}
		}
	}
	return sum / float64(3*a.Bounds().Dx()*a.Bounds().Dy())
}

func decoded(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatalf("%v (go test -update writes it)", err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}
