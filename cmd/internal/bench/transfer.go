package bench

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/andybalholm/brotli"
)

// transfer is what a first visit fetches, in bytes as brotli sends it.
type transfer struct {
	program  int // WASM
	model    int
	page     int // HTML, CSS and scripts
	pictures int
	other    int
	files    []string // of the page
}

// measureTransfer visits the page and packs what it fetched.
func (r *run) measureTransfer() (transfer, error) {
	var sum transfer
	t, err := r.browser.open(r.server.URL + "/index.html")
	if err != nil {
		return sum, err
	}
	defer t.close()
	if err := t.until(whole); err != nil {
		return sum, err
	}
	fetched, err := eval[[]string](t, `[window, `+stage+`].flatMap((w) => [w.location.href, ...w.performance.getEntriesByType("resource").map((e) => e.name)])`)
	if err != nil {
		return sum, err
	}
	var names []string
	for _, address := range fetched {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "http" {
			continue // made by the page itself
		}
		if u.Path == "/" {
			u.Path = "/index.html"
		}
		names = append(names, path.Clean(u.Path))
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		n, err := packed(filepath.Join(r.Site, filepath.FromSlash(name)), r.Cache)
		if os.IsNotExist(err) {
			continue // an icon that nobody made
		}
		if err != nil {
			return sum, err
		}
		switch path.Ext(name) {
		case ".wasm":
			sum.program += n
		case ".glb":
			sum.model += n
		case ".html", ".css", ".js":
			sum.page += n
			sum.files = append(sum.files, fmt.Sprintf("%s %.1f kB", path.Base(name), float64(n)/1e3))
		case ".png", ".jpg", ".webp", ".avif", ".svg":
			sum.pictures += n
		default:
			sum.other += n
		}
	}
	return sum, nil
}

// packed is how many bytes of a file brotli leaves at its best level, or the
// file's own size where that is less. Packing the program takes a minute of
// processor time, so that the answer is kept in a folder.
func packed(file, cache string) (int, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256(data)
	kept := filepath.Join(cache, fmt.Sprintf("brotli-%x", sum[:8]))
	if text, err := os.ReadFile(kept); err == nil {
		if n, err := strconv.Atoi(string(text)); err == nil {
			return n, nil
		}
	}
	var n counter
	w := brotli.NewWriterLevel(&n, brotli.BestCompression)
	if _, err := w.Write(data); err != nil {
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	size := min(int(n), len(data))
	return size, os.WriteFile(kept, strconv.AppendInt(nil, int64(size), 10), 0o644)
}

// counter counts what is written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
