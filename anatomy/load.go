package anatomy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
)

// Bounds of what is read: a record is 1-4 KB, and there are hundreds of them.
const (
	maxRecordBytes    = 64 << 10
	maxRecords        = 5000 // of one kind
	maxExceptionBytes = 64 << 10
)

// exceptionsFile lists accepted gaps; see [exception].
const exceptionsFile = "exceptions.txt"

// Load reads every record <kind>/<id>.json of a folder. It reads strictly:
// unknown or repeated fields, wrong types, trailing data, a file name that is not the
// record's id and files that do not belong are problems. It returns the records
// that could be read and, if there was any problem, an [*Error] that lists all
// problems of all files.
func Load(fsys fs.FS) (*Facts, error) {
	f := newFacts(fsys)
	l := loader{fsys: fsys}
	l.root()
	readKind(&l, KindMuscle, f.Muscles, func(r *Muscle) ID { return r.ID })
	readKind(&l, KindNerve, f.Nerves, func(r *Nerve) ID { return r.ID })
	readKind(&l, KindStructure, f.Structures, func(r *Structure) ID { return r.ID })
	readKind(&l, KindPoint, f.Points, func(r *Point) ID { return r.ID })
	readKind(&l, KindRegion, f.Regions, func(r *Region) ID { return r.ID })
	readKind(&l, KindLevel, f.Levels, func(r *Level) ID { return r.ID })
	readKind(&l, KindLandmark, f.Landmarks, func(r *Landmark) ID { return r.ID })
	readKind(&l, KindMeasure, f.Measures, func(r *Measure) ID { return r.ID })
	readKind(&l, KindCondition, f.Conditions, func(r *Condition) ID { return r.ID })
	readKind(&l, KindCaution, f.Cautions, func(r *Caution) ID { return r.ID })
	readKind(&l, KindTopic, f.Topics, func(r *Topic) ID { return r.ID })
	readKind(&l, KindSource, f.Sources, func(r *Source) ID { return r.ID })
	f.exceptions = l.exceptions()
	f.index = newIndex(f)
	if len(l.problems) > 0 {
		sortProblems(l.problems)
		return f, &Error{Problems: l.problems}
	}
	return f, nil
}

type loader struct {
	fsys     fs.FS
	problems []Problem
}

func (l *loader) problem(path, field, format string, args ...any) {
	l.problems = append(l.problems, Problem{Path: factsRoot + path, Field: field, Rule: "load", Text: fmt.Sprintf(format, args...)})
}

// root reports what lies beside the folders of the kinds and does not belong.
func (l *loader) root() {
	entries, err := fs.ReadDir(l.fsys, ".")
	if err != nil {
		l.problem("", "", "cannot be read: %v", err)
		return
	}
	for _, e := range entries {
		known := e.IsDir() && slices.Contains(Kinds[:], Kind(e.Name())) || !e.IsDir() && e.Name() == exceptionsFile
		if !known && !hidden(e.Name()) {
			l.problem(e.Name(), "", "is not a kind of record, expected one of %s", joinKinds(Kinds[:]))
		}
	}
}

// hidden reports names that go:embed leaves out, such as an editor's files.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") }

func joinKinds(kinds []Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = string(k)
	}
	return strings.Join(words, ", ")
}

// readKind reads all records of one kind. A kind without a folder has none.
func readKind[T any](l *loader, kind Kind, into map[ID]*T, idOf func(*T) ID) {
	entries, err := fs.ReadDir(l.fsys, string(kind))
	if err != nil {
		return
	}
	if len(entries) > maxRecords {
		l.problem(string(kind), "", "has %d files, expected at most %d", len(entries), maxRecords)
		entries = entries[:maxRecords]
	}
	for _, e := range entries {
		name := e.Name()
		if hidden(name) {
			continue
		}
		path := string(kind) + "/" + name
		id, isJSON := strings.CutSuffix(name, ".json")
		if e.IsDir() || !isJSON {
			l.problem(path, "", "does not belong here, expected only <id>.json files")
			continue
		}
		record := new(T)
		if !l.read(path, record) {
			continue
		}
		if got := idOf(record); got != ID(id) {
			l.problem(path, "id", "is %q, expected %q as the file is named", got, id)
			continue
		}
		into[ID(id)] = record
	}
}

// read decodes one file into a record and reports all that is wrong with it.
func (l *loader) read(path string, record any) bool {
	data, err := readBounded(l.fsys, path, maxRecordBytes)
	if err != nil {
		l.problem(path, "", "%v", err)
		return false
	}
	wrong := decode(data, record)
	for _, w := range wrong {
		l.problem(path, w.field, "%s", w.text)
	}
	return len(wrong) == 0
}

func readBounded(fsys fs.FS, path string, limit int64) ([]byte, error) {
	if info, err := fs.Stat(fsys, path); err == nil && info.Size() > limit {
		return nil, fmt.Errorf("is %d bytes, expected at most %d", info.Size(), limit)
	}
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %v", err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("is %d bytes, expected at most %d", len(data), limit)
	}
	return data, nil
}

// fault is one thing wrong in one file.
type fault struct{ field, text string }

// decode reads a record strictly. The fast path is encoding/json; only what it
// refuses, or what it would let pass silently, is walked again to name every
// fault with its field.
func decode(data []byte, record any) []fault {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(record); err != nil {
		return diagnose(data, reflect.TypeOf(record), err)
	}
	if rest := bytes.TrimSpace(data[dec.InputOffset():]); len(rest) > 0 {
		return []fault{{"", fmt.Sprintf("has data after the record: %s, expected one JSON object", clip(rest))}}
	}
	if repeatsKey(data) {
		return diagnose(data, reflect.TypeOf(record), fmt.Errorf("a field is given twice"))
	}
	return nil
}

func clip(b []byte) string {
	if len(b) > 24 {
		return fmt.Sprintf("%q...", b[:24])
	}
	return fmt.Sprintf("%q", b)
}
