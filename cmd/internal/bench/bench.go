package bench

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
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
	paths    []string
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
	r := &run{Options: o, subjects: map[string]*subject{}, start: time.Now(), paths: o.Paths}
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

// Orbit measures turning.
func Orbit(o Options, out io.Writer) error {
	r, err := open(o)
	if err != nil {
		return err
	}
	defer r.close()
	for _, atlas := range o.Atlases {
		for _, skin := range []string{"xray", "off"} {
			m, err := r.measureOrbit(atlas, skin)
			if err != nil {
				return err
			}
			s := r.subjects[atlas]
			fmt.Fprintf(out, "%s skin %s: three.js %.1f ms cpu %.1f thread %.1f, triangles %d; ours rest %v moving %v\n", atlas, skin, m.peer.total(), medianOf(m.peer.frames, func(f drawn) float64 { return f.CPU }), median(m.peer.thread), m.peerCount, s.rest, s.moving)
			for _, x := range m.ours {
				w, h := x.size()
				fmt.Fprintf(out, "   %-22s %-7s %.1f ms cpu %.1f ratio %.2f thread %.1f  %dx%d %d triangles  rest %.1f until final %.1f  load %.2f\n", x.name, x.path(), x.total(), medianOf(x.frames, func(f drawn) float64 { return f.CPU }), x.total()/m.peer.total(), median(x.thread), w, h, x.triangles(), median(x.rest), median(x.finish), median(x.load))
			}
		}
	}
	return nil
}
