package webtest

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bodymap/anatomy"
)

// prefers sets what the person's system asks of pages, in pairs of feature and value.
func (p *tab) prefers(pairs ...string) {
	p.t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		features = append(features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	p.run(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
		return err
	}))
}

// corner returns the brightness, 0 to 255, of the body's paper near the top left
// corner of an element.
func (p *tab) corner(selector string) int {
	p.t.Helper()
	img, err := png.Decode(bytes.NewReader(p.shot(selector)))
	if err != nil {
		p.t.Fatal(err)
	}
	_, g, _, _ := img.At(img.Bounds().Min.X+12, img.Bounds().Min.Y+40).RGBA()
	return int(g >> 8)
}

// TestThemeFollowsThePerson: the body is shown in the colours that the person's
// system asks for, and changes with them; a page may ask for others.
func TestThemeFollowsThePerson(t *testing.T) {
	p := open(t, 1000, 700, false, serve(t).URL+"/#select=muscle:piriformis")
	p.settled()
	for _, c := range []struct {
		theme  string
		dark   bool
		prefer []string
	}{
		{"dark", true, []string{"prefers-color-scheme", "dark"}},
		{"contrast-dark", true, []string{"prefers-color-scheme", "dark", "prefers-contrast", "more"}},
		{"contrast", false, []string{"prefers-color-scheme", "light", "prefers-contrast", "more"}},
		{"light", false, []string{"prefers-color-scheme", "light"}},
	} {
		p.prefers(c.prefer...)
		p.until(stage + `.documentElement.dataset.theme === "` + c.theme + `"`)
		p.settled()
		if b := p.corner("[data-testid=stage]"); (b < 90) != c.dark {
			t.Errorf("%s: the paper has brightness %d", c.theme, b)
		}
	}
	p.do(`document.querySelector("[data-testid=stage]").contentWindow.postMessage({ bodymap: 1, type: "theme", theme: "dark" }, location.origin)`)
	p.until(stage + `.documentElement.dataset.theme === "dark"`)
	p.clean()
}

// TestEmbedTakesATheme: the element's attribute has the last word over the
// person's settings, at the start and later.
func TestEmbedTakesATheme(t *testing.T) {
	theirs := host(t, serve(t).URL, `<body-map select="piriformis" theme="dark"></body-map>`)
	p := open(t, 700, 700, false, theirs.URL)
	p.until(`heard.some((e) => e.type === "select")`)
	if b := p.corner("body-map"); b > 90 {
		t.Errorf("with theme=dark the paper has brightness %d", b)
	}
	p.do(`document.querySelector("body-map").setAttribute("theme", "light")`)
	if !p.turns(func() bool { return p.corner("body-map") > 160 }) {
		t.Error("the theme light does not follow dark")
	}
	p.clean()
}

// turns waits until a condition holds that the page cannot tell.
func (p *tab) turns(wanted func() bool) bool {
	p.t.Helper()
	for range 60 {
		if wanted() {
			return true
		}
	}
	return false
}

// press sends a key to the page.
func (p *tab) press(key string) { p.t.Helper(); p.run(chromedp.KeyEvent(key)) }

// addressed waits until the address has or lacks a part.
func (p *tab) addressed(part string, has bool) {
	p.t.Helper()
	p.until(fmt.Sprintf(`location.hash.includes(%q) === %v`, part, has))
}

// TestWhatIsRoundTheSelection: ghost, isolate and hide by buttons and keys, each
// undone, and all that is hidden shown again.
func TestWhatIsRoundTheSelection(t *testing.T) {
	p := open(t, 1280, 800, false, serve(t).URL+"/#select=muscle:gluteus-medius")
	p.calm()
	p.settled()
	before := p.still()
	p.run(chromedp.Click(chromedp.CSS("[data-testid=ghost]")))
	p.addressed("ghost=1", true)
	if !p.becomes(func(now shown) bool { return !now.is(before) }) {
		t.Error("ghost changes nothing on the body")
	}
	p.keep("ghost")
	p.press("i")
	p.addressed("isolate=1", true)
	p.addressed("ghost", false)
	p.press("i")
	p.addressed("isolate", false)
	p.run(chromedp.Click(chromedp.CSS("[data-testid=hide]")))
	p.addressed("hide=gluteus-medius.right", true)
	p.shows("reveal", "1 hidden", "show all")

	m := twin(t, "body")
	b := p.box("stage")
	x, y := onScreen(t, m, "select=muscle:gluteus-medius", int(b.W), int(b.H), "gluteus-maximus", anatomy.Left)
	p.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, b.X+x, b.Y+y))
	p.until(`document.getElementById("hover-name").textContent.toLowerCase().includes("gluteus maximus")`)
	p.press("h")
	p.addressed("gluteus-maximus.left", true)
	p.shows("reveal", "2 hidden")
	p.keep("hidden")
	p.press("H")
	p.addressed("hide=", false)
	p.run(chromedp.Click(chromedp.CSS("[data-testid=undo]")))
	p.addressed("hide=gluteus-maximus.left,gluteus-medius.right", true)
	p.run(chromedp.Click(chromedp.CSS("[data-testid=reveal]")))
	p.addressed("hide=", false)
	p.clean()
}

// TestPeeling: the slider says what each of its steps shows, by keys of its own
// and of the page.
func TestPeeling(t *testing.T) {
	p := open(t, 1280, 800, false, serve(t).URL)
	p.calm()
	p.settled()
	p.run(chromedp.Focus(chromedp.CSS("[data-testid=depth]")))
	for _, c := range [][2]string{{"skin=off", "Superficial"}, {"depth=1", "Intermediate"}, {"depth=2", "Deep"}, {"depth=3", "Bones"}} {
		p.press(kb.ArrowRight)
		p.addressed(c[0], true)
		p.until(fmt.Sprintf(`document.getElementById("depth-name").textContent === %q`, c[1]))
	}
	p.until(`document.querySelector("[data-testid=depth]").getAttribute("aria-valuetext").includes("bones")`)
	p.keep("bones")
	for range 4 {
		p.press("[")
	}
	p.addressed("depth", false)
	p.addressed("skin", false)
	p.clean()
}

// TestSection: the body is cut open, the cut moved and flipped, by mouse and keys;
// a muscle is chosen on its cut surface.
func TestSection(t *testing.T) {
	p := open(t, 1280, 800, false, serve(t).URL+"/#view=anterior&labels=0")
	p.calm()
	p.settled()
	whole := p.still()
	p.run(chromedp.Focus(chromedp.CSS("[data-testid=section-transverse]")))
	p.press(kb.Enter)
	p.addressed("section=transverse:", true)
	p.until(`document.querySelector("[data-testid=section-transverse]").getAttribute("aria-pressed") === "true"`)
	if !p.becomes(func(now shown) bool { return !now.is(whole) }) {
		t.Error("the section changes nothing on the body")
	}
	p.run(chromedp.Focus(chromedp.CSS("[data-testid=section-at]")))
	before := eval[string](p, `location.hash.match(/section=[^&]*/)[0]`)
	for range 8 {
		p.press(kb.ArrowRight)
	}
	p.until(fmt.Sprintf(`location.hash.match(/section=[^&]*/)[0] !== %q`, before))
	p.run(chromedp.Click(chromedp.CSS("[data-testid=section-flip]")))
	p.addressed(":superior", true)
	p.run(chromedp.Click(chromedp.CSS("[data-testid=section-off]")))
	p.addressed("section", false)

	const link = "view=anterior&labels=0&section=transverse:0.95:inferior&cam=0,55,1.2,0,0.95,0"
	p.do(`location.hash = "` + link + `"`)
	p.addressed("section=transverse:0.95:inferior", true)
	p.settled()
	p.keep("transverse")
	m := twin(t, "body")
	b := p.box("stage")
	x, y := onScreen(t, m, link, int(b.W), int(b.H), "gluteus-medius", anatomy.Right)
	p.run(chromedp.MouseClickXY(b.X+x, b.Y+y))
	p.until(`document.querySelector("[data-testid=selection-name]")?.innerText.toLowerCase().includes("gluteus medius")`)
	p.clean()
}
