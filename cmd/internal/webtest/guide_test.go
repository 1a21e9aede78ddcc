package webtest

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestGuide: the explanation opens over the treatment, is still there when the
// page is loaded again, and Back leads to the treatment; the maker of the body is
// named.
func TestGuide(t *testing.T) {
	p := open(t, 1000, 700, false, serve(t).URL+"/#select=muscle:piriformis&side=right")
	p.calm()
	p.selected("Piriformis")
	if text := eval[string](p, `document.querySelector("#credit").textContent`); text == "" {
		t.Error("the page does not say whose work the body is")
	}
	guide := `document.querySelector("[data-testid=guide]")`
	p.run(chromedp.Click(chromedp.CSS("[data-testid=way-explain]")))
	p.until(guide)
	p.shows("guide", "In plain words")
	p.run(chromedp.Reload())
	p.until(guide + `?.innerText.length > 500`)
	p.keep("reloaded")
	p.run(chromedp.NavigateBack())
	p.until(`!` + guide + ` && document.querySelector("[data-testid=selection-name]")?.innerText === "Piriformis"`)
	p.clean()
}
