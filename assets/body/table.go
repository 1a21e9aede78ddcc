package body

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// Table is one file tables/<kind>/<id>.txt: rows of a key and its fields, in
// order. Everything after a # is a comment.
type Table struct {
	File string // path within the table tree, for messages
	Kind string // the folder: "muscle", "bone", ...
	ID   string // the file name: "gluteus-medius"
	Rows []Row
}

// Row is one line of a table.
type Row struct {
	File   string
	Line   int
	Key    string
	Fields []string
}

// Head is what every table says about its structure before any shape.
type Head struct {
	Name   string
	Paired bool   // false: a midline structure
	FMA    string // concept id of the right or midline structure; may be empty
	Left   string // concept id of the left structure; may be empty
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// ReadTables reads every table below the folders of a tree, sorted by kind and
// id. All files with an error are reported at once.
func ReadTables(fsys fs.FS) ([]Table, error) {
	files, err := fs.Glob(fsys, "*/*.txt")
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	var tables []Table
	var problems []error
	fileOf := map[string]string{}
	for _, file := range files {
		src, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		t, err := ParseTable(file, src)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		if other, twice := fileOf[t.ID]; twice {
			problems = append(problems, fmt.Errorf("%s: there is a %s too, expected one table of a structure", file, other))
			continue
		}
		fileOf[t.ID] = file
		tables = append(tables, t)
	}
	return tables, errors.Join(problems...)
}

// ParseTable reads one table. file is <kind>/<id>.txt.
func ParseTable(file string, src []byte) (Table, error) {
	t := Table{File: file, Kind: path.Dir(file), ID: strings.TrimSuffix(path.Base(file), ".txt")}
	if !slug.MatchString(t.ID) {
		return t, fmt.Errorf("%s: file name %q is no id, expected lower-case hyphenated English", file, t.ID)
	}
	for i, line := range strings.Split(string(src), "\n") {
		if hash := strings.IndexByte(line, '#'); hash >= 0 {
			line = line[:hash]
		}
		if f := strings.Fields(line); len(f) > 0 {
			t.Rows = append(t.Rows, Row{File: file, Line: i + 1, Key: f[0], Fields: f[1:]})
		}
	}
	if len(t.Rows) == 0 {
		return t, fmt.Errorf("%s: no rows, expected at least a name and a shape", file)
	}
	return t, nil
}

// Head reads the rows common to all tables: name (words), side (paired or
// midline) and fma (right and left concept, or the midline one; - for none).
func (t Table) Head() (Head, error) {
	h := Head{Name: strings.ReplaceAll(t.ID, "-", " "), Paired: true}
	var problems []error
	for _, r := range t.Rows {
		switch r.Key {
		case "name":
			h.Name = strings.Join(r.Fields, " ")
		case "side":
			if len(r.Fields) != 1 || (r.Fields[0] != "paired" && r.Fields[0] != "midline") {
				problems = append(problems, r.Errorf("side", "expected paired or midline"))
				continue
			}
			h.Paired = r.Fields[0] == "paired"
		case "fma":
			ids, err := r.concepts()
			if err != nil {
				problems = append(problems, err)
				continue
			}
			h.FMA, h.Left = ids[0], ids[1]
		}
	}
	return h, errors.Join(problems...)
}

// concepts reads one or two FMA ids; the second is empty where there is one.
func (r Row) concepts() ([2]string, error) {
	var ids [2]string
	if len(r.Fields) < 1 || len(r.Fields) > 2 {
		return ids, r.Errorf("fma", "expected the right and the left concept, such as FMA22331 FMA22330")
	}
	for i, f := range r.Fields {
		if f == "-" {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(f, "FMA")); err != nil || n <= 0 || !strings.HasPrefix(f, "FMA") {
			return ids, r.Errorf("fma", "%q is no concept id, expected one such as FMA22331, or -", f)
		}
		ids[i] = f
	}
	return ids, nil
}

// Numbers reads n fields from the given one on. names are what the fields are
// called in messages.
func (r Row) Numbers(from int, names ...string) ([]float64, error) {
	if len(r.Fields) < from+len(names) {
		return nil, r.Errorf(r.Key, "has %d fields, expected %d: %s", len(r.Fields)-from, len(names), strings.Join(names, " "))
	}
	out := make([]float64, len(names))
	for i, name := range names {
		v, err := strconv.ParseFloat(r.Fields[from+i], 64)
		if err != nil || v != v || v > 5000 || v < -5000 {
			return nil, r.Errorf(name, "%q is no number of millimetres or degrees within 5000", r.Fields[from+i])
		}
		out[i] = v
	}
	return out, nil
}

// Errorf says what is wrong with a field of the row: file:line: field: text.
func (r Row) Errorf(field, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s: %s", r.File, r.Line, field, fmt.Sprintf(format, args...))
}
