package body

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// Choice names structures: by id ("femur"), kind ("bone"), or a pattern over an
// id ("gluteus-*") or over kind and id ("bone/metacarpal-?"). An empty choice
// names everything.
type Choice []string

// ParseChoice reads patterns separated by commas.
func ParseChoice(list string) (Choice, error) {
	var c Choice
	for _, p := range strings.Split(list, ",") {
		p = strings.TrimSpace(p)
		if p == "" {
			continue
		}
		if _, err := path.Match(p, ""); err != nil {
			return nil, fmt.Errorf("pattern %q: %w, expected an id, a kind, or these with * and ?", p, err)
		}
		c = append(c, p)
	}
	return c, nil
}

// Has reports whether the choice names a structure.
func (c Choice) Has(kind, id string) bool {
	if len(c) == 0 {
		return true
	}
	for _, p := range c {
		subject := id
		if strings.Contains(p, "/") {
			subject = kind + "/" + id
		}
		if ok, err := path.Match(p, subject); (ok && err == nil) || p == kind {
			return true
		}
	}
	return false
}

// Only returns the tables of a tree that a choice names, and the templates that
// they are like. A choice that names no table is an error.
func Only(fsys fs.FS, c Choice) (fs.FS, error) {
	if len(c) == 0 {
		return fsys, nil
	}
	files, err := fs.Glob(fsys, "*/*.txt")
	if err != nil {
		return nil, err
	}
	s := &subset{FS: fsys, files: map[string]bool{}}
	for _, file := range files {
		if c.Has(path.Dir(file), strings.TrimSuffix(path.Base(file), ".txt")) {
			s.files[file] = true
		}
	}
	if len(s.files) == 0 {
		return nil, fmt.Errorf("no table is called %s; expected ids, kinds such as bone, or patterns such as muscle/gluteus-*", strings.Join(c, ", "))
	}
	var problems []error
	for _, file := range files {
		if s.files[file] {
			problems = append(problems, s.addTemplate(file))
		}
	}
	return s, errors.Join(problems...)
}

// subset is a tree of tables of which only some are seen.
type subset struct {
	fs.FS
	files map[string]bool
}

// Glob implements [fs.GlobFS].
func (s *subset) Glob(pattern string) ([]string, error) {
	var out []string
	for file := range s.files {
		ok, err := path.Match(pattern, file)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, file)
		}
	}
	sort.Strings(out)
	return out, nil
}

// addTemplate adds the template that a table is like. One that is not there is
// reported when the table is read.
func (s *subset) addTemplate(file string) error {
	src, err := fs.ReadFile(s.FS, file)
	if err != nil {
		return err
	}
	t, err := ParseTable(file, src)
	if err != nil {
		return nil // reported when it is read
	}
	for _, r := range t.Rows {
		if r.Key == "like" {
			like := path.Join(t.Kind, first(r.Fields)+".txt")
			if _, err := fs.Stat(s.FS, like); err == nil {
				s.files[like] = true
			}
		}
	}
	return nil
}
