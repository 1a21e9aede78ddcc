package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// TestTopLevel: nothing stands at the top level but what the layout names.
func TestTopLevel(t *testing.T) {
	allowed := map[string]bool{
		"cmd": true, "render": true, "anatomy": true, "assets": true, "web": true, "go.mod": true, "go.sum": true,
		"Makefile": true, "README.md": true, "LICENSE": true, "NOTICE": true, "CHANGELOG.md": true, "build": true,
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !allowed[e.Name()] && !strings.HasPrefix(e.Name(), ".") {
			t.Errorf("top level has %q, which the layout does not name", e.Name())
		}
	}
}

// TestImports: dependencies point one way, over all files and build tags.
func TestImports(t *testing.T) {
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "build") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		files++
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := forbidden(filepath.ToSlash(rel), imported); why != "" {
				t.Errorf("%s imports %s: %s", rel, imported, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 50 {
		t.Fatalf("only %d Go files found below the root", files)
	}
}

// forbidden says why a file must not import a package, or "".
func forbidden(file, imported string) string {
	in := func(dirs ...string) bool {
		for _, d := range dirs {
			if strings.HasPrefix(file, d+"/") {
				return true
			}
		}
		return false
	}
	is := func(paths ...string) bool {
		for _, p := range paths {
			if imported == p || strings.HasPrefix(imported, p+"/") {
				return true
			}
		}
		return false
	}
	standard := !strings.Contains(strings.Split(imported, "/")[0], ".") && !is("bodymap")
	switch {
	case in("anatomy") && !standard:
		return "the domain uses the standard library only"
	case in("render") && is("bodymap/anatomy", "bodymap/assets", "bodymap/cmd"):
		return "the renderer knows no medicine"
	case in("assets") && is("bodymap/cmd"):
		return "assets serve the commands, not the other way"
	case is("github.com/hajimehoshi/ebiten/v2") && (!in("render/ebi", "cmd/viewer") || in("render/ebi/batch")):
		return "only render/ebi and cmd/viewer draw with Ebitengine"
	case imported == "syscall/js" && !in("cmd/viewer/internal/bridge"):
		return "only the bridge speaks to JavaScript"
	case imported == "bodymap/render/ebi" && !in("cmd/viewer"):
		return "a package that imports Ebitengine cannot be tested without a display"
	}
	return ""
}

// TestForbidden keeps the rules themselves honest.
func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		file, imported string
		ok             bool
	}{
		{"anatomy/place.go", "math", true},
		{"anatomy/place.go", "golang.org/x/image", false},
		{"anatomy/place.go", "bodymap/render/geom", false},
		{"render/scene.go", "bodymap/anatomy", false},
		{"cmd/bodymap/main.go", "github.com/hajimehoshi/ebiten/v2", false},
		{"cmd/viewer/main.go", "github.com/hajimehoshi/ebiten/v2/inpututil", true},
		{"render/ebi/batch/batch.go", "github.com/hajimehoshi/ebiten/v2", false},
		{"render/ebi/shader.go", "bodymap/render/ebi/batch", true},
		{"render/soft/easel.go", "bodymap/render/ebi", false},
		{"cmd/viewer/main.go", "syscall/js", false},
		{"cmd/viewer/internal/bridge/bridge.go", "syscall/js", true},
	} {
		if got := forbidden(c.file, c.imported) == ""; got != c.ok {
			t.Errorf("forbidden(%s, %s): allowed %v, want %v", c.file, c.imported, got, c.ok)
		}
	}
}
