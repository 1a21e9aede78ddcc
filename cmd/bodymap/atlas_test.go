package main

import (
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bodymap/assets/models"
)

// twin writes the built-in body to a file, to be compared with itself.
func twin(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "body.glb")
	if err := os.WriteFile(file, models.Body(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestCompareJSON: the documented shape of `atlas compare --json`, as another
// program would read it, on a body that is compared with itself.
func TestCompareJSON(t *testing.T) {
	file := twin(t)
	var got struct {
		Distances struct {
			Rows []struct {
				ID, Side, System       string
				Mean, P95, Max, Volume float64
				Triangles              int
			}
			Systems []struct {
				System string
				Number int
				Median float64
			}
		}
	}
	out := output(t, "atlas", "compare", "--atlas", file, "--reference", file, "--only", "femur,muscle/gluteus-*", "--json")
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	rows := got.Distances.Rows
	if len(rows) != 4 {
		t.Fatalf("%d rows, want the femur and three gluteal muscles", len(rows))
	}
	for _, r := range rows {
		if r.Mean > 0.001 || r.Volume < 0.999 || r.Volume > 1.001 || r.Triangles == 0 || r.Side != "right" {
			t.Errorf("against itself: %+v", r)
		}
	}
	if s := got.Distances.Systems; len(s) != 2 || s[0].System != "bone" || s[1].Number != 3 {
		t.Errorf("systems %+v", s)
	}
}

// TestPartOfTheBodyNeverReplacesIt: --only without a target writes nothing.
func TestPartOfTheBodyNeverReplacesIt(t *testing.T) {
	tables := filepath.Join(root, builtTables)
	if err := run([]string{"atlas", "build", "--tables", tables, "--only", "patella"}, os.Stdout); err == nil || !strings.Contains(err.Error(), "-o") {
		t.Errorf("error %v, expected one that asks for -o", err)
	}
	file := filepath.Join(t.TempDir(), "patella.glb")
	output(t, "atlas", "build", "--tables", tables, "--only", "patella", "-o", file)
	if listed := string(output(t, "atlas", "bind", "--atlas", file)); !strings.Contains(listed, "2 structures") {
		t.Errorf("expected both patellae, got %s", listed)
	}
}

// TestPicturesShowBothHalves: one picture per view, twice as wide as asked, with
// something drawn on each half.
func TestPicturesShowBothHalves(t *testing.T) {
	file, dir := twin(t), t.TempDir()
	output(t, "atlas", "compare", "--atlas", file, "--reference", file, "--only", "patella", "--pictures", dir, "--view", "anterior,superior", "--size", "80x60")
	for _, name := range []string{"patella-anterior.png", "patella-superior.png"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Bounds().Size(); size.X != 160 || size.Y != 60 {
			t.Fatalf("%s: %v", name, size)
		}
		edge := img.At(1, 58)
		for _, half := range []int{0, 80} {
			drawn := 0
			for y := 30; y < 60; y++ {
				for x := half; x < half+80; x++ {
					if r, _, _, _ := img.At(x, y).RGBA(); r != 0 && img.At(x, y) != edge {
						drawn++
					}
				}
			}
			if drawn < 200 {
				t.Errorf("%s: %d pixels drawn from x=%d", name, drawn, half)
			}
		}
	}
}

func TestCompareNamesWhatIsWrong(t *testing.T) {
	file := twin(t)
	for _, c := range []struct{ args, want string }{
		{"--only [", "pattern"},
		{"--side up", "side"},
		{"--pictures x --view nowhere --only patella", "anterior"},
		{"--pictures x --size 9", "size"},
		{"--sheets x --region tail", "knee"},
		{"femur", "--only"},
	} {
		args := append([]string{"atlas", "compare", "--atlas", file, "--reference", file}, strings.Fields(c.args)...)
		for i, a := range args {
			if a == "x" {
				args[i] = t.TempDir()
			}
		}
		if err := run(args, os.Stdout); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, expected one that mentions %q", c.args, err, c.want)
		}
	}
}
