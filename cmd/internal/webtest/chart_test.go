package webtest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bodymap/anatomy"
)

// TestCharts: the body coloured by spinal segment; a dermatome is found on the
// skin with the pointer and opens, and the charts change places and go.
func TestCharts(t *testing.T) {
	for _, atlas := range atlases {
		t.Run(atlas, func(t *testing.T) {
			m := twin(t, atlas)
			p := open(t, 1280, 800, false, serve(t).URL+"/?atlas="+atlas+"#view=anterior")
			p.calm()
			plain := p.still()
			p.run(chromedp.Click(chromedp.CSS("[data-testid=chart-dermatomes]")))
			p.until(`location.hash.includes("chart=dermatomes")`)
			if !p.becomes(func(now shown) bool { return !now.is(plain) }) {
				t.Error("the dermatomes change nothing on the body")
			}
			p.keep("dermatomes")

			b := p.box("stage")
			x, y := onScreen(t, m, "view=anterior&chart=dermatomes", int(b.W), int(b.H), "t10", anatomy.Right)
			p.run(chromedp.MouseClickXY(b.X+x, b.Y+y))
			p.until(`document.querySelector("[data-testid=selection-name]")?.innerText.includes("T10 dermatome")`)
			p.shows("level-3", "T10")
			p.shows("treatment", "navel")
			p.keep("t10")

			p.run(chromedp.Click(chromedp.CSS("[data-testid=chart-myotomes]")))
			p.until(`location.hash.includes("chart=myotomes") && document.querySelector("[data-testid=chart-dermatomes]").getAttribute("aria-pressed") === "false"`)
			p.run(chromedp.Click(chromedp.CSS("[data-testid=chart-myotomes]")))
			p.until(`!location.hash.includes("chart")`)
			p.clean()
		})
	}
}

// TestSearchInOtherLanguages: a name that a list in another language gives leads
// to the same muscle, by the keyboard.
func TestSearchInOtherLanguages(t *testing.T) {
	p := open(t, 1280, 800, false, serve(t).URL)
	p.settled()
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	names := facts.NamesElsewhere(anatomy.KindMuscle, "gluteus-medius")
	if len(names) < 2 {
		t.Fatalf("gluteus medius is named in %d further languages, expected several", len(names))
	}
	for _, n := range names {
		p.run(chromedp.Click(chromedp.CSS("[data-testid=search]")), chromedp.KeyEvent(n.Name))
		p.until(`document.querySelector("[data-testid=search-option]")?.innerText.toLowerCase().includes("gluteus medius")`)
		p.run(chromedp.KeyEvent(kb.Escape))
		p.do(`document.querySelector("[data-testid=search]").value = ""`)
	}
	p.run(chromedp.Click(chromedp.CSS("[data-testid=search]")), chromedp.KeyEvent(names[0].Name), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
	p.until(`document.querySelector("[data-testid=selection-name]")?.innerText.toLowerCase().includes("gluteus medius")`)
	p.do(`document.querySelector("[data-testid=facts]").open = true`)
	p.shows("facts", names[0].Name[:strings.IndexByte(names[0].Name+" ", ' ')])
	p.clean()
}
