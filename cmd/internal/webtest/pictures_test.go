package webtest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestReadmePictures makes the README's pictures of the page, into the folder
// that README_PICTURES names: `make pictures`. In every run it shows that the
// states of those pictures open.
func TestReadmePictures(t *testing.T) {
	for _, c := range []struct {
		name   string
		w, h   int64
		mobile bool
		link   string
	}{
		{"page-desktop", 1280, 800, false, "/#select=muscle:gluteus-medius&side=right"},
		{"page-phone", 390, 844, true, "/#select=muscle:piriformis&side=right"},
	} {
		p := open(t, c.w, c.h, c.mobile, serve(t).URL+c.link)
		p.calm()
		p.until(`document.querySelector("[data-testid=selection-name]")`)
		p.settled()
		png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if dir := os.Getenv("README_PICTURES"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, c.name+".png"), png, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		p.clean()
	}
}
