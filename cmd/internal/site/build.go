// Package site builds the page (WASM, scripts, styles, models) into a folder and
// serves that folder as any web server would, with a strict policy.
package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"
)

// Build builds the page from the repository at root into dir.
func Build(root, dir string, compress bool) error {
	if _, err := os.Stat(filepath.Join(root, "web", "index.html")); err != nil {
		return fmt.Errorf("build: %w; run it from the root of the repository", err)
	}
	steps := []func(root, dir string) error{buildWASM, copyRuntime, bundle, copyPages, copyModels, drawPosters, writeWords}
	if compress {
		steps = append(steps, func(_, dir string) error { return compressAll(dir) })
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	for _, step := range steps {
		if err := step(root, dir); err != nil {
			return fmt.Errorf("build: %w", err)
		}
	}
	return nil
}

func buildWASM(root, dir string) error {
	target, err := filepath.Abs(filepath.Join(dir, "viewer.wasm"))
	if err != nil {
		return err
	}
	return withFacts(root, func(flags []string) error {
		args := append([]string{"build", "-trimpath", "-ldflags", "-s -w", "-o", target}, flags...)
		args = append(args, "-gcflags=all=-l")
		for _, p := range hotPackages {
			args = append(args, "-gcflags="+p+"=")
		}
		return run(root, []string{"GOOS=js", "GOARCH=wasm"}, "go", append(args, "./cmd/viewer")...)
	})
}

// hotPackages work in each frame or on every vertex. In all others functions are
// called where they stand, rather than copied to each caller: the program is a
// tenth smaller to fetch.
var hotPackages = [...]string{
	"runtime", "internal/runtime/...", "internal/bytealg", "internal/abi", "math", "math/bits", "sync/...", "slices", "cmp", "maps", "iter", "encoding/binary", "image", "image/color", "image/draw", "syscall/js",
	"github.com/hajimehoshi/ebiten/v2", "github.com/hajimehoshi/ebiten/v2/internal/atlas", "github.com/hajimehoshi/ebiten/v2/internal/buffered",
	"github.com/hajimehoshi/ebiten/v2/internal/graphicscommand", "github.com/hajimehoshi/ebiten/v2/internal/graphics",
	"github.com/hajimehoshi/ebiten/v2/internal/graphicsdriver/...", "github.com/hajimehoshi/ebiten/v2/internal/affine",
	"bodymap/render/...", "bodymap/cmd/internal/bind", "bodymap/cmd/viewer/...",
}

// run runs a program in a folder, with more environment.
func run(dir string, env []string, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

// copyRuntime copies the script that starts Go programs in a browser; it must be
// of the very Go version that built the WASM.
func copyRuntime(_, dir string) error {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	from := filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", "wasm_exec.js")
	return copyFile(from, filepath.Join(dir, "wasm_exec.js"))
}

// bundle turns each entry script and style sheet into one file.
func bundle(root, dir string) error {
	var entries []api.EntryPoint
	for _, name := range []string{"page", "stage", "body-map", "course"} {
		entries = append(entries, api.EntryPoint{InputPath: filepath.Join(root, "web", "src", name+".ts"), OutputPath: name})
	}
	sheets, err := filepath.Glob(filepath.Join(root, "web", "styles", "*.css"))
	if err != nil {
		return err
	}
	for _, s := range sheets {
		entries = append(entries, api.EntryPoint{InputPath: s, OutputPath: strings.TrimSuffix(filepath.Base(s), ".css")})
	}
	result := api.Build(api.BuildOptions{
		EntryPointsAdvanced: entries,
		Outdir:              dir,
		Bundle:              true,
		External:            []string{"poster-*.png"}, // drawn, not bundled
		Write:               true,
		MinifyWhitespace:    true,
		MinifySyntax:        true,
		MinifyIdentifiers:   true,
		Target:              api.ES2022,
		Format:              api.FormatIIFE,
		Charset:             api.CharsetUTF8,
	})
	var problems []error
	for _, m := range result.Errors {
		where := ""
		if m.Location != nil {
			where = fmt.Sprintf("%s:%d: ", m.Location.File, m.Location.Line)
		}
		problems = append(problems, fmt.Errorf("%s%s", where, m.Text))
	}
	return errors.Join(problems...)
}

func copyPages(root, dir string) error {
	pages, err := filepath.Glob(filepath.Join(root, "web", "*.html"))
	if err != nil {
		return err
	}
	icons, err := filepath.Glob(filepath.Join(root, "web", "*.svg"))
	if err != nil {
		return err
	}
	for _, p := range append(pages, icons...) {
		if err := copyFile(p, filepath.Join(dir, filepath.Base(p))); err != nil {
			return err
		}
	}
	return nil
}

// copyModels copies the models of the repository: models/<name>.glb.
func copyModels(root, dir string) error {
	if err := os.MkdirAll(filepath.Join(dir, "models"), 0o755); err != nil {
		return err
	}
	models, err := filepath.Glob(filepath.Join(root, "assets", "models", "*", "model.glb"))
	if err != nil {
		return err
	}
	for _, m := range models {
		name := filepath.Base(filepath.Dir(m)) + ".glb"
		if err := copyFile(m, filepath.Join(dir, "models", name)); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

// compressAll writes name.br beside each file that gains from it.
func compressAll(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".br") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		w := brotli.NewWriterLevel(&b, brotli.BestCompression)
		if _, err := w.Write(data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		return os.WriteFile(path+".br", b.Bytes(), 0o644)
	})
}
