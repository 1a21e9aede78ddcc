package webtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"

	"bodymap/anatomy"
)

// host serves a course page of another origin, under a policy that allows the
// element's origin and nothing inline. What the element tells is kept in the
// page's title, an event a line.
func host(t *testing.T, bodymap, element string) *httptest.Server {
	t.Helper()
	policy := fmt.Sprintf("default-src 'none'; script-src 'self' %[1]s; frame-src %[1]s", bodymap)
	page := fmt.Sprintf(`<!doctype html><html lang="en"><meta charset="utf-8"><title>-</title>
<script src="/hear.js"></script><script src="%s/body-map.js"></script><h1>Course</h1>%s</html>`, bodymap, element)
	hear := `window.heard = [];
for (const type of ["load", "select", "error"])
  document.addEventListener(type, (e) => { if (e.target.localName === "body-map") heard.push({ type, detail: e.detail }) }, true);`
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page)
		case "/hear.js":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, hear)
		default:
			w.Header().Set("Content-Type", "image/x-icon")
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// frame is where the element lies on the host page.
func (p *tab) frame() box {
	p.t.Helper()
	return eval[box](p, `(() => { const r = document.querySelector("body-map").getBoundingClientRect(); return { X: r.x, Y: r.y, W: r.width, H: r.height } })()`)
}

// TestEmbed: an element on another origin loads, tells its selection, and tells
// the selection that a click on its body makes.
func TestEmbed(t *testing.T) {
	m := twin(t, "body")
	ours := serve(t)
	theirs := host(t, ours.URL, `<body-map select="piriformis" side="right"></body-map>`)
	p := open(t, 900, 900, false, theirs.URL)
	p.until(`heard.some((e) => e.type === "load")`)
	p.until(`heard.some((e) => e.type === "select" && e.detail.id === "piriformis" && e.detail.side === "right")`)
	b := p.frame()
	if b.W < 200 || b.H < 200 {
		t.Errorf("the element takes %v by %v CSS pixels", b.W, b.H)
	}
	p.keep("loaded")
	x, y := onScreen(t, m, "select=muscle:piriformis&side=right", int(b.W), int(b.H), "gluteus-maximus", anatomy.Left)
	p.run(chromedp.MouseClickXY(b.X+x, b.Y+y))
	p.until(`heard.some((e) => e.type === "select" && e.detail.id === "gluteus-maximus" && e.detail.side === "left")`)
	p.do(`document.querySelector("body-map").setAttribute("select", "gluteus-minimus")`)
	p.until(`heard.at(-1).type === "select" && heard.at(-1).detail.id === "gluteus-minimus"`)
	p.clean()
}

// TestEmbedTellsErrors: what cannot be shown is said in the element and to the
// page, and the last good selection stays.
func TestEmbedTellsErrors(t *testing.T) {
	ours := serve(t)
	theirs := host(t, ours.URL, `<body-map select="piriformis" side="right"></body-map>`)
	p := open(t, 900, 900, false, theirs.URL)
	p.until(`heard.some((e) => e.type === "select")`)
	p.do(`document.querySelector("body-map").setAttribute("select", "piriformes")`)
	p.until(`heard.some((e) => e.type === "error" && e.detail.message.includes("piriformes"))`)
	if id := eval[string](p, `document.querySelector("body-map").selection.id`); id != "piriformis" {
		t.Errorf("after an unknown id %q is selected", id)
	}
}

// TestStrangersAreNotHeard: a message from a window that is not the stage's
// parent, or of the wrong shape, changes nothing.
func TestStrangersAreNotHeard(t *testing.T) {
	p := open(t, 1000, 700, false, serve(t).URL+"/#select=muscle:piriformis&side=right")
	p.until(`document.querySelector("[data-testid=selection-name]")`)
	p.settled()
	before := eval[string](p, "location.hash")
	for _, message := range []string{
		`{ bodymap: 2, type: "event", event: { type: "clear" } }`,
		`{ bodymap: 1, type: "event", event: "clear" }`,
		`{ bodymap: 1, type: "evil" }`,
		`"clear"`, `null`,
	} {
		p.do(`document.querySelector("[data-testid=stage]").contentWindow.postMessage(` + message + `, location.origin)`)
	}
	p.do(`window.postMessage({ bodymap: 1, type: "state", fragment: "x", treatment: null, cause: "init" }, location.origin)`)
	p.settled()
	if after := eval[string](p, "location.hash"); after != before {
		t.Errorf("the address became %q", after)
	}
	if name := p.text("selection-name"); name == "" {
		t.Error("the panel lost its selection")
	}
}
