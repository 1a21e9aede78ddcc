package site

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"bodymap/anatomy"
)

// withFacts calls build with the flags that compile the facts into a program,
// checked and as data rather than files: read in a browser, they would take half
// a second of each start.
func withFacts(root string, build func(flags []string) error) error {
	facts, err := anatomy.Load(os.DirFS(filepath.Join(root, "anatomy", "facts")))
	if err != nil {
		return err
	}
	if problems := anatomy.Check(facts); len(problems) > 0 {
		return &anatomy.Error{Problems: problems}
	}
	source, err := facts.GoSource()
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "bodymap-facts-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	// The file lies beside the others of its package only for the compiler's eyes.
	at, err := filepath.Abs(filepath.Join(root, "anatomy", "compiled_facts.go"))
	if err != nil {
		return err
	}
	file, overlay := filepath.Join(tmp, "compiled_facts.go"), filepath.Join(tmp, "overlay.json")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {at: file}})
	if err != nil {
		return err
	}
	if err := errors.Join(os.WriteFile(file, source, 0o644), os.WriteFile(overlay, replace, 0o644)); err != nil {
		return err
	}
	return build([]string{"-tags", "compiledfacts", "-overlay", overlay})
}
