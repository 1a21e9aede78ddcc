package anatomy

import (
	"cmp"
	"io/fs"
	"iter"
	"maps"
	"slices"
)

// Facts are all records by kind and id: the whole knowledge base. A Facts is
// built once by [Load] and not changed afterwards; it may be read by several
// goroutines at once.
type Facts struct {
	Muscles    map[ID]*Muscle
	Nerves     map[ID]*Nerve
	Structures map[ID]*Structure
	Points     map[ID]*Point
	Regions    map[ID]*Region
	Levels     map[ID]*Level
	Dermatomes map[ID]*Dermatome
	Myotomes   map[ID]*Myotome
	Landmarks  map[ID]*Landmark
	Measures   map[ID]*Measure
	Conditions map[ID]*Condition
	Cautions   map[ID]*Caution
	Topics     map[ID]*Topic
	Languages  map[ID]*Language
	Sources    map[ID]*Source

	fsys       fs.FS // where the records were read, for rules about the files themselves
	exceptions []exception
	index      index
}

func newFacts(fsys fs.FS) *Facts {
	return &Facts{
		fsys:       fsys,
		Muscles:    map[ID]*Muscle{},
		Nerves:     map[ID]*Nerve{},
		Structures: map[ID]*Structure{},
		Points:     map[ID]*Point{},
		Regions:    map[ID]*Region{},
		Levels:     map[ID]*Level{},
		Dermatomes: map[ID]*Dermatome{},
		Myotomes:   map[ID]*Myotome{},
		Landmarks:  map[ID]*Landmark{},
		Measures:   map[ID]*Measure{},
		Conditions: map[ID]*Condition{},
		Cautions:   map[ID]*Caution{},
		Topics:     map[ID]*Topic{},
		Languages:  map[ID]*Language{},
		Sources:    map[ID]*Source{},
	}
}

// Record returns a record by kind and id as a pointer to its type, or nil.
func (f *Facts) Record(kind Kind, id ID) any {
	switch kind {
	case KindMuscle:
		return orNil(f.Muscles[id])
	case KindNerve:
		return orNil(f.Nerves[id])
	case KindStructure:
		return orNil(f.Structures[id])
	case KindPoint:
		return orNil(f.Points[id])
	case KindRegion:
		return orNil(f.Regions[id])
	case KindLevel:
		return orNil(f.Levels[id])
	case KindDermatome:
		return orNil(f.Dermatomes[id])
	case KindMyotome:
		return orNil(f.Myotomes[id])
	case KindLandmark:
		return orNil(f.Landmarks[id])
	case KindMeasure:
		return orNil(f.Measures[id])
	case KindCondition:
		return orNil(f.Conditions[id])
	case KindCaution:
		return orNil(f.Cautions[id])
	case KindTopic:
		return orNil(f.Topics[id])
	case KindLanguage:
		return orNil(f.Languages[id])
	case KindSource:
		return orNil(f.Sources[id])
	}
	return nil
}

// Has reports whether there is a record of that kind and id.
func (f *Facts) Has(kind Kind, id ID) bool { return f.Record(kind, id) != nil }

// IDs returns the ids of a kind in alphabetical order.
func (f *Facts) IDs(kind Kind) []ID {
	switch kind {
	case KindMuscle:
		return sortedKeys(f.Muscles)
	case KindNerve:
		return sortedKeys(f.Nerves)
	case KindStructure:
		return sortedKeys(f.Structures)
	case KindPoint:
		return sortedKeys(f.Points)
	case KindRegion:
		return sortedKeys(f.Regions)
	case KindLevel:
		return sortedKeys(f.Levels)
	case KindDermatome:
		return sortedKeys(f.Dermatomes)
	case KindMyotome:
		return sortedKeys(f.Myotomes)
	case KindLandmark:
		return sortedKeys(f.Landmarks)
	case KindMeasure:
		return sortedKeys(f.Measures)
	case KindCondition:
		return sortedKeys(f.Conditions)
	case KindCaution:
		return sortedKeys(f.Cautions)
	case KindTopic:
		return sortedKeys(f.Topics)
	case KindLanguage:
		return sortedKeys(f.Languages)
	case KindSource:
		return sortedKeys(f.Sources)
	}
	return nil
}

// All goes over every record, kind by kind in the order of [Kinds] and
// alphabetically by id within each.
func (f *Facts) All() iter.Seq2[Ref, any] {
	return func(yield func(Ref, any) bool) {
		for _, kind := range Kinds {
			for _, id := range f.IDs(kind) {
				if !yield(Ref{Kind: kind, ID: id}, f.Record(kind, id)) {
					return
				}
			}
		}
	}
}

// Names returns the English and Latin names of a record. A level's name and a
// source's title stand for English; they are empty for an unknown id.
func (f *Facts) Names(kind Kind, id ID) Names {
	switch r := f.Record(kind, id).(type) {
	case *Muscle:
		return r.Names
	case *Nerve:
		return r.Names
	case *Structure:
		return r.Names
	case *Point:
		return r.Names
	case *Region:
		return r.Names
	case *Level:
		return Names{En: r.Name}
	case *Dermatome:
		return Names{En: string(r.Segment) + " dermatome", La: "Dermatomus " + string(r.Segment)}
	case *Myotome:
		return Names{En: string(r.Segment) + " myotome", La: "Myotomus " + string(r.Segment)}
	case *Landmark:
		return r.Names
	case *Measure:
		return r.Names
	case *Condition:
		return r.Names
	case *Caution:
		return r.Names
	case *Topic:
		return r.Names
	case *Language:
		return Names{En: r.Name}
	case *Source:
		return Names{En: r.Title}
	}
	return Names{}
}

// Name returns the English name of a record, or its id where it has none.
func (f *Facts) Name(kind Kind, id ID) string {
	return cmp.Or(f.Names(kind, id).En, string(id))
}

// orNil turns a nil pointer into a nil interface.
func orNil[T any](r *T) any {
	if r == nil {
		return nil
	}
	return r
}

func sortedKeys[T any](m map[ID]T) []ID {
	return slices.Sorted(maps.Keys(m))
}
