package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// figure is one line of the table: what is measured and what is to be reached.
type figure struct {
	id, name string
	reach    float64 // at most
	unit     string
	digits   int
}

var figures = [...]figure{
	{"orbit-body", "frame while turning, no GPU, of three.js's: built-in body", 0.6, "", 2},
	{"orbit-fused", "frame while turning, no GPU, of three.js's: reference anatomy", 0.8, "", 2},
	{"cpu-body", "our processor time a moving frame, shader path: built-in body", 8, "ms", 1},
	{"cpu-fused", "our processor time a moving frame, shader path: reference anatomy", 16, "ms", 1},
	{"hover", "change of hover or of marks, of a whole picture", 0.33, "", 2},
	{"idle-frames", "frames drawn while nothing changes", 0, "", 0},
	{"idle-cpu", "browser while nothing changes, above an empty page", 1, "% of a core", 1},
	{"pick-first", "first pick after load", 5, "ms", 2},
	{"pick-later", "later picks", 0.1, "ms", 3},
	{"stall", "longest stall after the first picture", 50, "ms", 0},
	{"start-poster", "poster, local server, warm cache", 0.2, "s", 2},
	{"start-body", "body that can be used, local server, warm cache", 1.2, "s", 2},
	{"transfer-wasm", "program, brotli", 2.2, "MB", 2},
	{"transfer-body", "built-in body, brotli", 1.5, "MB", 2},
	{"transfer-page", "page, brotli", 80, "kB", 1},
	{"memory-fused", "memory with the reference anatomy, JavaScript and WASM", 250, "MB", 0},
	{"growth", "processor time a triangle at 1 M triangles, of that at 250 k", 1.15, "", 2},
}

// Measured is what was found for one figure.
type Measured struct {
	Value   float64  `json:"value"`
	Missing string   `json:"missing,omitempty"` // why there is no value
	Foreign float64  `json:"foreign"`           // cores that others kept busy meanwhile
	Date    string   `json:"date"`
	Details []string `json:"details,omitempty"` // lines of Markdown
	Growth  []growth `json:"growth,omitempty"`  // of the figure growth
}

// Results holds what was measured, by the id of the figure.
type Results map[string]Measured

// ReadResults reads earlier results; none where there is no file.
func ReadResults(file string) (Results, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Results{}, nil
	}
	if err != nil {
		return nil, err
	}
	var r Results
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("%s: %w; remove it and measure again", file, err)
	}
	return r, nil
}

// Write keeps results for a later run that measures only some of them.
func (r Results) Write(file string) error {
	data, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}

// Plot draws the growth, as SVG; "" where it was not measured.
func (r Results) Plot() string {
	if len(r["growth"].Growth) == 0 {
		return ""
	}
	return plotGrowth(r["growth"].Growth)
}

// reached reports whether a figure was measured and is good enough.
func (f *figure) reached(r Results) bool {
	m, ok := r[f.id]
	return ok && m.Missing == "" && m.Value <= f.reach
}

func (f *figure) format(v float64) string {
	return strings.TrimSpace(fmt.Sprintf("%.*f %s", f.digits, v, f.unit))
}

// cells are the four columns of a figure's line.
func (f *figure) cells(r Results) [4]string {
	c := [4]string{f.name, "≤ " + f.format(f.reach), "not measured", ""}
	m, ok := r[f.id]
	switch {
	case !ok:
	case m.Missing != "":
		c[2], c[3] = m.Missing, "no"
	default:
		c[2], c[3] = f.format(m.Value), "no"
	}
	if f.reached(r) {
		c[3] = "yes"
	}
	return c
}

// Text writes what was measured as lines for a terminal.
func (r Results) Text() string {
	var b strings.Builder
	for i := range figures {
		f := &figures[i]
		m, ok := r[f.id]
		if !ok {
			continue
		}
		c := f.cells(r)
		fmt.Fprintf(&b, "%-70s %-16s %-18s reached: %-3s  foreign load %.2f cores%s\n", c[0], c[1], c[2], c[3], m.Foreign, warning(m.Foreign))
		for _, line := range m.Details {
			fmt.Fprintf(&b, "    %s\n", line)
		}
	}
	return b.String()
}

// muchLoad is the foreign load, in cores, from which milliseconds mislead.
const muchLoad = 0.3

func warning(foreign float64) string {
	if foreign > muchLoad {
		return "  (HIGH: times are too long, ratios and processor times hold)"
	}
	return ""
}

// Markdown writes the page of all results. notes say why a figure is not
// reached and what comes next.
func (r Results) Markdown(machine string, notes map[string]string) string {
	var b strings.Builder
	b.WriteString("# How fast it is\n\nMade by `make bench FLAGS=--markdown`; nothing here is written by hand but the reasons, which stand in benchmark-notes.txt.\n\n")
	fmt.Fprintf(&b, "%s. Each line says when it was measured and how many cores other programs kept busy meanwhile: under such load times are too long, while ratios of pages that take turns and processor times hold.\n\n", machine)
	b.WriteString("| figure | to reach | measured | reached | foreign load | on |\n|---|---|---|---|---|---|\n")
	for i := range figures {
		c := figures[i].cells(r)
		m, ok := r[figures[i].id]
		load := ""
		if ok {
			load = fmt.Sprintf("%.1f", m.Foreign)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", c[0], c[1], c[2], c[3], load, m.Date)
	}
	b.WriteString(compared)
	b.WriteString("\n## Not reached\n\n")
	missed := false
	for i := range figures {
		f := &figures[i]
		if f.reached(r) {
			continue
		}
		missed = true
		note := notes[f.id]
		if note == "" {
			note = fmt.Sprintf("No reason is given yet: write one under `%s` in benchmark-notes.txt.", f.id)
		}
		fmt.Fprintf(&b, "**%s** (%s). %s\n\n", f.name, f.cells(r)[2], note)
	}
	if !missed {
		b.WriteString("Nothing.\n\n")
	}
	b.WriteString("## In detail\n")
	for i := range figures {
		if m, ok := r[figures[i].id]; ok && len(m.Details) > 0 {
			fmt.Fprintf(&b, "\n### %s\n\n%s\n", sentence(figures[i].name), strings.Join(m.Details, "\n"))
		}
	}
	return b.String()
}

// compared says what three.js is asked to do.
const compared = `
three.js ` + ThreeVersion + ` draws the same file at the same size from the same places: all parts merged into one geometry and one call, Lambert shading with colours at
the vertices, no multisampling, no shadows. Where the skin is see-through it is a second call, blended over the first. It draws less than we do: no fibres, no occlusion in
the hollows, no outlines, no skin that thickens at its edge, and it cannot say what lies under the pointer. Each frame ends by reading one pixel of it.
The ratio in the table is that of the state in which the map opens, in the way of drawing that the viewer chooses by itself.
`

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// ReadNotes reads why figures are not reached: a line with the id of a figure and
// a colon, then the text until the next such line. A file that is not there has
// no notes.
func ReadNotes(file string) (map[string]string, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	notes, err := parseNotes(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return notes, nil
}

func parseNotes(text string) (map[string]string, error) {
	notes := map[string]string{}
	id := ""
	var problems []error
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		head, isHead := strings.CutSuffix(line, ":")
		switch {
		case isHead && !strings.Contains(head, " "):
			id = head
			if !slices.ContainsFunc(figures[:], func(f figure) bool { return f.id == id }) {
				problems = append(problems, fmt.Errorf("line %d: no figure %q", n+1, id))
			}
			if _, twice := notes[id]; twice {
				problems = append(problems, fmt.Errorf("line %d: %q a second time", n+1, id))
			}
			notes[id] = ""
		case line == "":
		case id == "":
			problems = append(problems, fmt.Errorf("line %d: text before the first figure, expected its id and a colon", n+1))
		default:
			notes[id] = strings.TrimSpace(notes[id] + " " + line)
		}
	}
	return notes, errors.Join(problems...)
}
