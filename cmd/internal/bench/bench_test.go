package bench

import (
	"encoding/xml"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bodymap/render/gltf"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{nil, 0},
		{[]float64{3}, 3},
		{[]float64{9, 1, 5}, 5},
		{[]float64{4, 1, 3, 2}, 2.5},
	} {
		if got := median(c.values); got != c.want {
			t.Errorf("median(%v) = %g, want %g", c.values, got, c.want)
		}
	}
	values := []float64{5, 1, 3}
	median(values)
	if values[0] != 5 {
		t.Error("median changed the order of what it was given")
	}
	if got := medianOfLargest([]float64{0, 0.1, 30, 10, 20}, 3); got != 20 {
		t.Errorf("medianOfLargest = %g, want 20: frames that drew nothing are no frames", got)
	}
}

func TestBusyLeavesOutWaiting(t *testing.T) {
	got, err := busy([]byte("cpu  100 20 30 5000 600 7 8 9 50 0\ncpu0 1 2 3 4 5 6 7 8 9 0\n"))
	if want := 1740 * time.Millisecond; err != nil || got != want { // guests are in user time already
		t.Errorf("busy = %v, %v, want %v", got, err, want)
	}
	for _, damaged := range []string{"", "cpu 1 2 3", "intr 1 2 3 4 5 6 7 8 9", "cpu a b c d e f g h i j"} {
		if _, err := busy([]byte(damaged)); err == nil {
			t.Errorf("busy(%q): no error", damaged)
		}
	}
}

func TestParentOfWithBracketsInTheName(t *testing.T) {
	pid, parent, ok := parentOf("4711 (a) R 1 (b) S 815 4711 0 0")
	if !ok || pid != 4711 || parent != 815 {
		t.Errorf("parentOf = %d, %d, %t, want 4711, 815, true", pid, parent, ok)
	}
	if _, _, ok := parentOf("4711"); ok {
		t.Error("parentOf read what is no process")
	}
}

func TestTreeHoldsThisProcess(t *testing.T) {
	found := false
	for _, pid := range tree(os.Getppid()) {
		found = found || pid == os.Getpid()
	}
	if !found {
		t.Error("a process is not in the tree of its parent")
	}
}

func TestSpentTellsOthersFromUs(t *testing.T) {
	const s = time.Second
	at := time.Now()
	from := usage{at: at, all: 100 * s, own: 1 * s,
		process: map[int]time.Duration{1: 5 * s, 2: 7 * s, 3: 90 * s}, main: map[int]time.Duration{1: 4 * s, 2: 2 * s}}
	to := usage{at: at.Add(10 * s), all: 116 * s, own: 2 * s,
		process: map[int]time.Duration{1: 6 * s, 2: 10 * s, 4: 2 * s}, main: map[int]time.Duration{1: 9 * s, 2: 4 * s, 4: 1 * s}}
	got := to.since(from, 1)
	// 16 s in all: 1 + 3 + 2 by the browser, whose process 3 has ended and whose
	// process 4 is new, 1 by us, 9 by others in 10 s.
	if got.browser != 6*s || got.main != 2*s || math.Abs(got.foreign-0.9) > 1e-9 {
		t.Errorf("spent = %+v, want browser 6 s, main 2 s, foreign 0.9", got)
	}
}

func TestNotes(t *testing.T) {
	notes, err := parseNotes("orbit-body:\nIt is slow,\nfor now.\n\nNext: cull.\nstall:\n  Labels.\n")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := notes["orbit-body"], "It is slow, for now. Next: cull."; got != want {
		t.Errorf("note = %q, want %q", got, want)
	}
	if got := notes["stall"]; got != "Labels." {
		t.Errorf("note = %q", got)
	}
	_, err = parseNotes("a word\nno-such-figure:\nx\nstall:\nstall:\n")
	for _, want := range []string{"line 1", "line 2", "no-such-figure", "line 5"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("errors %v do not name %s", err, want)
		}
	}
}

func TestNotesOfTheRepository(t *testing.T) {
	if _, err := ReadNotes("../../../render/benchmark-notes.txt"); err != nil {
		t.Error(err)
	}
}

func TestMarkdownKeepsNotesAndSaysWhatIsMissing(t *testing.T) {
	r := Results{
		"orbit-body":   {Value: 0.55, Foreign: 1.3, Date: "2026-01-02"},
		"orbit-fused":  {Value: 0.81, Date: "2026-01-02", Details: []string{"A detail."}},
		"start-poster": {Missing: "there is none"},
	}
	page := r.Markdown("Measured with 2 cores", map[string]string{"orbit-fused": "Because.", "orbit-body": "Never shown."})
	for _, want := range []string{
		"| 0.55 | yes | 1.3 | 2026-01-02 |", "| 0.81 | no |", "(0.81). Because.", "A detail.", "| there is none | no |",
		"| not measured |", "write one under `stall`", "Measured with 2 cores.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if strings.Contains(page, "Never shown") {
		t.Error("the reason for missing a figure is shown though it is reached")
	}
}

func TestResultsSurviveARun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bench.json")
	if r, err := ReadResults(file); err != nil || len(r) != 0 {
		t.Fatalf("without a file: %v, %v", r, err)
	}
	want := Results{"stall": {Value: 12, Foreign: 0.5, Date: "2026-01-02", Details: []string{"x"}}}
	if err := want.Write(file); err != nil {
		t.Fatal(err)
	}
	got, err := ReadResults(file)
	if err != nil || got["stall"].Value != 12 || got["stall"].Details[0] != "x" {
		t.Errorf("read %v, %v, want %v", got, err, want)
	}
}

func TestBallModelHoldsWhatItSays(t *testing.T) {
	for _, n := range ballCounts[:3] {
		data, err := ballModel(n)
		if err != nil {
			t.Fatal(err)
		}
		m, err := gltf.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		// The two rings at the poles have no height: half of their triangles have no area.
		if lost := n*ballTriangles - m.Triangles; len(m.Parts) != n || lost < 0 || lost > 2*ballRings*n {
			t.Errorf("%d balls: %d parts, %d triangles, want %d", n, len(m.Parts), m.Triangles, n*ballTriangles)
		}
		for _, p := range m.Parts {
			b := p.Mesh.Bounds
			if b.Min.Y < -0.2 || b.Max.Y > 1.9 || p.System != "muscle" {
				t.Errorf("%s reaches from %v to %v as %q", p.Name, b.Min, b.Max, p.System)
			}
		}
	}
}

func TestGrowthLineAndBend(t *testing.T) {
	straight := growth{Points: []point{{100, 12}, {200, 22}, {400, 42}}}
	slope, offset, explains := straight.line()
	if math.Abs(slope-0.1) > 1e-9 || math.Abs(offset-2) > 1e-9 || math.Abs(explains-1) > 1e-9 {
		t.Errorf("line = %g, %g, %g, want 0.1, 2, 1", slope, offset, explains)
	}
	if b := straight.bend(); b > 1 {
		t.Errorf("a straight line bends by %g", b)
	}
	square := growth{Points: []point{{100, 1}, {200, 4}, {400, 16}}}
	if b := square.bend(); b != 4 {
		t.Errorf("a square bends by %g, want 4", b)
	}
}

func TestPlotIsSoundXML(t *testing.T) {
	svg := plotGrowth([]growth{{Path: "soft", Points: []point{{50_000, 8}, {1_000_000, 130}}}, {Path: "shader", Points: []point{{50_000, 5}, {1_000_000, 90}}}})
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(svg, "prefers-color-scheme: dark") {
		t.Error("the plot does not follow a dark theme")
	}
}

func TestWithoutChromiumOrThreeTheRemedyIsSaid(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := openBrowser(); err == nil || !strings.Contains(err.Error(), "apt-get install chromium") {
		t.Errorf("without Chromium: %v", err)
	}
	if _, err := findThree("", t.TempDir()); err == nil || !strings.Contains(err.Error(), "--three") {
		t.Errorf("without npm: %v", err)
	}
	if _, err := findThree(t.TempDir(), ""); err == nil || !strings.Contains(err.Error(), "--three") {
		t.Errorf("with a folder that is not three.js: %v", err)
	}
}
