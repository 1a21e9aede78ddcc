package body_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"bodymap/assets/body"
	"bodymap/render/geom"
)

// made builds the mesh of one loft or sheet.
func made(t *testing.T, shape string) *geom.Mesh {
	t.Helper()
	parts, err := body.Build(fstest.MapFS{"muscle/x.txt": {Data: []byte("side midline\n" + shape)}})
	if err != nil {
		t.Fatal(err)
	}
	return parts[0].Mesh
}

// TestCaliperFindsWhatWasMade: a loft that is measured gives back its length,
// width, thickness and direction.
func TestCaliperFindsWhatWasMade(t *testing.T) {
	m := made(t, `loft
zero left
at -60 900 40 30 6 4 2 0
at -62 850 45 30 20 10 2 0
at -66 780 50 30 22 11 2 0
at -70 700 48 30 15 8 2 0
at -72 650 40 30 5 3 2 0
`)
	text, err := body.MeasureLoft(m, body.Hints{Stations: 7})
	if err != nil {
		t.Fatal(err)
	}
	widest, top, bottom := 0.0, 0.0, 2000.0
	for _, line := range strings.Split(text, "\n") {
		var x, y, z, turn, width, thick, form, bow float64
		if n, _ := fmt.Sscanf(line, "at %f %f %f %f %f %f %f %f", &x, &y, &z, &turn, &width, &thick, &form, &bow); n != 8 {
			continue
		}
		top, bottom = math.Max(top, y), math.Min(bottom, y)
		if width > 18 {
			widest = math.Max(widest, width)
			if d := math.Mod(turn-30+900, 180) - 0; math.Min(d, 180-d) > 6 {
				t.Errorf("%q: turn is off by %v", line, math.Min(d, 180-d))
			}
			if math.Abs(width/thick-2) > 0.3 {
				t.Errorf("%q: twice as wide as thick was made", line)
			}
		}
	}
	if math.Abs(widest-22) > 1.5 || math.Abs(top-900) > 6 || math.Abs(bottom-650) > 6 {
		t.Errorf("widest %v, from %v to %v; made 22, 900 to 650\n%s", widest, top, bottom, text)
	}
	again := made(t, text)
	if a, b := volume(m), volume(again); math.Abs(a-b) > 0.08*a {
		t.Errorf("volume %v made, %v measured", a, b)
	}
}

// TestGaugeFindsWhatWasMade: a sheet that is measured gives back its surface.
func TestGaugeFindsWhatWasMade(t *testing.T) {
	m := made(t, `sheet
row -100 1000 0 8 | -60 1005 -8 8 | -20 1000 0 8
row -100 950 -6 8 | -60 950 -14 8 | -20 950 -6 8
row -100 900 0 8 | -60 900 -8 8 | -20 900 0 8
`)
	text, err := body.MeasureSheet(m, body.Outline{Azimuth: 180, Rows: 3, Columns: 3, Lines: [][][2]float64{
		{{97, 997}, {60, 1000}, {23, 997}}, {{97, 950}, {60, 950}, {23, 950}}, {{97, 903}, {60, 903}, {23, 903}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var p [12]float64
	line := strings.Split(text, "\n")[3]
	if n, _ := fmt.Sscanf(strings.ReplaceAll(line, "|", ""), "row %f %f %f %f %f %f %f %f %f %f %f %f",
		&p[0], &p[1], &p[2], &p[3], &p[4], &p[5], &p[6], &p[7], &p[8], &p[9], &p[10], &p[11]); n != 12 {
		t.Fatalf("second row is %q", line)
	}
	if math.Abs(p[4]+60) > 1 || math.Abs(p[5]-950) > 1 || math.Abs(p[6]+14) > 1 || math.Abs(p[7]-8) > 1 {
		t.Errorf("middle is %v, made -60 950 -14 8", p[4:8])
	}
}

// TestMeasuringNothing: no mesh gives an error, not a panic.
func TestMeasuringNothing(t *testing.T) {
	if _, err := body.MeasureLoft(&geom.Mesh{}, body.Hints{}); err == nil {
		t.Error("a loft measured on nothing")
	}
	if _, err := body.MeasureSheet(&geom.Mesh{}, body.Outline{}); err == nil {
		t.Error("a sheet measured on nothing")
	}
}
