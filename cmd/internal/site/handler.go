package site

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Reference is where the reference anatomy lies beside a checkout, relative to
// the repository root.
const Reference = "../shared/reference/fused.glb"

// policy is the Content-Security-Policy of every page: nothing from elsewhere,
// no inline script or style. Any page may frame the stage.
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors *"

// extra lists the models that are served from where they lie, by name: the
// reference, and the file atlas, if given, by the name of the file.
func extra(atlas string) map[string]string {
	models := map[string]string{}
	if _, err := os.Stat(Reference); err == nil {
		models["fused"] = Reference
	}
	if atlas != "" {
		models[strings.TrimSuffix(filepath.Base(atlas), filepath.Ext(atlas))] = atlas
	}
	return models
}

// Models lists the names of the models beyond the built-in one that are offered.
func Models(atlas string) []string { return slices.Sorted(maps.Keys(extra(atlas))) }

// Handler serves a built page from dir, with the reference anatomy as "fused"
// where it lies beside the checkout, and the file atlas, if given, by its name.
func Handler(dir, atlas string) (http.Handler, error) {
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		return nil, fmt.Errorf("serve: %s holds no built page; run `make build` first", dir)
	}
	if atlas != "" {
		if _, err := os.Stat(atlas); err != nil {
			return nil, fmt.Errorf("serve: atlas: %w; ATLAS names a .glb file", err)
		}
	}
	models := extra(atlas)
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header(w, r.URL.Path)
		if name, ok := strings.CutPrefix(r.URL.Path, "/models/"); ok {
			if file, ok := models[strings.TrimSuffix(name, ".glb")]; ok {
				http.ServeFile(w, r, file)
				return
			}
		}
		if sendCompressed(w, r, dir) {
			return
		}
		files.ServeHTTP(w, r)
	}), nil
}

func header(w http.ResponseWriter, urlPath string) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin") // the element's script is loaded by other sites
	if kind, ok := contentTypes[path.Ext(urlPath)]; ok {
		h.Set("Content-Type", kind)
	}
}

// contentTypes are stated here because the system's own table may lack them.
var contentTypes = map[string]string{
	".wasm": "application/wasm",
	".glb":  "model/gltf-binary",
	".js":   "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".svg":  "image/svg+xml",
	".json": "application/json",
}

// sendCompressed sends name.br where it stands beside name and the browser takes
// it, and reports whether it did.
func sendCompressed(w http.ResponseWriter, r *http.Request, dir string) bool {
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "br") || path.Ext(r.URL.Path) == "" {
		return false
	}
	name := filepath.Join(dir, filepath.FromSlash(path.Clean("/"+r.URL.Path))) + ".br"
	if _, err := os.Stat(name); err != nil {
		return false
	}
	w.Header().Set("Content-Encoding", "br")
	w.Header().Add("Vary", "Accept-Encoding")
	http.ServeFile(w, r, name)
	return true
}
