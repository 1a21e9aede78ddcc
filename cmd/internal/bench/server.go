package bench

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"

	"bodymap/cmd/internal/site"
)

//go:embed page/*.html page/*.js
var pages embed.FS

// server serves the built page as any server would, and under /bench/ the pages
// that measure.
type server struct {
	*httptest.Server
	models map[string][]byte // made for measuring, by name
}

func serve(dir, atlas, three string, subjects map[string]*subject) (*server, error) {
	product, err := site.Handler(dir, atlas)
	if err != nil {
		return nil, err
	}
	own, err := fs.Sub(pages, "page")
	if err != nil {
		return nil, err
	}
	s := &server{models: map[string][]byte{}}
	mux := http.NewServeMux()
	mux.Handle("/", product)
	mux.Handle("/bench/", http.StripPrefix("/bench/", http.FileServerFS(own)))
	mux.Handle("/bench/three/", http.StripPrefix("/bench/three/", http.FileServer(http.Dir(three))))
	mux.HandleFunc("/bench/plan.json", func(w http.ResponseWriter, r *http.Request) {
		subject, ok := subjects[r.FormValue("atlas")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(subject.plan) // it fails where the browser has gone
	})
	mux.HandleFunc("/models/{file}", func(w http.ResponseWriter, r *http.Request) {
		data, ok := s.models[r.PathValue("file")]
		if !ok {
			product.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "model/gltf-binary")
		_, _ = w.Write(data)
	})
	s.Server = httptest.NewServer(mux)
	return s, nil
}
