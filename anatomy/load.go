package anatomy

import (
	"fmt"
	"io/fs"
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
	l := loader{fsys: fsys, decoder: newDecoder()}
	l.root(f)
	readKind(&l, KindMuscle, f.Muscles, func(r *Muscle) ID { return r.ID })
	readKind(&l, KindNerve, f.Nerves, func(r *Nerve) ID { return r.ID })
	readKind(&l, KindStructure, f.Structures, func(r *Structure) ID { return r.ID })
	readKind(&l, KindPoint, f.Points, func(r *Point) ID { return r.ID })
	readKind(&l, KindRegion, f.Regions, func(r *Region) ID { return r.ID })
	readKind(&l, KindLevel, f.Levels, func(r *Level) ID { return r.ID })
	readKind(&l, KindDermatome, f.Dermatomes, func(r *Dermatome) ID { return r.ID })
	readKind(&l, KindMyotome, f.Myotomes, func(r *Myotome) ID { return r.ID })
	readKind(&l, KindLandmark, f.Landmarks, func(r *Landmark) ID { return r.ID })
	readKind(&l, KindMeasure, f.Measures, func(r *Measure) ID { return r.ID })
	readKind(&l, KindCondition, f.Conditions, func(r *Condition) ID { return r.ID })
	readKind(&l, KindCaution, f.Cautions, func(r *Caution) ID { return r.ID })
	readKind(&l, KindTopic, f.Topics, func(r *Topic) ID { return r.ID })
	readKind(&l, KindLanguage, f.Languages, func(r *Language) ID { return r.ID })
	readKind(&l, KindSource, f.Sources, func(r *Source) ID { return r.ID })
	f.index = newIndex(f)
	if len(l.problems) > 0 {
		sortProblems(l.problems)
		return f, &Error{Problems: l.problems}
	}
	return f, nil
}

type loader struct {
	fsys     fs.FS
	decoder  *decoder
	problems []Problem
}

func (l *loader) problem(path, field, format string, args ...any) {
	l.problems = append(l.problems, Problem{Path: factsRoot + path, Field: field, Rule: "load", Text: fmt.Sprintf(format, args...)})
}

// root reads the accepted gaps, and reports what lies beside the folders of the kinds
// and does not belong.
func (l *loader) root(f *Facts) {
	entries, err := fs.ReadDir(l.fsys, ".")
	if err != nil {
		l.problem("", "", "cannot be read: %v", err)
		return
	}
	for _, e := range entries {
		switch {
		case !e.IsDir() && e.Name() == exceptionsFile:
			f.exceptions = l.exceptions(e)
		case !hidden(e.Name()) && !(e.IsDir() && slices.Contains(Kinds[:], Kind(e.Name()))):
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
		if !l.read(path, e, record) {
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
func (l *loader) read(path string, e fs.DirEntry, record any) bool {
	data, err := readBounded(l.fsys, path, e, maxRecordBytes)
	if err != nil {
		l.problem(path, "", "%v", err)
		return false
	}
	wrong := l.decoder.decode(data, record)
	for _, w := range wrong {
		l.problem(path, w.field, "%s", w.text)
	}
	return len(wrong) == 0
}

// readBounded reads a file unless it is too large to be what it should be.
func readBounded(fsys fs.FS, path string, e fs.DirEntry, limit int64) ([]byte, error) {
	info, err := e.Info()
	if err == nil && info.Size() > limit {
		return nil, fmt.Errorf("is %d bytes, expected at most %d", info.Size(), limit)
	}
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %v", err)
	}
	return data, nil
}
