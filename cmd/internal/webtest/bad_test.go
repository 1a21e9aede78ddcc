package webtest

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"bodymap/cmd/internal/site"
)

// TestBadLinks: a link that cannot be followed is named, and what was there stays.
func TestBadLinks(t *testing.T) {
	p := open(t, 1280, 800, false, serve(t).URL+"/#select=muscle:piriformis&side=left")
	p.until(`document.querySelector("[data-testid=selection-name]")?.innerText === "Piriformis"`)
	p.settled()
	for link, named := range map[string]string{
		"#select=muscle:glutaeus": "glutaeus", "#cam=1,2,three": "cam", "#levels=9": "levels", "#what=ever": "what", "#select=%E0%A4%A": "select",
	} {
		p.do(`location.hash = "` + link + `"`)
		p.until(`document.querySelector("[data-testid=alert]")?.innerText.includes("` + named + `")`)
		if name := p.text("selection-name"); name != "Piriformis" {
			t.Errorf("%s: %q is selected", link, name)
		}
	}
	p.keep("alert")
}

// TestBadAtlases: a missing, a broken and a hostile atlas are each named with a
// remedy; the page is never blank.
func TestBadAtlases(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct{ atlas, content, says string }{
		"missing":   {"nothing", "", "nothing"},
		"not glTF":  {"broken", "this is not a model", "glTF"},
		"truncated": {"broken", "glTF\x02\x00\x00\x00\xff\xff\x00\x00\x10\x00\x00\x00JSON{}", ""},
		"hostile":   {"broken", `{"asset":{"version":"2.0"},"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],"accessors":[{"componentType":5126,"type":"VEC3","count":4000000000}]}`, "accessors[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			file := ""
			if c.content != "" {
				file = filepath.Join(dir, "broken.glb")
				if err := os.WriteFile(file, []byte(c.content), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			h, err := site.Handler(built.dir, file)
			if err != nil {
				t.Fatal(err)
			}
			s := httptest.NewServer(h)
			defer s.Close()
			p := open(t, 1280, 800, false, s.URL+"/?atlas="+c.atlas)
			p.until(`document.querySelector("[data-testid=alert]")?.innerText.includes("` + c.says + `")`)
			p.keep("alert")
			if text := eval[string](p, "document.body.innerText"); len(text) < 200 {
				t.Errorf("the page is nearly blank: %q", text)
			}
		})
	}
}
