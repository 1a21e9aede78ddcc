package main

import (
	"flag"
	"fmt"
	"io"
	"slices"

	"bodymap/anatomy"
)

// muscleFacts is a muscle as `facts muscle --json` prints it: its record's
// heart, with what follows from other records filled in.
type muscleFacts struct {
	ID       anatomy.ID      `json:"id"`
	FMA      string          `json:"fma"`
	Names    anatomy.Names   `json:"names"`
	Nerves   []string        `json:"nerves"`
	Segments segmentFacts    `json:"segments"`
	Referral referralFacts   `json:"referral"`
	Regions  []anatomy.ID    `json:"regions"`
	Record   *anatomy.Muscle `json:"record"`
}

type segmentFacts struct {
	Core     []anatomy.Segment `json:"core"`
	Variable []anatomy.Segment `json:"variable"`
}

type referralFacts struct {
	Primary   []anatomy.ID `json:"primary"`
	Spillover []anatomy.ID `json:"spillover"`
}

func runFacts(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("facts", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "print JSON")
	kinds, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(kinds) != 1 || !slices.Contains(anatomy.Kinds[:], anatomy.Kind(kinds[0])) {
		return fmt.Errorf("facts: expected one kind of %v", anatomy.Kinds)
	}
	facts, err := anatomy.Embedded()
	if err != nil {
		return err
	}
	kind := anatomy.Kind(kinds[0])
	if *asJSON {
		return printJSON(out, records(facts, kind))
	}
	for _, id := range facts.IDs(kind) {
		fmt.Fprintf(out, "%-32s %s\n", id, facts.Name(kind, id))
	}
	return nil
}

// records returns all records of a kind in the order of their ids.
func records(f *anatomy.Facts, kind anatomy.Kind) []any {
	list := []any{}
	for _, id := range f.IDs(kind) {
		record := f.Record(kind, id)
		if m, ok := record.(*anatomy.Muscle); ok {
			record = muscleRecord(f, m)
		}
		list = append(list, record)
	}
	return list
}

func muscleRecord(f *anatomy.Facts, m *anatomy.Muscle) muscleFacts {
	r := muscleFacts{ID: m.ID, FMA: m.FMA.Any, Names: m.Names, Regions: m.Regions, Record: m, Nerves: []string{}}
	for _, id := range f.NervesOf(m.ID) {
		r.Nerves = append(r.Nerves, f.Nerves[id].Names.En)
	}
	segments := f.SegmentsOf(m.ID)
	r.Segments = segmentFacts{listed(segments.Core), listed(segments.Variable)}
	primary, spillover := f.Felt(m.ID)
	r.Referral = referralFacts{listed(primary), listed(spillover)}
	return r
}

// listed makes no list an empty one, so that programs always find an array.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
