package webtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bodymap/anatomy"
)

var atlases = []string{"body", "fused"}

// behind is the link of a whole body seen from behind, on its right.
const behind = "view=posterior-right"

// box is where an element lies on the page, in CSS pixels.
type box struct{ X, Y, W, H float64 }

func (p *tab) box(testID string) box {
	p.t.Helper()
	return eval[box](p, fmt.Sprintf(`(() => { const r = document.querySelector("[data-testid=%s]").getBoundingClientRect(); return { X: r.x, Y: r.y, W: r.width, H: r.height } })()`, testID))
}

// gluteusMedius checks the panel after the right gluteus medius was selected.
func (p *tab) gluteusMedius() {
	p.t.Helper()
	p.until(`document.querySelector("[data-testid=selection-name]")?.innerText.toLowerCase().includes("gluteus medius")`)
	p.settled()
	p.shows("selection-latin", "gluteus medius")
	p.shows("nerves", "superior gluteal")
	p.shows("segments", "L4", "L5", "S1")
	p.shows("level-1", "quadratus lumborum")
	p.shows("level-2", "H16", "H18")
	p.shows("level-3", "L4", "L5", "S1")
	related := eval[[]string](p, `[...document.querySelectorAll("[data-testid=level-4] [data-testid=item]")].map((i) => i.innerText)`)
	reasons := 0
	for _, text := range related {
		if len(strings.Fields(text)) > 3 {
			reasons++
		}
	}
	if reasons < 3 {
		p.t.Errorf("%d related regions with a reason, expected at least 3: %q", reasons, related)
	}
	if side := eval[string](p, `document.querySelector("[data-testid=side-right]").getAttribute("aria-pressed") ?? document.querySelector("[data-testid=side-right]").getAttribute("aria-checked")`); side != "true" {
		p.t.Errorf("the side is not right: %q", side)
	}
	if link := eval[string](p, "location.hash"); !strings.Contains(link, "muscle:gluteus-medius") || !strings.Contains(link, "side=right") {
		p.t.Errorf("the address says %q", link)
	}
}

// shown are the pixels of a picture.
type shown []byte

// is reports whether two pictures are the same, but for what a browser may draw
// differently each time: the softened corner of a chip, by a shade or two.
func (a shown) is(b shown) bool {
	const shades = 3
	if len(a) != len(b) {
		return false
	}
	for i, v := range a {
		if d := int(v) - int(b[i]); d > shades || d < -shades {
			return false
		}
	}
	return true
}

// picture returns what the stage shows.
func (p *tab) picture() shown {
	p.t.Helper()
	p.settled()
	from, err := png.Decode(bytes.NewReader(p.shot("[data-testid=stage]")))
	if err != nil {
		p.t.Fatal(err)
	}
	to := image.NewRGBA(from.Bounds())
	draw.Draw(to, to.Rect, from, from.Bounds().Min, draw.Src)
	return to.Pix
}

// still returns the picture once it no longer changes: what a pointer that left
// takes with it goes a moment later.
func (p *tab) still() shown {
	p.t.Helper()
	now := p.picture()
	for range 10 {
		before := now
		if now = p.picture(); now.is(before) {
			return now
		}
	}
	p.t.Fatal("the picture keeps changing though nothing happens")
	return now
}

// becomes waits until the picture is as wanted: what the panel says comes before
// the body is drawn anew.
func (p *tab) becomes(wanted func(now shown) bool) bool {
	p.t.Helper()
	for end := time.Now().Add(patience / 3); time.Now().Before(end); {
		if wanted(p.picture()) {
			return true
		}
	}
	return false
}

// toggles switches each level off and on again, and sees the picture change and
// come back.
func (p *tab) toggles(off, on func(level int)) {
	p.t.Helper()
	p.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 5, 5)) // off the body
	// The first step makes the button over the body that undoes it light up.
	p.do(`document.querySelector("[data-testid=undo]").parentElement.style.visibility = "hidden"`)
	for level := 1; level <= 4; level++ {
		before := p.still()
		off(level)
		p.until(fmt.Sprintf(`document.querySelector("[data-testid=level-%d]").dataset.on === "false"`, level))
		if !p.becomes(func(now shown) bool { return !now.is(before) }) {
			p.t.Errorf("level %d switched off changes nothing on the body", level)
		}
		on(level)
		p.until(fmt.Sprintf(`document.querySelector("[data-testid=level-%d]").dataset.on === "true"`, level))
		if !p.becomes(func(now shown) bool { return now.is(before) }) {
			p.t.Errorf("level %d switched on again does not bring the picture back", level)
			p.keep(fmt.Sprint("level-", level))
		}
	}
}

func (p *tab) clickSwitch(level int) {
	p.t.Helper()
	p.run(chromedp.Click(chromedp.CSS(fmt.Sprintf("[data-testid=level-%d-switch]", level))))
}

func (p *tab) pressKey(level int) {
	p.t.Helper()
	p.do(`document.activeElement.blur()`)
	p.run(chromedp.KeyEvent(fmt.Sprint(level)))
}

// tapSwitch brings a switch into sight, as a finger would by scrolling, and taps it.
func (p *tab) tapSwitch(level int) {
	p.t.Helper()
	id := fmt.Sprintf("level-%d-switch", level)
	p.do(fmt.Sprintf(`document.querySelector("[data-testid=%s]").scrollIntoView({ block: "center", behavior: "instant" })`, id))
	b := p.box(id)
	p.run(chromedp.TapXY(b.X+b.W/2, b.Y+b.H/2))
}

// TestClick: a click on the body where the right gluteus medius is.
func TestClick(t *testing.T) {
	for _, atlas := range atlases {
		t.Run(atlas, func(t *testing.T) {
			m := twin(t, atlas)
			p := open(t, 1440, 900, false, serve(t).URL+"/?atlas="+atlas+"#"+behind)
			p.calm()
			p.settled()
			p.keep("opened")
			b := p.box("stage")
			x, y := onScreen(t, m, behind, int(b.W), int(b.H), "gluteus-medius", anatomy.Right)
			p.run(chromedp.MouseClickXY(b.X+x, b.Y+y))
			p.gluteusMedius()
			p.keep("selected")
			p.toggles(p.clickSwitch, p.pressKey)
			p.clean()
		})
	}
}

// TestLink: the address alone.
func TestLink(t *testing.T) {
	for _, atlas := range atlases {
		t.Run(atlas, func(t *testing.T) {
			if atlas == "fused" {
				reference(t)
			}
			p := open(t, 1280, 800, false, serve(t).URL+"/?atlas="+atlas+"#select=muscle:gluteus-medius&side=right")
			p.calm()
			p.gluteusMedius()
			p.toggles(p.clickSwitch, p.clickSwitch)
			p.clean()
		})
	}
}

// TestSearch: the search box.
func TestSearch(t *testing.T) {
	for _, atlas := range atlases {
		t.Run(atlas, func(t *testing.T) {
			if atlas == "fused" {
				reference(t)
			}
			p := open(t, 1280, 800, false, serve(t).URL+"/?atlas="+atlas)
			p.settled()
			p.run(chromedp.Click(chromedp.CSS("[data-testid=search]")), chromedp.KeyEvent("glutaeus med"))
			p.until(`document.querySelector("[data-testid=search-option]")?.innerText.toLowerCase().includes("gluteus medius")`)
			p.run(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
			p.calm()
			p.gluteusMedius()
			p.toggles(p.clickSwitch, p.clickSwitch)
			p.clean()
		})
	}
}

// TestKeyboard: the keyboard alone; Tab goes round the whole page, through the
// stage and out of it again.
func TestKeyboard(t *testing.T) {
	for _, atlas := range atlases {
		t.Run(atlas, func(t *testing.T) {
			if atlas == "fused" {
				reference(t)
			}
			p := open(t, 1280, 800, false, serve(t).URL+"/?atlas="+atlas)
			p.settled()
			p.run(chromedp.KeyEvent("/"), chromedp.KeyEvent("gluteus medius"))
			p.until(`document.querySelector("[data-testid=search-option]")?.innerText.toLowerCase().includes("gluteus medius")`)
			p.run(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
			p.calm()
			p.gluteusMedius()
			p.toggles(p.pressKey, p.pressKey)
			p.tabsRound()
			p.clean()
		})
	}
}

// tabsRound presses Tab until the focus has been in the stage, has left it, and
// is back at the first control.
func (p *tab) tabsRound() {
	p.t.Helper()
	focused := `(() => { const a = document.activeElement; return a === document.body ? "body" : a.id || a.dataset.testid || a.dataset.key || a.innerText.slice(0, 40) || a.tagName })()`
	p.do(`document.querySelector("#skip").focus()`)
	inStage, left := false, false
	var way []string
	for range 400 {
		p.run(chromedp.KeyEvent(kb.Tab))
		at := eval[string](p, focused)
		way = append(way, at)
		switch {
		case at == "stage-frame":
			inStage = true
		case inStage:
			left = true
		}
		if left && (at == "skip" || at == "body") {
			return
		}
	}
	p.t.Errorf("400 times Tab: in the stage %v, left it %v, not round; the last: %q", inStage, left, way[len(way)-20:])
}

// TestTouch: a finger on a phone.
func TestTouch(t *testing.T) {
	for _, atlas := range atlases {
		t.Run(atlas, func(t *testing.T) {
			m := twin(t, atlas)
			p := open(t, 390, 844, true, serve(t).URL+"/?atlas="+atlas+"#"+behind)
			p.calm()
			p.settled()
			p.keep("opened")
			b := p.box("stage")
			m.Above(eval[int](p, `Number(new URL(document.querySelector("[data-testid=stage]").src).searchParams.get("bottom"))`))
			x, y := onScreen(t, m, behind, int(b.W), int(b.H), "gluteus-medius", anatomy.Right)
			p.run(chromedp.TapXY(b.X+x, b.Y+y))
			p.gluteusMedius()
			p.keep("selected")
			p.toggles(p.tapSwitch, p.tapSwitch)
			if wide := eval[bool](p, `document.documentElement.scrollWidth > innerWidth`); wide {
				t.Error("the page is wider than the phone")
			}
			p.clean()
		})
	}
}

// TestMuscles: the muscles that a clinician would try first are on both bodies
// and open from their links, on both sides, with something at each level.
func TestMuscles(t *testing.T) {
	for _, atlas := range atlases {
		t.Run(atlas, func(t *testing.T) {
			if atlas == "fused" {
				reference(t)
			}
			p := open(t, 1280, 800, false, serve(t).URL+"/?atlas="+atlas)
			p.settled()
			for _, c := range []struct{ id, side string }{
				{"piriformis", "left"}, {"gluteus-minimus", "right"}, {"psoas-major", "right"}, {"quadratus-lumborum", "left"},
				{"rectus-femoris", "left"}, {"biceps-femoris-long", "right"}, {"adductor-magnus", "right"}, {"multifidus", "both"},
			} {
				link, _ := json.Marshal(fmt.Sprintf("#select=muscle:%s&side=%s", c.id, c.side))
				p.do(fmt.Sprintf("location.hash = %s", link))
				p.until(fmt.Sprintf(`location.hash.includes(%q) && document.querySelector("[data-testid=selection-name]")?.innerText.toLowerCase() === %q`, c.id, name(t, c.id)))
				p.settled()
				for level := 1; level <= 4; level++ {
					if n := eval[int](p, fmt.Sprintf(`document.querySelectorAll("[data-testid=level-%d] [data-testid=item]").length`, level)); n == 0 && level != 2 {
						t.Errorf("%s: level %d lists nothing", c.id, level)
					}
				}
				p.keep(c.id)
			}
			p.clean()
		})
	}
}

func name(t *testing.T, id string) string {
	t.Helper()
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return strings.ToLower(facts.Name(anatomy.KindMuscle, anatomy.ID(id)))
}
