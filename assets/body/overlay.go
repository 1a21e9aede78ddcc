package body

import (
	"errors"
	"io/fs"
	"slices"
)

// BuildBody makes one of Bodies from a tree of tables. The tables describe the
// first; another is the same body in other measures, with a few rows replaced
// where proportion is not enough.
func BuildBody(fsys fs.FS, body string) ([]Part, error) {
	if body == Bodies()[0] {
		return Build(fsys)
	}
	w, warpErr := warpTo(body)
	tables, err := ReadTables(fsys)
	if err := errors.Join(warpErr, err); err != nil {
		return nil, err
	}
	own, err := fs.Sub(measuresTree, "measures/"+body)
	if err != nil {
		return nil, err
	}
	rows, err := ReadTables(own)
	if err != nil {
		return nil, err
	}
	if tables, err = overlay(tables, rows); err != nil {
		return nil, err
	}
	return finishParts(tables, w.part)
}

// warpTo returns the warp from the body of the tables to another.
func warpTo(body string) (*warp, error) {
	of, err := readMeasures(measuresTree, Bodies()[0])
	to, toErr := readMeasures(measuresTree, body)
	if err := errors.Join(err, toErr); err != nil {
		return nil, err
	}
	return newWarp(of, to)
}

// overlay replaces rows of tables by those of the same key and name, and adds
// those that are new. Tables that are not there are passed over: only some of
// the body may be wanted.
func overlay(tables, over []Table) ([]Table, error) {
	out := slices.Clone(tables)
	var problems []error
	for _, o := range over {
		i := slices.IndexFunc(out, func(t Table) bool { return t.Kind == o.Kind && t.ID == o.ID })
		if i < 0 {
			continue
		}
		rows := slices.Clone(out[i].Rows)
		for _, r := range o.Rows {
			same := func(q Row) bool { return q.Key == r.Key && first(q.Fields) == first(r.Fields) }
			switch k := slices.IndexFunc(rows, same); {
			case k >= 0:
				rows[k] = r
			case r.Key == "node" || r.Key == "at":
				problems = append(problems, r.Errorf(r.Key, "%s has no such row to replace", out[i].File))
			default:
				rows = append(rows, r)
			}
		}
		out[i].Rows = rows
	}
	return out, errors.Join(problems...)
}
