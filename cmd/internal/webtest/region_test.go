package webtest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPainElsewhereToo: naming a second painful place narrows the muscles down,
// stands in the address, and is undone like any step.
func TestPainElsewhereToo(t *testing.T) {
	p := open(t, 390, 844, true, serve(t).URL+"/#select=region:buttock&side=right")
	p.calm()
	p.until(`document.querySelector("[data-testid=also-thigh-posterior]")`)
	p.settled()
	muscles := func() int {
		return eval[int](p, `document.querySelectorAll("[data-testid=level-1] [data-testid=item]").length`)
	}
	alone := muscles()
	p.do(`document.querySelector("[data-testid=also-more]").open = true`)
	p.do(`document.querySelector("[data-testid=also-thigh-posterior]").scrollIntoView({ block: "center", behavior: "instant" })`)
	p.run(chromedp.Click(chromedp.CSS("[data-testid=also-thigh-posterior]")))
	p.until(`location.hash.includes("also=thigh-posterior") && document.querySelector("[data-testid=also-thigh-posterior]").getAttribute("aria-pressed") === "true"`)
	if both := muscles(); both == 0 || both >= alone {
		t.Errorf("%d entries for both places and %d for one, expected fewer but some", both, alone)
	}
	if text := p.text("level-1"); !strings.Contains(text, "Piriformis") {
		t.Errorf("level 1 of buttock and back of the thigh lacks piriformis: %q", text)
	}
	p.keep("both")
	p.do(`document.querySelector("[data-testid=undo]").click()`)
	p.until(`!location.hash.includes("also=")`)
	if again := muscles(); again != alone {
		t.Errorf("%d entries after undoing, expected %d", again, alone)
	}
	p.clean()
}
