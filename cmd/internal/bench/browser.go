package bench

import (
	"context"
	"fmt"
	"os/exec"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	_ "embed"
)

// The size of every picture, CSS pixels at ratio 1.
const (
	width  = 1280
	height = 800
)

// patience is how long anything may take on a slow machine without a GPU.
const patience = 120 * time.Second

//go:embed page/probe.js
var probe string

// browser is the one Chromium of a run.
type browser struct {
	ctx   context.Context
	pid   int
	close func()
}

// openBrowser starts Chromium with a profile of its own.
func openBrowser() (*browser, error) {
	path, err := chromium()
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.WindowSize(width, height),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	b := &browser{ctx: ctx, close: func() { closeBrowser(); stop() }}
	if err := chromedp.Do(ctx); err != nil {
		b.close()
		return nil, fmt.Errorf("bench: Chromium did not start: %w", err)
	}
	if p := chromedp.FromContext(ctx).Browser.Process(); p != nil {
		b.pid = p.Pid
	}
	return b, nil
}

// chromium finds the browser.
func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("bench: no Chromium found; install it, on Debian with: sudo apt-get install chromium")
}

// version is the browser's own name for itself, such as "HeadlessChrome/156.0.0.0".
func (b *browser) version() (string, error) {
	v, err := chromedp.CallBrowser(b.ctx, cdpbrowser.GetVersion, cdp.Empty{})
	return v.Product, err
}

// tab is one page in the browser.
type tab struct {
	ctx   context.Context
	close func()
}

// open opens a tab at an address, with the probe in each of its documents.
func (b *browser) open(url string) (*tab, error) {
	ctx, closeTab := chromedp.NewContext(b.ctx)
	t := &tab{ctx: ctx, close: closeTab}
	err := chromedp.Do(ctx,
		chromedp.EmulateViewport(width, height),
		chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: probe})
			return err
		}),
		chromedp.Navigate(url))
	if err != nil {
		t.close()
		return nil, fmt.Errorf("bench: %s: %w", url, err)
	}
	return t, nil
}

// eval evaluates an expression, waiting for a promise.
func eval[T any](t *tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		return v, fmt.Errorf("bench: %s: %w", expression, err)
	}
	return v, nil
}

// until waits until an expression is true.
func (t *tab) until(expression string) error {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[bool]("Boolean("+expression+")", chromedp.WithPollingInterval(100*time.Millisecond), chromedp.WithPollingTimeout(0)))
	if err != nil {
		return fmt.Errorf("bench: waited for %s: %w", expression, err)
	}
	return nil
}
