package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// stage is the window of the stage within the page.
const stage = `document.querySelector("[data-testid=stage]").contentWindow`

// whole waits until the page shows its body and nothing more will be drawn.
const whole = `document.documentElement.dataset.ready === "true" && ` + stage + `.document.body.dataset.final === "true"`

// visit opens the page itself, as a person would.
func (t *tab) visit(url string) error {
	if err := chromedp.Do(t.ctx, chromedp.Navigate(url)); err != nil {
		return fmt.Errorf("bench: %s: %w", url, err)
	}
	return t.until(whole)
}

// page is the address of the page on an atlas.
func (r *run) page(atlas string) string {
	return r.server.URL + "/index.html?atlas=" + atlas
}

// start is what a visit showed; times in milliseconds from the navigation.
type start struct {
	Picture float64 `json:"picture"` // the body, drawn
	Ready   float64 `json:"ready"`   // the page can be used
	Poster  float64 `json:"poster"`  // a picture of the body, -1 for none
	Stall   float64 `json:"stall"`   // longest task after the first picture, 0 for none over 50 ms
	CPU     float64 // processor time of the browser until all is drawn
}

// marks reads a start from the page. The stage's clock begins later than the page's.
const marks = `(() => {
	const own = ` + stage + `, later = own.performance.timeOrigin - performance.timeOrigin;
	const images = [...bench.images, ...own.bench.images.map((i) => ({...i, at: i.at + later}))];
	const picture = own.bench.marks.picture + later;
	const tasks = [...bench.stalls, ...own.bench.stalls.map((s) => ({...s, at: s.at + later}))].filter((s) => s.at > picture);
	return {
		picture,
		ready: bench.marks.ready,
		poster: Math.min(...images.map((i) => i.at), Infinity) === Infinity ? -1 : Math.min(...images.map((i) => i.at)),
		stall: Math.max(0, ...tasks.map((s) => s.took)),
	};
})()`

// afterwards is how long a page is left alone for what it may do late.
const afterwards = 3 * time.Second

// measureStart visits the page again and again with a warm cache.
func (r *run) measureStart(atlas string) (visits []start, load float64, err error) {
	t, err := r.browser.open("about:blank")
	if err != nil {
		return nil, 0, err
	}
	defer t.close()
	used, err := r.browser.watch(func() error {
		for i := range r.Rounds + 1 {
			opening, err := r.browser.watch(func() error { return t.visit(r.page(atlas)) })
			if err != nil {
				return err
			}
			time.Sleep(afterwards)
			s, err := eval[start](t, marks)
			if err != nil {
				return err
			}
			s.CPU = opening.browser.Seconds() * 1000
			if i > 0 { // the first fills the cache
				visits = append(visits, s)
			}
			if err := chromedp.Do(t.ctx, chromedp.Navigate("about:blank")); err != nil {
				return err
			}
		}
		return nil
	})
	return visits, used.foreign, err
}

// measureStall uses the page with the pointer and returns the longest task of
// each visit until all is drawn, in milliseconds; 0 for none over 50.
func (r *run) measureStall(atlas string) ([]float64, error) {
	t, err := r.browser.open("about:blank")
	if err != nil {
		return nil, err
	}
	defer t.close()
	var longest []float64
	for range min(r.Rounds, 3) {
		if err := t.visit(r.page(atlas)); err != nil {
			return nil, err
		}
		if err := t.use(); err != nil {
			return nil, err
		}
		s, err := eval[start](t, marks)
		if err != nil {
			return nil, err
		}
		longest = append(longest, s.Stall)
	}
	return longest, nil
}

// use points at the body here and there and selects what is in its middle.
func (t *tab) use() error {
	where, err := eval[[4]float64](t, `(() => { const r = document.querySelector("[data-testid=stage]").getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; })()`)
	if err != nil {
		return err
	}
	x, y := where[0]+where[2]/2, where[1]
	err = chromedp.Do(t.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for i := range 12 {
			move := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: x + 0.02*where[3], Y: y + where[3]*(0.2+0.05*float64(i))}
			if _, err := cdp.Call(ctx, target, input.DispatchMouseEvent, move); err != nil {
				return err
			}
			time.Sleep(80 * time.Millisecond) // as a hand moves
		}
		return nil
	}))
	if err != nil {
		return err
	}
	if err := chromedp.Do(t.ctx, chromedp.MouseClickXY(x+0.02*where[3], y+0.6*where[3])); err != nil {
		return err
	}
	time.Sleep(time.Second)
	return t.until(whole)
}

// memory is what the page holds, in bytes.
type memory struct {
	heap     float64 // of JavaScript, after collection
	garbage  float64 // of JavaScript, before
	program  float64 // of WebAssembly
	resident float64 // of the whole process
}

// measureMemory opens an atlas, turns it and selects something.
func (r *run) measureMemory(atlas string) (memory, error) {
	var m memory
	t, err := r.browser.open(r.page(atlas))
	if err != nil {
		return m, err
	}
	defer t.close()
	if err := t.until(whole); err != nil {
		return m, err
	}
	if err := t.use(); err != nil {
		return m, err
	}
	if m.program, err = eval[float64](t, stage+".bench.memory.buffer.byteLength"); err != nil {
		return m, err
	}
	err = chromedp.Do(t.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		before, err := cdp.Call(ctx, target, runtime.GetHeapUsage, cdp.Empty{})
		if err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, target, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
			return err
		}
		after, err := cdp.Call(ctx, target, runtime.GetHeapUsage, cdp.Empty{})
		m.garbage, m.heap = before.UsedSize, after.UsedSize
		return err
	}))
	return m, err
}

// idle is what the page does while nothing changes, beside an empty one.
type idle struct {
	frames int       // drawn in all rounds
	runs   int       // animation frames that were run
	ours   []float64 // share of a core that the browser used
	empty  []float64
	load   float64
}

// How long the page is left alone, and how long after its last picture.
const (
	idleTime = 5 * time.Second
	idleRest = 2 * time.Second
)

// measureIdle leaves the page and an empty one alone by turns.
func (r *run) measureIdle(atlas string) (*idle, error) {
	t, err := r.browser.open("about:blank")
	if err != nil {
		return nil, err
	}
	defer t.close()
	i := &idle{}
	alone := func() (float64, error) {
		time.Sleep(idleRest)
		used, err := r.browser.watch(func() error { time.Sleep(idleTime); return nil })
		i.load = max(i.load, used.foreign)
		return used.browser.Seconds() / used.wall.Seconds(), err
	}
	if _, err := alone(); err != nil { // a browser that has just started is busy with itself
		return nil, err
	}
	for range 3 { // fewer tell nothing: a round differs from the next by more than a page may use
		if err := chromedp.Do(t.ctx, chromedp.Navigate("about:blank")); err != nil {
			return nil, err
		}
		share, err := alone()
		if err != nil {
			return nil, err
		}
		i.empty = append(i.empty, share)
		if err := t.visit(r.page(atlas)); err != nil {
			return nil, err
		}
		count := "[" + stage + ".bench.frames.length, " + stage + ".bench.callbacks]"
		time.Sleep(idleRest)
		before, err := eval[[2]int](t, count)
		if err != nil {
			return nil, err
		}
		if share, err = alone(); err != nil {
			return nil, err
		}
		now, err := eval[[2]int](t, count)
		if err != nil {
			return nil, err
		}
		i.ours = append(i.ours, share)
		i.frames += now[0] - before[0]
		i.runs += now[1] - before[1]
	}
	return i, nil
}
