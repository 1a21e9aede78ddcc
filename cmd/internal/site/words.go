package site

import (
	"encoding/json"
	"os"
	"path/filepath"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
	"bodymap/cmd/internal/bind"
)

// The words of the page, for browsers that cannot run the program: what it would
// tell, as web/PROTOCOL.md describes it, in files that web/src/words-only.ts reads.
//
//	words/ready.json        the catalog and the guide
//	words/sources.json      the sources by id; in a treatment only their ids stand
//	words/<kind>/<id>.json  a treatment, of the right side where it has one
//
// Beside them stand the posters, of which one shows the body.

// sourceText is what is told of a source.
type sourceText struct {
	Text        string `json:"text"`
	URL         string `json:"url"`
	Reliability string `json:"reliability"`
}

func writeWords(root, dir string) error {
	facts, err := anatomy.Load(os.DirFS(filepath.Join(root, "anatomy", "facts")))
	if err != nil {
		return err
	}
	m, err := openBody(root, facts)
	if err != nil {
		return err
	}
	sources := map[anatomy.ID]sourceText{}
	catalog := bind.Catalog(facts)
	for _, entry := range catalog {
		ref := anatomy.Ref{Kind: entry.Kind, ID: entry.ID, Side: anatomy.Midline}
		if entry.Sided {
			ref.Side = anatomy.Right
		}
		panel := m.Panel(app.State{Selection: ref})
		for i, s := range panel.Sources {
			sources[s.ID] = sourceText{s.Text, s.URL, s.Reliability}
			panel.Sources[i] = bind.PanelSource{N: s.N, ID: s.ID, At: s.At}
		}
		if err := writeJSON(filepath.Join(dir, "words", string(entry.Kind), string(entry.ID)+".json"), panel); err != nil {
			return err
		}
	}
	if err := writeJSON(filepath.Join(dir, "words", "sources.json"), sources); err != nil {
		return err
	}
	return writeJSON(filepath.Join(dir, "words", "ready.json"), struct {
		Catalog   []bind.Entry `json:"catalog"`
		Languages []string     `json:"languages"`
		Guide     bind.Guide   `json:"guide"`
	}{catalog, nil, bind.GuideOf(facts)})
}

func writeJSON(file string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
