package bench

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"bodymap/anatomy"
	"bodymap/cmd/internal/site"
)

// Options say what to measure.
type Options struct {
	Site    string   // folder of the built page
	Cache   string   // folder in which three.js is kept
	Three   string   // folder of three.js instead; "" for none
	Atlas   string   // a .glb that stands for the reference; "" for the reference
	Atlases []string // "body", "fused"
	Paths   []string // ways of drawing that are measured: "" for the viewer's own choice, "soft", "shader"
	Only    []string // rows; none for all
	Rounds  int
	Log     io.Writer // progress
}

// run is one run of the benchmark.
type run struct {
	Options
	browser  *browser
	server   *server
	subjects map[string]*subject
	start    time.Time
}

// log tells how far the run is.
func (r *run) log(format string, args ...any) {
	fmt.Fprintf(r.Log, "%5.0fs  %s\n", time.Since(r.start).Seconds(), fmt.Sprintf(format, args...))
}

// modelFile is where the model that stands for the reference lies, and its name
// on the server.
func (o *Options) modelFile() (file, name string) {
	if o.Atlas == "" {
		return site.Reference, "fused"
	}
	return o.Atlas, strings.TrimSuffix(filepath.Base(o.Atlas), filepath.Ext(o.Atlas))
}

// open readies everything that is measured with.
func open(o Options) (*run, error) {
	r := &run{Options: o, subjects: map[string]*subject{}, start: time.Now()}
	facts, err := anatomy.Embedded()
	if err != nil {
		return nil, err
	}
	for _, name := range o.Atlases {
		file := ""
		if name != "body" {
			file, _ = o.modelFile()
			if _, err := os.Stat(file); err != nil {
				return nil, fmt.Errorf("bench: the reference anatomy is not at %s; name a .glb with ATLAS, or measure --atlas body alone", file)
			}
		}
		if r.subjects[name], err = openSubject(name, file, facts); err != nil {
			return nil, err
		}
	}
	three, err := findThree(o.Three, o.Cache)
	if err != nil {
		return nil, err
	}
	if r.server, err = serve(o.Site, o.Atlas, three, r.subjects); err != nil {
		return nil, err
	}
	if r.browser, err = openBrowser(); err != nil {
		r.server.Close()
		return nil, err
	}
	return r, nil
}

func (r *run) close() {
	r.browser.close()
	r.server.Close()
}

// Outcome is what a run found.
type Outcome struct {
	Results Results
	Machine string // what it was measured on, for people
}

// Run measures, and hands each row's results on as soon as they are there: a
// later row may fail.
func Run(o Options, each func(Results) error) (*Outcome, error) {
	for _, name := range o.Only {
		if !slices.ContainsFunc(rows[:], func(r row) bool { return r.name == name }) {
			return nil, fmt.Errorf("bench: no row %q; the rows are %s", name, Rows())
		}
	}
	r, err := open(o)
	if err != nil {
		return nil, err
	}
	defer r.close()
	out := &Outcome{Results: Results{}}
	if out.Machine, err = r.machine(); err != nil {
		return nil, err
	}
	for _, row := range rows {
		if len(o.Only) > 0 && !slices.Contains(o.Only, row.name) {
			continue
		}
		r.log("%s: %s", row.name, row.help)
		results, err := row.measure(r)
		if err != nil {
			return nil, fmt.Errorf("row %s: %w", row.name, err)
		}
		for id, m := range results {
			m.Date = time.Now().UTC().Format(time.DateOnly)
			results[id] = m
			out.Results[id] = m
		}
		if err := each(results); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// machine says what is measured on, without naming it.
func (r *run) machine() (string, error) {
	product, err := r.browser.version()
	if err != nil {
		return "", err
	}
	t, err := r.browser.open("about:blank")
	if err != nil {
		return "", err
	}
	defer t.close()
	graphics, err := eval[string](t, `(() => {
		const gl = document.createElement("canvas").getContext("webgl2");
		const info = gl?.getExtension("WEBGL_debug_renderer_info");
		return gl ? String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) : "none";
	})()`)
	if err != nil {
		return "", err
	}
	gpu := "WebGL by " + graphics
	if strings.Contains(graphics, "SwiftShader") {
		gpu = "no GPU (WebGL by SwiftShader)"
	}
	return fmt.Sprintf("Measured with %d cores, %s, %s, at %dx%d", runtime.NumCPU(), gpu, product, width, height), nil
}
