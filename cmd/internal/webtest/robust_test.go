package webtest

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/chromedp"
)

// TestGraphicsLost: the browser takes the graphics context away. What is chosen
// stays, the treatment stays in its place, what is clicked meanwhile is done, and
// a second loss ends in drawing without the graphics processor. Before, no texture
// of another size is left over.
func TestGraphicsLost(t *testing.T) {
	p := open(t, 800, 600, false, serve(t).URL+"/?path=shader#select=muscle:piriformis&side=left&view=posterior&skin=off", countTextures)
	p.calm()
	p.selected("Piriformis")
	p.do(`document.querySelector("[data-testid=zoom-in]").click()`)
	p.until(`location.hash.includes("cam=")`)
	p.settled()
	textures := p.textures()
	for _, width := range []int{700, 1100, 900, 800} {
		p.size(width, 600, 1)
		p.crisp(1)
	}
	if n := p.textures(); n > textures {
		t.Errorf("%d textures after some sizes, %d before", n, textures)
	}
	before, link := p.body(), eval[string](p, "location.hash")
	p.do(`window.gaps = 0; new MutationObserver(() => {
		if (!document.querySelector("[data-testid=selection-name]") || document.querySelector("[data-testid=alert]") || !document.querySelector("#loading").hidden) gaps++;
	}).observe(document.body, { subtree: true, childList: true, attributes: true })`)

	p.loseGraphics()
	p.settled()
	if now := eval[string](p, "location.hash"); now != link {
		t.Errorf("after the loss the address is %s, was %s", now, link)
	}
	if d := difference(t, before, p.body()); d > 0.02 { // the address rounds the camera
		t.Errorf("after the loss the body looks different, by %.3f of black and white", d)
		p.keep("lost-once")
	}

	p.loseGraphics(`document.querySelector("[data-testid=level-2-switch]").click()`)
	p.until(`location.hash.includes("levels=1,3,4")`) // what was clicked meanwhile
	p.settled()
	if !eval[bool](p, stage+`.querySelector("#picture") !== null && `+stage+`.querySelector("body > canvas") === null`) {
		t.Error("after two losses the stage draws with the graphics processor again")
	}
	p.keep("lost-twice")
	if n := eval[int](p, "gaps"); n > 0 {
		t.Errorf("the treatment went away, or an alert came, %d times", n)
	}
	p.clean()
}

// body returns a picture of the stage.
func (p *tab) body() image.Image {
	p.t.Helper()
	picture, err := png.Decode(bytes.NewReader(p.shot("[data-testid=stage]")))
	if err != nil {
		p.t.Fatal(err)
	}
	return picture
}

// difference is the mean difference of two pictures: 0 of the same, 1 of black
// and white.
func difference(t *testing.T, a, b image.Image) float64 {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("pictures of %v and %v", a.Bounds(), b.Bounds())
	}
	var sum, n float64
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			c, d := color.GrayModel.Convert(a.At(x, y)).(color.Gray), color.GrayModel.Convert(b.At(x, y)).(color.Gray)
			sum += math.Abs(float64(c.Y) - float64(d.Y))
			n++
		}
	}
	return sum / n / 255
}

// loseGraphics takes the context of the stage's canvas away, runs statements at
// that moment, and waits until the stage has opened again.
func (p *tab) loseGraphics(meanwhile ...string) {
	p.t.Helper()
	p.do(stage + `.defaultView.before = true`)
	p.do(stage + `.body.addEventListener("webglcontextlost", () => {` + strings.Join(meanwhile, ";") + `}, true)`)
	p.do(stage + `.querySelector("canvas").getContext("webgl2").getExtension("WEBGL_lose_context").loseContext()`)
	p.until(`!` + stage + `.defaultView.before && ` + stage + `.body?.dataset.final === "true"`)
}

// selected waits until something of that name is selected and shown.
func (p *tab) selected(name string) {
	p.t.Helper()
	p.until(fmt.Sprintf(`document.querySelector("[data-testid=selection-name]")?.innerText === %q`, name))
	p.settled()
}

// TestSizes: storms of sizes, nothing at all among them, a phone that is turned,
// and other pixel ratios, as another screen or the page's zoom brings them. The
// picture has all the pixels of the last.
func TestSizes(t *testing.T) {
	p := open(t, 900, 600, false, serve(t).URL+"/#select=muscle:piriformis&side=left")
	p.calm()
	p.selected("Piriformis")
	p.crisp(1)
	before := p.body()

	for i := range 30 {
		p.size(200+(i*397)%900, 150+(i*211)%700, 1)
		switch i % 10 {
		case 3:
			p.size(1, 1, 1)
		case 7:
			p.do(`document.querySelector("#stage-frame").style.blockSize = "0px"`)
			p.do(`document.querySelector("#stage-frame").style.blockSize = ""`)
		}
	}
	p.size(900, 600, 1)
	p.crisp(1)
	if d := difference(t, before, p.body()); d > 0.001 {
		t.Errorf("after many sizes the picture is another, by %.4f of black and white", d)
		p.keep("storm")
	}
	for i, ratio := range []float64{2, 1.5, 1.25} {
		p.size(901+i, 600, ratio) // the page's zoom changes both; of the ratio alone this browser tells nobody
		p.crisp(ratio)
		p.keep(fmt.Sprint("ratio-", ratio))
	}
	for _, turned := range [][2]int{{390, 844}, {844, 390}, {390, 844}} {
		p.size(turned[0], turned[1], 2)
		p.crisp(2)
	}
	p.keep("turned")
	p.clean()
}

// countTextures counts the textures of all contexts of a window, in its own
// variable "textures".
const countTextures = `window.textures = 0;
for (const [name, by] of [["createTexture", 1], ["deleteTexture", -1]]) {
	const real = WebGL2RenderingContext.prototype[name];
	WebGL2RenderingContext.prototype[name] = function (...a) { window.textures += by; return real.apply(this, a) };
}`

func (p *tab) textures() int {
	p.t.Helper()
	return eval[int](p, stage+`.defaultView.textures`)
}

// size gives the tab a size in CSS pixels, with so many pixels to each.
func (p *tab) size(w, h int, ratio float64) {
	p.t.Helper()
	p.run(chromedp.EmulateViewport(int64(w), int64(h), chromedp.EmulateScale(ratio)))
}

// crisp waits until the picture has every pixel of the screen.
func (p *tab) crisp(ratio float64) {
	p.t.Helper()
	p.until(fmt.Sprintf(`(() => { const c = %[1]s.querySelector("canvas"), v = %[1]s.defaultView, r = c.getBoundingClientRect();
		return v.devicePixelRatio === %[2]g && r.width === v.innerWidth && c.width === Math.floor(v.innerWidth * %[2]g) && c.height === Math.floor(v.innerHeight * %[2]g) })()`, stage, ratio))
	p.settled()
}

// TestHidden: while the tab is hidden nothing is drawn; what changed meanwhile
// is seen once it is shown.
func TestHidden(t *testing.T) {
	p := open(t, 1000, 700, false, serve(t).URL+"/#select=muscle:piriformis&side=left")
	p.calm()
	p.selected("Piriformis")
	p.do(`document.querySelector("[data-testid=undo]").parentElement.style.visibility = "hidden"`) // it lights up
	before := p.still()
	p.do(`window.frames_ = 0; const s = ` + stage + `.defaultView; const real = s.bodymap.tell;
		s.bodymap.tell = (json) => { if (json.includes('"type":"frame"')) frames_++; real(json) }`)

	p.window(browser.WindowStateMinimized)
	p.until(`document.visibilityState === "hidden"`)
	p.do(`window.frames_ = 0; document.querySelector("[data-testid=level-1-switch]").click()`)
	p.eventually(`new Promise((done) => setTimeout(() => done(true), 1000))`)
	if n := eval[int](p, "frames_"); n > 0 {
		t.Errorf("%d frames were drawn in a hidden tab", n)
	}
	p.window(browser.WindowStateNormal)
	p.until(`document.visibilityState === "visible"`)
	p.until(`location.hash.includes("levels=2,3,4")`)
	if !p.becomes(func(now shown) bool { return !now.is(before) }) {
		t.Error("what changed while the tab was hidden is not seen")
	}
	p.do(`document.querySelector("[data-testid=level-1-switch]").click()`)
	p.until(`!location.hash.includes("levels")`)
	if !p.becomes(func(now shown) bool { return now.is(before) }) {
		t.Error("the picture does not come back")
	}
	p.clean()
}

// window brings the window of the tab into a state, minimized for example.
func (p *tab) window(state browser.WindowState) {
	p.t.Helper()
	p.run(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		w, err := cdp.Call(ctx, t, browser.GetWindowForTarget, browser.GetWindowForTargetParams{})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, t, browser.SetWindowBounds, browser.SetWindowBoundsParams{WindowID: w.WindowID, Bounds: &browser.Bounds{WindowState: state}})
		return err
	}))
}

// eventually evaluates an expression that takes its time.
func (p *tab) eventually(expression string) {
	p.t.Helper()
	p.do(`window.done = undefined; (async () => { window.done = await ` + expression + ` })()`)
	p.until("window.done")
}

// TestManySelections: a thousand selections of every kind leave no more behind
// than the first few hundred.
func TestManySelections(t *testing.T) {
	const (
		distinct = 50
		filling  = 6 // rounds that fill what is kept
		rounds   = 20
		heapRoom = 4 << 20  // bytes of the scripts' heap
		wasmRoom = 32 << 20 // of the program's memory, which never shrinks: room for garbage, too
		nodeRoom = 50       // of the document
	)
	p := open(t, 1000, 700, false, serve(t).URL+"/", keepMemory)
	p.calm()
	p.settled()
	p.do(selectMany)
	for round := range filling {
		p.eventually(fmt.Sprintf("selectMany(%d, %d)", distinct, round))
	}
	before := p.memory()
	for round := range rounds {
		p.eventually(fmt.Sprintf("selectMany(%d, %d)", distinct, round))
	}
	after := p.memory()
	t.Logf("%d selections: %+v, then %+v", distinct*rounds, before, after)
	if after.Heap > before.Heap+heapRoom {
		t.Errorf("the scripts' heap grew from %d to %d bytes", before.Heap, after.Heap)
	}
	if after.WASM > before.WASM+wasmRoom {
		t.Errorf("the program's memory grew from %d to %d bytes", before.WASM, after.WASM)
	}
	if after.Nodes > before.Nodes+nodeRoom {
		t.Errorf("the documents grew from %d to %d nodes", before.Nodes, after.Nodes)
	}
	p.settled()
	p.clean()
}

// keepMemory makes the program's memory known to the test.
const keepMemory = `{ const real = WebAssembly.instantiateStreaming; WebAssembly.instantiateStreaming = async (...a) => { const r = await real.apply(WebAssembly, a); window.program = r.instance; return r } }`

// selectMany defines a function that selects entries of the catalog, evenly over
// all kinds, and waits until each has been told; from round to round the side
// changes.
const selectMany = `window.selectMany = async (distinct, round) => {
	const frame = document.querySelector("#stage-frame"), say = (m) => frame.contentWindow.postMessage({ bodymap: 1, ...m }, location.origin);
	const next = (type) => new Promise((done) => addEventListener("message", function hear(e) {
		if (e.data?.type !== type) return;
		removeEventListener("message", hear);
		done(e.data);
	}));
	const ready = next("ready");
	say({ type: "hello" });
	const { catalog } = await ready, kinds = [...Map.groupBy(catalog, (e) => e.kind).values()];
	const some = Array.from({ length: distinct }, (_, i) => { const all = kinds[i % kinds.length]; return all[(i * 7) % all.length] });
	let told = 0;
	const count = (e) => { if (e.data?.type === "state") told++ };
	addEventListener("message", count);
	for (const { kind, id, sided } of some) say({ type: "event", event: { type: "select", kind, id, side: sided ? (round % 2 ? "left" : "right") : "midline" } });
	while (told < distinct) await new Promise((done) => setTimeout(done, 20));
	removeEventListener("message", count);
	return true;
}`

// memory is what a page takes after its garbage has been collected.
type memory struct{ Heap, WASM, Nodes int }

func (p *tab) memory() memory {
	p.t.Helper()
	p.settled()
	for range 2 { // the second finds what the first has freed to be collected
		call(p, heapprofiler.CollectGarbage, cdp.Empty{})
	}
	return eval[memory](p, `({ Heap: performance.memory.usedJSHeapSize, WASM: `+stage+`.defaultView.program.exports.mem.buffer.byteLength,
		Nodes: document.querySelectorAll("*").length + `+stage+`.querySelectorAll("*").length })`)
}

// TestNoWebAssembly: a browser without WebAssembly shows a picture of the body,
// and the lists, the search and the treatments work without it.
func TestNoWebAssembly(t *testing.T) {
	p := open(t, 1280, 800, false, serve(t).URL+"/", `delete window.WebAssembly`)
	p.until(`document.querySelector("[data-testid=alert]")?.innerText.includes("WebAssembly")`)
	p.until(`document.documentElement.dataset.wordsOnly === ""`)
	p.until(`(() => { const i = document.querySelector("[data-testid=poster]"); return i?.checkVisibility() && i.naturalWidth > 200 })()`)
	p.keep("opened")
	p.run(chromedp.Click(chromedp.CSS("[data-testid=search]")), chromedp.KeyEvent("glutaeus med"))
	p.until(`document.querySelector("[data-testid=search-option]")?.innerText.toLowerCase().includes("gluteus medius")`)
	p.run(chromedp.KeyEvent("\r"))
	p.until(`document.querySelector("[data-testid=selection-name]")?.innerText === "Gluteus medius"`)
	p.shows("level-1", "quadratus lumborum")
	p.shows("level-2", "H16", "H18")
	p.shows("level-3", "L4", "L5", "S1")
	p.run(chromedp.Click(chromedp.CSS("[data-testid=side-left]")))
	p.until(`location.hash === "#select=muscle:gluteus-medius&side=left"`)
	p.keep("treatment")
	p.run(chromedp.Click(chromedp.CSS("[data-testid=way-region]")), chromedp.Click(chromedp.CSS(`.entry[data-ref="region:low-back"]`)))
	p.until(`document.querySelector("[data-testid=selection-name]")?.innerText === "Low back"`)
	p.run(chromedp.NavigateBack())
	p.until(`document.querySelector("[data-testid=selection-name]")?.innerText === "Gluteus medius"`)
}

// TestNoWebGL: without WebGL the body is drawn by the processor alone, and works.
func TestNoWebGL(t *testing.T) {
	p := open(t, 1280, 800, false, serve(t).URL+"/#"+behind, noWebGL)
	p.calm()
	p.settled()
	p.crisp(1)
	p.keep("opened")
	whole := p.still()
	p.do(`location.hash = "#select=muscle:gluteus-medius&side=right"`)
	p.gluteusMedius()
	if !p.becomes(func(now shown) bool { return !now.is(whole) }) {
		t.Error("a selection changes nothing on the body")
	}
	p.clean()
}

const noWebGL = `{ const real = HTMLCanvasElement.prototype.getContext;
	HTMLCanvasElement.prototype.getContext = function (kind, ...a) { return /webgl/.test(kind) ? null : real.call(this, kind, ...a) } }`

// TestNoScript: with scripts off the page says what it is and shows the body.
func TestNoScript(t *testing.T) {
	p := open(t, 1000, 700, false, "about:blank")
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.run(chromedp.Navigate(serve(t).URL))
	if text := eval[string](p, "document.body.innerText"); !strings.Contains(text, "JavaScript") {
		t.Errorf("with scripts off the page says %q", text)
	}
	p.keep("opened")
}
