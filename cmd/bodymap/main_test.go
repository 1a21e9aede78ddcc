package main

import (
	"bytes"
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// output runs a command line and returns what it printed.
func output(t *testing.T, args ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := run(args, &out); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return out.Bytes()
}

// TestLinksJSON: the documented shape of `links --json`, as another program
// would read it.
func TestLinksJSON(t *testing.T) {
	var got struct {
		Selection struct{ Kind, ID, Side string }
		Levels    []struct {
			Level int
			Name  string
			Items []struct {
				ID, Kind, Reason string
				Sources          []string
				Segment          string
				Core             *bool
			}
		}
	}
	if err := json.Unmarshal(output(t, "links", "gluteus-medius", "--side", "left", "--json"), &got); err != nil {
		t.Fatal(err)
	}
	if s := got.Selection; s.Kind != "muscle" || s.ID != "gluteus-medius" || s.Side != "left" {
		t.Errorf("selection %+v", s)
	}
	if len(got.Levels) != 4 {
		t.Fatalf("%d levels", len(got.Levels))
	}
	for i, l := range got.Levels {
		if l.Level != i+1 || l.Name == "" || len(l.Items) == 0 {
			t.Errorf("level %d: %d %q with %d items", i+1, l.Level, l.Name, len(l.Items))
		}
		for _, item := range l.Items {
			if item.ID == "" || item.Kind == "" || item.Reason == "" || len(item.Sources) == 0 {
				t.Errorf("level %d: %+v", l.Level, item)
			}
			if l.Level == 3 && (item.Segment == "" || item.Core == nil) {
				t.Errorf("level 3 without segment or core: %+v", item)
			}
		}
	}
}

// TestFactsJSON: each muscle has what `facts muscle --json` promises.
func TestFactsJSON(t *testing.T) {
	var got []struct {
		ID       string
		FMA      string
		Names    map[string]string
		Nerves   []string
		Segments struct{ Core, Variable []string }
		Referral struct{ Primary, Spillover []string }
	}
	if err := json.Unmarshal(output(t, "facts", "muscle", "--json"), &got); err != nil {
		t.Fatal(err)
	}
	for _, m := range got {
		if m.Names["en"] == "" || m.Names["la"] == "" || len(m.Nerves) == 0 {
			t.Errorf("%s: names %v, nerves %v", m.ID, m.Names, m.Nerves)
		}
		if m.Segments.Core == nil || m.Segments.Variable == nil || m.Referral.Primary == nil || m.Referral.Spillover == nil {
			t.Errorf("%s: an array is null", m.ID)
		}
		if m.ID == "gluteus-medius" && (m.FMA != "FMA22315" || strings.Join(m.Segments.Core, " ") != "L4 L5 S1") {
			t.Errorf("%+v", m)
		}
	}
}

// TestReferredJSON: several regions together narrow the list, and primary comes
// before spillover.
func TestReferredJSON(t *testing.T) {
	type ranked struct {
		Muscle, Grade, Reason         string
		Primary, Spillover, Elsewhere []string
		Points, Cite                  []string
	}
	ask := func(regions ...string) (list []ranked) {
		t.Helper()
		if err := json.Unmarshal(output(t, append(append([]string{"referred"}, regions...), "--json")...), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	one, two := ask("buttock"), ask("buttock", "thigh-posterior")
	if len(two) == 0 || len(two) >= len(one) {
		t.Fatalf("%d muscles refer to the buttock and %d to the back of the thigh too, expected fewer but some", len(one), len(two))
	}
	for i, r := range two {
		if len(r.Primary)+len(r.Spillover) != 2 || len(r.Points) == 0 || len(r.Cite) == 0 || !strings.Contains(r.Reason, "back of the thigh") {
			t.Errorf("%+v, expected both regions, points, sources and the reason", r)
		}
		if i > 0 && len(r.Primary) > len(two[i-1].Primary) {
			t.Errorf("%s with %d primary regions after %s with %d", r.Muscle, len(r.Primary), two[i-1].Muscle, len(two[i-1].Primary))
		}
	}
}

// TestEveryKindPrints: all kinds print as a list and as JSON.
func TestEveryKindPrints(t *testing.T) {
	for _, kind := range []string{"muscle", "nerve", "structure", "point", "region", "level", "dermatome", "myotome", "landmark", "measure", "condition", "caution", "topic", "language", "source"} {
		lines := bytes.Count(output(t, "facts", kind), []byte("\n"))
		var list []json.RawMessage
		if err := json.Unmarshal(output(t, "facts", kind, "--json"), &list); err != nil || len(list) != lines || lines == 0 {
			t.Errorf("%s: %d lines, %d records, %v", kind, lines, len(list), err)
		}
	}
}

// TestMistakesAreNamed: a wrong word on the command line is named with a remedy.
func TestMistakesAreNamed(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"lnks"}, "lnks"},
		{[]string{"links", "gluteus-medus"}, "gluteus-medius"},
		{[]string{"links", "gluteus-medius", "--side", "up"}, "up"},
		{[]string{"links"}, "expected one"},
		{[]string{"facts", "tail"}, "muscle"},
		{[]string{"render", "--size", "big"}, "1280x800"},
		{[]string{"render", "--select", "nothing-at-all"}, "nothing-at-all"},
		{[]string{"render", "--view", "above"}, "posterior"},
		{[]string{"render", "--theme", "sepia"}, "contrast-dark"},
		{[]string{"render", "--section", "oblique:1"}, "transverse"},
		{[]string{"render", "--atlas", "none.glb"}, "none.glb"},
		{[]string{"atlas"}, "build"},
		{[]string{"atlas", "measure"}, "expected one"},
		{[]string{"check", "--facts", "no-such-folder"}, "no-such-folder"},
	} {
		var out bytes.Buffer
		if err := run(c.args, &out); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, expected an error that names %q", c.args, err, c.want)
		}
	}
}

// TestRender: the documented command writes a picture of the asked size that the
// selection changes.
func TestRender(t *testing.T) {
	draw := func(args ...string) []byte {
		file := filepath.Join(t.TempDir(), "out.png")
		output(t, append([]string{"render", "--size", "320x240", "-o", file}, args...)...)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if b := img.Bounds(); b.Dx() != 320 || b.Dy() != 240 {
			t.Errorf("%v: %v", args, b)
		}
		return data
	}
	right := draw("--select", "gluteus-medius", "--side", "right", "--view", "posterior")
	if bytes.Equal(right, draw("--select", "gluteus-medius", "--side", "left", "--view", "posterior")) {
		t.Error("left and right look the same")
	}
	if !bytes.Equal(right, draw("--select", "gluteus-medius", "--side", "right", "--view", "posterior")) {
		t.Error("the same command draws two different pictures")
	}
	if bytes.Equal(right, draw("--select", "gluteus-medius", "--side", "right", "--view", "posterior", "--levels", "none")) {
		t.Error("the levels do not change the picture")
	}
}
