package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"bodymap/anatomy"
)

// fixFacts rewrites the records of a folder in canonical form.
func fixFacts(dir string, out io.Writer) error {
	if dir == "" {
		dir = "anatomy/facts"
	}
	var problems []error
	for _, kind := range anatomy.Kinds {
		files, err := filepath.Glob(filepath.Join(dir, string(kind), "*.json"))
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := fixFile(kind, file, out); err != nil {
				problems = append(problems, err)
			}
		}
	}
	return errors.Join(problems...)
}

func fixFile(kind anatomy.Kind, file string, out io.Writer) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	canonical, err := anatomy.Format(kind, data)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if bytes.Equal(data, canonical) {
		return nil
	}
	fmt.Fprintln(out, file)
	return os.WriteFile(file, canonical, 0o644)
}
