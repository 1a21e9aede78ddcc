// Package webtest drives the built page in a real Chromium: what a person does
// with mouse, finger, keyboard and links, on the built-in body and on the
// reference anatomy.
package webtest

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"bodymap/cmd/internal/site"
)

// root is the repository, seen from this folder. Tests run from the root, so that
// the server finds the reference where it would in use.
const root = "../../.."

var built struct {
	dir     string
	browser context.Context
}

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run builds the site once and opens one browser for all tests.
func run(m *testing.M) int {
	if err := os.Chdir(root); err != nil {
		log.Print(err)
		return 1
	}
	dir, err := os.MkdirTemp("", "bodymap-site-")
	if err != nil {
		log.Print(err)
		return 1
	}
	defer os.RemoveAll(dir)
	if err := site.Build(".", dir, false); err != nil {
		log.Print(err)
		return 1
	}
	path, err := chromium()
	if err != nil {
		log.Print(err)
		return 1
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("enable-unsafe-swiftshader", true),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	browser, closeBrowser := chromedp.NewContext(allocator)
	defer closeBrowser()
	if err := chromedp.Do(browser); err != nil {
		log.Printf("Chromium did not start: %v", err)
		return 1
	}
	built.dir, built.browser = dir, browser
	return m.Run()
}

// chromium finds the browser. Its absence is a failure, never a skip.
func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no Chromium found: `make test` installs it where it can; on Debian: sudo apt-get install chromium")
}

// patience is how long anything may take on a slow machine without a GPU.
const patience = 90 * time.Second

// tab is one page in the browser with what went wrong in it.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	problems []string
}

// serve serves the built page, as any server would.
func serve(t *testing.T) *httptest.Server {
	t.Helper()
	h, err := site.Handler(built.dir, os.Getenv("ATLAS"))
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// open opens a tab of a size, in which scripts run before those of each page.
// Errors that reach the console fail the test.
func open(t *testing.T, w, h int64, mobile bool, url string, scripts ...string) *tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(built.browser)
	ctx, cancel := context.WithTimeout(ctx, 4*patience)
	p := &tab{t: t, ctx: ctx}
	t.Cleanup(func() {
		if t.Failed() {
			p.keep("failed")
		}
		cancel()
		closeTab()
	})
	size := []chromedp.EmulateViewportOption{}
	if mobile {
		size = append(size, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulateScale(2))
	}
	p.run(chromedp.EmulateViewport(w, h, size...))
	p.listen()
	for _, script := range scripts {
		call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	}
	p.run(chromedp.Navigate(url))
	return p
}

// call sends a command of the browser's own protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) (result R) {
	p.t.Helper()
	p.run(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		var err error
		result, err = cdp.Call(ctx, t, command, params)
		return err
	}))
	return result
}

// listen keeps what goes wrong in the tab.
func (p *tab) listen() {
	messages := chromedp.Console(p.ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			if m.Type == chromedp.ConsoleError || m.Type == chromedp.ConsoleException {
				p.mu.Lock()
				p.problems = append(p.problems, m.Text)
				p.mu.Unlock()
			}
		}
	}()
}

func (p *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// clean fails the test if anything went wrong in the tab.
func (p *tab) clean() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, problem := range p.problems {
		p.t.Errorf("in the browser: %s", problem)
	}
}

// eval evaluates an expression of the page.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits until an expression is true.
func (p *tab) until(expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[bool]("Boolean("+expression+")", chromedp.WithPollingInterval(100*time.Millisecond), chromedp.WithPollingTimeout(0)))
	if err != nil {
		p.t.Fatalf("waited for %s: %v\non the page: %.600s", expression, err, eval[string](p, "document.body.innerText"))
	}
}

// stage is the document inside the stage's frame.
const stage = `document.querySelector("[data-testid=stage]").contentDocument`

// settled waits until the body is shown and its last frame is drawn.
func (p *tab) settled() {
	p.t.Helper()
	p.until(`document.documentElement.dataset.ready === "true" && ` + stage + `.body.dataset.final === "true"`)
}

// text returns the visible text of an element.
func (p *tab) text(testID string) string {
	p.t.Helper()
	return eval[string](p, fmt.Sprintf(`(document.querySelector("[data-testid=%s]")?.innerText ?? "")`, testID))
}

// shows fails the test unless an element's text has all the parts.
func (p *tab) shows(testID string, parts ...string) {
	p.t.Helper()
	text := strings.ToLower(p.text(testID))
	for _, part := range parts {
		if !strings.Contains(text, strings.ToLower(part)) {
			p.t.Errorf("%s does not show %q: %.500q", testID, part, text)
		}
	}
}

// keep writes a screenshot where PICTURES says, if it does.
func (p *tab) keep(name string) {
	dir := os.Getenv("PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Logf("no picture: %v", err)
		return
	}
	file := filepath.Join(dir, strings.ReplaceAll(p.t.Name(), "/", "-")+"-"+name+".png")
	if err := os.WriteFile(file, png, 0o644); err != nil {
		p.t.Log(err)
	}
}

// shot takes a picture of an element, as PNG. It leaves the page's size alone: the
// library's own picture of an element resizes the page for it, and the body with it.
func (p *tab) shot(selector string) []byte {
	p.t.Helper()
	b := eval[box](p, fmt.Sprintf(`(() => { const r = document.querySelector(%q).getBoundingClientRect(); return { X: r.x, Y: r.y, W: r.width, H: r.height } })()`, selector))
	result := call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatPng, Clip: &page.Viewport{X: b.X, Y: b.Y, Width: b.W, Height: b.H, Scale: 1},
	})
	return result.Data
}

// calm asks the page for no motion, as a person's system may.
func (p *tab) calm() {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// do evaluates a statement for what it does.
func (p *tab) do(statement string) {
	p.t.Helper()
	eval[bool](p, "(() => { "+statement+"; return true })()")
}
