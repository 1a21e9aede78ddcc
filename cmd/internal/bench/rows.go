package bench

import (
	"fmt"
	"slices"
	"strings"
)

// row measures some figures that go together.
type row struct {
	name, help string
	measure    func(*run) (Results, error)
}

var rows = [...]row{
	{"orbit", "frames while turning, ours and three.js", (*run).orbitRow},
	{"cpu", "processor time of a moving frame on the shader path", (*run).cpuRow},
	{"hover", "change of hover, marks and selection", (*run).hoverRow},
	{"idle", "what runs while nothing changes", (*run).idleRow},
	{"pick", "first and later picks", (*run).pickRow},
	{"start", "first pictures, and stalls after them", (*run).startRow},
	{"transfer", "what is fetched", (*run).transferRow},
	{"memory", "what is held", (*run).memoryRow},
	{"growth", "processor time over triangles", (*run).growthRow},
}

// Rows lists the rows, each with what it is.
func Rows() string {
	var list []string
	for _, r := range rows {
		list = append(list, r.name+" ("+r.help+")")
	}
	return strings.Join(list, ", ")
}

func (r *run) orbitRow() (Results, error) {
	results := Results{}
	for _, atlas := range r.Atlases {
		opening, err := r.measureOrbit(atlas, "xray", r.Paths...)
		if err != nil {
			return nil, err
		}
		bare, err := r.measureOrbit(atlas, "off", "")
		if err != nil {
			return nil, err
		}
		own := slices.Index(r.Paths, "")
		m := Measured{Value: opening.ratio(opening.ours[max(own, 0)]), Foreign: max(opening.load, bare.load)}
		if own < 0 {
			m.Missing = "not by its own choice"
		}
		m.Details = append(m.Details, orbitHead...)
		m.Details = append(m.Details, opening.lines()...)
		m.Details = append(m.Details, bare.lines()...)
		s := r.subjects[atlas]
		m.Details = append(m.Details, "", fmt.Sprintf("Triangles of ours: at rest %d and skin %d, coarser while moving %d and %d.", s.rest[0], s.rest[1], s.moving[0], s.moving[1]))
		results["orbit-"+atlas] = m
	}
	return results, nil
}

var orbitHead = []string{
	"| state | page | frame, ms | of three.js | pictures a second | moving picture | triangles to WebGL | frame's callback, ms | processor time of the browser a frame, ms | first picture at rest, ms | until the best, ms |",
	"|---|---|---|---|---|---|---|---|---|---|---|",
}

func (o *orbit) ratio(m *mover) float64 { return m.total() / o.peer.total() }

// lines are the lines of the detailed table.
func (o *orbit) lines() []string {
	state := "skin see-through"
	if o.skin == "off" {
		state = "skin off"
	}
	line := func(m *mover, name, ratio string, triangles int) string {
		w, h := m.size()
		rest, best := "", ""
		if len(m.rest) > 0 {
			rest, best = fmt.Sprintf("%.0f", median(m.rest)), fmt.Sprintf("%.0f", median(m.finish))
		}
		size := fmt.Sprintf("%dx%d", w, h)
		if w*h < width*height {
			size += fmt.Sprintf(", %.2f of the screen's pixels", float64(w*h)/(width*height))
		}
		callback := medianOf(m.frames, func(f drawn) float64 { return f.CPU })
		return fmt.Sprintf("| %s | %s | %.0f | %s | %.1f | %s | %d | %.1f | %.0f | %s | %s |",
			state, name, m.total(), ratio, m.rate(), size, triangles, callback, median(m.cores), rest, best)
	}
	list := []string{line(o.peer, "three.js", "1", o.peerCount)}
	for _, m := range o.ours {
		name := m.name
		if name == "bodymap" {
			name += ", which chooses " + m.path()
		}
		list = append(list, line(m, name, fmt.Sprintf("%.2f", o.ratio(m)), m.triangles()))
	}
	return list
}

func (r *run) cpuRow() (Results, error) {
	results := Results{}
	for _, atlas := range r.Atlases {
		var callback, thread float64
		used, err := r.browser.watch(func() (err error) {
			callback, thread, err = r.measureCPU(atlas, "shader")
			return err
		})
		if err != nil {
			return nil, err
		}
		results["cpu-"+atlas] = Measured{Value: callback, Foreign: used.foreign, Details: []string{
			fmt.Sprintf("Processor time of the animation frame's callback, in which the program runs and hands its triangles to WebGL, from a trace: %.1f ms; all of the page's main thread: %.1f ms a frame.", callback, thread)}}
	}
	return results, nil
}

func (r *run) hoverRow() (Results, error) {
	m := Measured{Details: []string{
		"| atlas | way | whole picture at rest, ms | hover, ms | of the whole | level of treatment switched, ms | of the whole | from choosing a muscle to its first picture, ms | triangles to WebGL: whole, hover |",
		"|---|---|---|---|---|---|---|---|---|"}}
	for _, atlas := range r.Atlases {
		for _, path := range r.Paths {
			c, err := r.measureChange(atlas, path)
			if err != nil {
				return nil, err
			}
			if path == "" {
				m.Value = max(m.Value, c.share(c.hover), c.share(c.level))
			}
			m.Foreign = max(m.Foreign, c.load)
			m.Details = append(m.Details, fmt.Sprintf("| %s | %s | %.0f | %.0f | %.2f | %.0f | %.2f | %.0f | %d, %d |", atlas, way(path), median(c.full), median(c.hover), c.share(c.hover),
				median(c.level), c.share(c.level), median(c.selection), c.fullCount, c.hoverCount))
			r.log("hover, %s, %s", atlas, way(path))
		}
	}
	m.Details = append(m.Details, "", "The figure is the worst of those in the way that the viewer chooses by itself.")
	return Results{"hover": m}, nil
}

// way names a way of drawing.
func way(path string) string {
	if path == "" {
		return "by itself"
	}
	return path
}

func (r *run) idleRow() (Results, error) {
	i, err := r.measureIdle(r.Atlases[0])
	if err != nil {
		return nil, err
	}
	ours, empty := median(i.ours)*100, median(i.empty)*100
	detail := fmt.Sprintf("The whole browser used %.2f %% of a core with the page (%s), %.2f %% with an empty one; %d animation frames were run, %d drawn, in %d times %.0f s.",
		ours, r.Atlases[0], empty, i.runs, i.frames, len(i.ours), idleTime.Seconds())
	return Results{
		"idle-frames": {Value: float64(i.frames), Foreign: i.load},
		"idle-cpu":    {Value: max(ours-empty, 0), Foreign: i.load, Details: []string{detail}},
	}, nil
}

func (r *run) pickRow() (Results, error) {
	first := Measured{Details: []string{"| atlas | way | first pick of each load, ms | later picks, ms |", "|---|---|---|---|"}}
	later := Measured{}
	for _, atlas := range r.Atlases {
		for _, path := range r.Paths {
			var p *pick
			used, err := r.browser.watch(func() (err error) { p, err = r.measurePick(atlas, path); return err })
			if err != nil {
				return nil, err
			}
			first.Value, later.Value = max(first.Value, median(p.first)), max(later.Value, median(p.later))
			first.Foreign = max(first.Foreign, used.foreign)
			first.Details = append(first.Details, fmt.Sprintf("| %s | %s | %s | %.4f |", atlas, way(path), join(p.first, "%.2f"), median(p.later)))
			r.log("pick, %s, %s", atlas, way(path))
		}
	}
	first.Details = append(first.Details, "", fmt.Sprintf("Of a bone in sight, by the processor time of the frame's callback less that of a frame with nothing to do; later picks as the mean of %d. The figures are the worst of the lines.", manyPicks))
	later.Foreign = first.Foreign
	return Results{"pick-first": first, "pick-later": later}, nil
}

// join writes numbers one after the other.
func join(values []float64, format string) string {
	var list []string
	for _, v := range values {
		list = append(list, fmt.Sprintf(format, v))
	}
	return strings.Join(list, ", ")
}

func (r *run) startRow() (Results, error) {
	results := Results{}
	body := Measured{Details: []string{"| atlas | poster, ms | body drawn, ms | page ready, ms | processor time of the browser, ms | longest task after, left alone, ms | in use, ms |", "|---|---|---|---|---|---|---|"}}
	stall := Measured{}
	poster := Measured{}
	for _, atlas := range r.Atlases {
		visits, load, err := r.measureStart(atlas)
		if err != nil {
			return nil, err
		}
		inUse, err := r.measureStall(atlas)
		if err != nil {
			return nil, err
		}
		all := func(of func(start) float64) (list []float64) {
			for _, v := range visits {
				list = append(list, of(v))
			}
			return list
		}
		posters, drawn, ready := all(func(s start) float64 { return s.Poster }), all(func(s start) float64 { return s.Picture }), all(func(s start) float64 { return s.Ready })
		alone := all(func(s start) float64 { return s.Stall })
		if atlas == "body" {
			poster.Value, body.Value = median(posters)/1000, max(median(drawn), median(ready))/1000
			if median(posters) < 0 {
				poster.Missing = "there is none"
			}
		}
		stall.Value = max(stall.Value, median(alone), median(inUse))
		body.Foreign = max(body.Foreign, load)
		body.Details = append(body.Details, fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s |", atlas, join(posters, "%.0f"), join(drawn, "%.0f"), join(ready, "%.0f"),
			join(all(func(s start) float64 { return s.CPU }), "%.0f"), join(alone, "%.0f"), join(inUse, "%.0f")))
		r.log("start, %s", atlas)
	}
	body.Details = append(body.Details, "", "One number for each visit, from the navigation; -1 is none, and tasks under 50 ms count as 0. In use: the pointer moves down the body and selects what is in its middle. The body counts from when it is drawn and the page can be used, whichever is later.")
	poster.Foreign, stall.Foreign = body.Foreign, body.Foreign
	results["stall"] = stall
	if slices.Contains(r.Atlases, "body") {
		results["start-body"], results["start-poster"] = body, poster
	} else {
		stall.Details = body.Details
		results["stall"] = stall
	}
	return results, nil
}

func (r *run) transferRow() (Results, error) {
	t, err := r.measureTransfer()
	if err != nil {
		return nil, err
	}
	page := []string{"The page: " + strings.Join(t.files, ", ") + ".",
		fmt.Sprintf("Pictures: %.1f kB. All else: %.1f kB. Together a first visit fetches %.2f MB.", kilo(t.pictures), kilo(t.other), kilo(t.program+t.model+t.page+t.pictures+t.other)/1000)}
	return Results{
		"transfer-wasm": {Value: kilo(t.program) / 1000},
		"transfer-body": {Value: kilo(t.model) / 1000},
		"transfer-page": {Value: kilo(t.page), Details: page},
	}, nil
}

func kilo(bytes int) float64 { return float64(bytes) / 1000 }

func (r *run) memoryRow() (Results, error) {
	results := Results{}
	for _, atlas := range r.Atlases {
		m, err := r.measureMemory(atlas)
		if err != nil {
			return nil, err
		}
		detail := fmt.Sprintf("%s: WebAssembly %.0f MB, JavaScript %.1f MB after collection (%.1f MB before).", atlas, m.program/1e6, m.heap/1e6, m.garbage/1e6)
		// The reference's is the figure; the body's stands beside it.
		f := results["memory-fused"]
		f.Details = append(f.Details, detail)
		if atlas != "body" {
			f.Value = (m.program + m.heap) / 1e6
		}
		results["memory-fused"] = f
	}
	if f := results["memory-fused"]; !slices.Contains(r.Atlases, "fused") {
		f.Missing = "only of the built-in body"
		results["memory-fused"] = f
	}
	return results, nil
}

func (r *run) growthRow() (Results, error) {
	m := Measured{Details: []string{"![Processor time of a moving frame over triangles](growth.svg)", ""}}
	var list []growth
	used, err := r.browser.watch(func() error {
		for _, path := range []string{"soft", "shader"} {
			g, err := r.measureGrowth(path)
			if err != nil {
				return err
			}
			list = append(list, *g)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, g := range list {
		slope, offset, explains := g.line()
		m.Value = max(m.Value, g.bend())
		var points []string
		for _, p := range g.Points {
			points = append(points, fmt.Sprintf("%d k: %.1f ms", p.Triangles/1000, p.CPU))
		}
		m.Details = append(m.Details, fmt.Sprintf("path=%s: %s. A straight line, %.1f ms and %.1f ms for each 100,000 triangles, explains %.1f %% of it.",
			g.Path, strings.Join(points, ", "), offset, slope*1e5, explains*100), "")
	}
	m.Foreign, m.Growth = used.foreign, list
	return Results{"growth": m}, nil
}

// bend is what a triangle costs in the largest model, of what it costs in the
// one a quarter as large: 1 where the growth is linear.
func (g *growth) bend() float64 {
	last := g.Points[len(g.Points)-1]
	for _, p := range g.Points {
		if p.Triangles*4 >= last.Triangles && p.CPU > 0 {
			return last.CPU / float64(last.Triangles) / (p.CPU / float64(p.Triangles))
		}
	}
	return 0
}
