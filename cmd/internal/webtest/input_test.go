package webtest

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"bodymap/anatomy"
	"bodymap/cmd/internal/bind"
)

// hearStates keeps the last state that the stage told, and the causes of all.
const hearStates = `window.causes = []; addEventListener("message", (e) => { if (e.data?.type === "state") { window.state = e.data.state; causes.push(e.data.cause) } })`

// camera is where the body is seen from: degrees and metres.
type camera struct {
	Yaw, Pitch, Distance float64
	Target               [3]float64
}

// seen returns the camera once it rests.
func (p *tab) seen() camera {
	p.t.Helper()
	p.settled()
	return eval[camera](p, "state.camera")
}

// moved reports how far the camera's target went, in metres.
func (c camera) moved(from camera) float64 {
	return math.Hypot(c.Target[0]-from.Target[0], math.Hypot(c.Target[1]-from.Target[1], c.Target[2]-from.Target[2]))
}

// turned reports whether the camera went round the body.
func (c camera) turned(from camera) bool {
	return math.Abs(c.Yaw-from.Yaw) > 1 || math.Abs(c.Pitch-from.Pitch) > 1
}

// mouse sends one event of the mouse, with its pressed buttons.
func (p *tab) mouse(params input.DispatchMouseEventParams) {
	p.t.Helper()
	call(p, input.DispatchMouseEvent, params)
}

// drag presses a button at a place, moves in steps and lets go.
func (p *tab) drag(button input.MouseButton, modifiers int64, x, y, dx, dy float64) {
	p.t.Helper()
	const steps = 4
	held := map[input.MouseButton]int64{input.MouseButtonLeft: 1, input.MouseButtonRight: 2}[button]
	p.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMousePressed, X: x, Y: y, Button: button, Buttons: held, Modifiers: modifiers, ClickCount: 1})
	for i := 1.; i <= steps; i++ {
		p.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: x + dx*i/steps, Y: y + dy*i/steps, Button: button, Buttons: held, Modifiers: modifiers})
	}
	p.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseReleased, X: x + dx, Y: y + dy, Button: button, Modifiers: modifiers, ClickCount: 1})
}

// mark returns the middle of a mark of a level on the page, and what it stands for.
func (p *tab) mark(level string) (x, y float64, ref string) {
	p.t.Helper()
	m := eval[struct {
		X, Y float64
		Ref  string
	}](p, `(() => { const f = document.querySelector("[data-testid=stage]").getBoundingClientRect();
		const m = [...`+stage+`.querySelectorAll(".mark.`+level+`:not(.hidden):not(.shared)")].find((m) => { const r = m.getBoundingClientRect(); return r.y > 40 && r.y < f.height - 120 });
		const r = m.getBoundingClientRect(); return { X: f.x + r.x + r.width / 2, Y: f.y + r.y + r.height / 2, Ref: m.dataset.ref } })()`)
	return m.X, m.Y, m.Ref
}

// TestMouse: what the buttons and the wheel do with the body, and that clicks and
// drags are told apart.
func TestMouse(t *testing.T) {
	const shift, ctrl = 8, 2
	m := twin(t, "body")
	p := open(t, 1000, 700, false, serve(t).URL+"/#select=muscle:gluteus-medius&side=right&view=posterior", hearStates)
	p.calm()
	p.selected("Gluteus medius")
	b := p.box("stage")
	x, y := b.X+b.W*0.15, b.Y+b.H*0.3 // paper

	home := p.seen()
	p.drag(input.MouseButtonLeft, 0, x, y, 80, 0)
	if c := p.seen(); !c.turned(home) || c.moved(home) > 0.001 {
		t.Errorf("a drag leads from %+v to %+v, expected to turn", home, c)
	}
	for name, with := range map[string]struct {
		button    input.MouseButton
		modifiers int64
	}{"right button": {input.MouseButtonRight, 0}, "Shift": {input.MouseButtonLeft, shift}} {
		before := p.seen()
		p.drag(with.button, with.modifiers, x, y, 60, 20)
		if c := p.seen(); c.turned(before) || c.moved(before) < 0.01 {
			t.Errorf("a drag with %s leads from %+v to %+v, expected to move", name, before, c)
		}
	}
	for _, modifiers := range []int64{0, ctrl} { // with Ctrl, it is a pinch on a trackpad
		before := p.seen()
		p.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 1e-9, DeltaY: -30, Modifiers: modifiers})
		p.until(`state.camera.distance < ` + number(before.Distance*0.99))
	}

	p.do(`document.querySelector("[data-testid=fit]").click()`)
	p.until(`!location.hash.includes("cam=")`)
	before := p.seen()
	mx, my, _ := p.mark("level-2")
	p.drag(input.MouseButtonLeft, 0, mx, my, 60, 0)
	if c := p.seen(); !c.turned(before) {
		t.Error("a drag that starts on a mark does not turn the body")
	}
	p.shows("selection-name", "Gluteus medius")

	p.do(`document.querySelector("[data-testid=fit]").click()`)
	p.until(`!location.hash.includes("cam=")`)
	p.settled()
	mx, my, ref := p.mark("level-2")
	p.drag(input.MouseButtonLeft, 0, mx, my, 2, 1) // a hand is never quite still
	p.until(`location.hash.includes("select=` + selectOf(ref) + `")`)
	p.settled()

	p.doubleClick(m)
	p.clean()
}

// doubleClick clicks twice on a muscle of the whole body: it is chosen once, and
// framed.
func (p *tab) doubleClick(m *bind.Map) {
	p.t.Helper()
	p.do(`location.hash = "#` + behind + `"`)
	p.until(`state.selection === null`)
	p.settled()
	b := p.box("stage")
	x, y := onScreen(p.t, m, behind, int(b.W), int(b.H), "gluteus-maximus", anatomy.Right)
	p.do(`causes.length = 0`)
	for n := int64(1); n <= 2; n++ {
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			p.mouse(input.DispatchMouseEventParams{Type: kind, X: b.X + x, Y: b.Y + y, Button: input.MouseButtonLeft, ClickCount: n})
		}
	}
	p.selected("Gluteus maximus")
	if n := eval[int](p, `causes.filter((c) => c === "select").length`); n != 1 {
		p.t.Errorf("a double click selects %d times", n)
	}
	if link := eval[string](p, "location.hash"); strings.Contains(link, "cam=") {
		p.t.Errorf("a double click leads to %s, expected the whole selection", link)
	}
}

// selectOf writes the ref of a mark, "point/h16/right", as the address does.
func selectOf(ref string) string {
	parts := strings.Split(ref, "/")
	return parts[0] + ":" + parts[1]
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// fingers sends one event of the fingers that touch the screen now.
func (p *tab) fingers(kind input.DispatchTouchEventType, at ...[2]float64) {
	p.t.Helper()
	points := []*input.TouchPoint{}
	for i, a := range at {
		id := float64(i)
		points = append(points, &input.TouchPoint{X: a[0], Y: a[1], ID: &id})
	}
	call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
}

// stroke leads fingers from places to places in steps, and lifts them.
func (p *tab) stroke(from, to [][2]float64) {
	p.t.Helper()
	const steps = 4
	p.fingers(input.DispatchTouchEventTypeTouchStart, from...)
	for i := 1.; i <= steps; i++ {
		var at [][2]float64
		for k := range from {
			at = append(at, [2]float64{from[k][0] + (to[k][0]-from[k][0])*i/steps, from[k][1] + (to[k][1]-from[k][1])*i/steps})
		}
		p.fingers(input.DispatchTouchEventTypeTouchMove, at...)
	}
	p.fingers(input.DispatchTouchEventTypeTouchEnd)
}

// TestFingers: one finger turns the body, two move it and bring it nearer, a tap
// chooses, and a touch that the system takes away does nothing.
func TestFingers(t *testing.T) {
	p := open(t, 390, 844, true, serve(t).URL+"/#select=muscle:gluteus-medius&side=right", hearStates)
	p.calm()
	p.selected("Gluteus medius")
	b := p.box("stage")
	at := func(x, y float64) [2]float64 { return [2]float64{b.X + x, b.Y + y} }

	before := p.seen()
	p.stroke([][2]float64{at(40, 60)}, [][2]float64{at(100, 60)})
	if c := p.seen(); !c.turned(before) || c.moved(before) > 0.001 {
		t.Errorf("a finger leads from %+v to %+v, expected to turn", before, c)
	}
	before = p.seen()
	p.stroke([][2]float64{at(160, 120), at(220, 120)}, [][2]float64{at(120, 120), at(260, 120)})
	if c := p.seen(); c.turned(before) || c.Distance > before.Distance*0.6 || c.moved(before) > 0.02 {
		t.Errorf("a pinch leads from %+v to %+v, expected nearer", before, c)
	}
	before = p.seen()
	p.stroke([][2]float64{at(160, 100), at(220, 100)}, [][2]float64{at(200, 150), at(260, 150)})
	if c := p.seen(); c.turned(before) || c.moved(before) < 0.01 || math.Abs(c.Distance/before.Distance-1) > 0.05 {
		t.Errorf("two fingers lead from %+v to %+v, expected to move", before, c)
	}

	p.do(`document.querySelector("[data-testid=fit]").click()`)
	p.until(`!location.hash.includes("cam=")`)
	p.settled()
	x, y, ref := p.mark("level-2")
	p.fingers(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
	p.fingers(input.DispatchTouchEventTypeTouchCancel)
	p.settled()
	p.shows("selection-name", "Gluteus medius")
	p.run(chromedp.TapXY(x, y))
	p.until(`location.hash.includes("select=` + selectOf(ref) + `")`)
	p.clean()
}

// TestEmbeddedWheel: the wheel over an element scrolls the page around it, until
// a click has given the body the focus.
func TestEmbeddedWheel(t *testing.T) {
	ours := serve(t)
	theirs := host(t, ours.URL, `<body-map select="piriformis" side="right"></body-map>`)
	p := open(t, 900, 500, false, theirs.URL)
	p.until(`heard.some((e) => e.type === "select")`)
	b := p.frame()
	x, y := b.X+30, b.Y+60
	p.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 1e-9, DeltaY: 60})
	p.until(`scrollY > 0`)
	if link := eval[string](p, `document.querySelector("body-map").fragment`); strings.Contains(link, "cam=") {
		t.Errorf("the wheel moved the body too: %s", link)
	}
	p.run(chromedp.MouseClickXY(x, y))
	p.until(`document.activeElement.localName === "body-map"`)
	at := eval[float64](p, "scrollY")
	p.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 1e-9, DeltaY: -60})
	p.until(`document.querySelector("body-map").fragment.includes("cam=")`)
	if now := eval[float64](p, "scrollY"); now != at {
		t.Errorf("the wheel scrolled the page too, from %g to %g", at, now)
	}
	p.clean()
}
