package anatomy

import (
	"fmt"
	"slices"
	"strings"
)

// Rule is one law that all records keep.
type Rule struct {
	Name  string // as in a problem and in facts/exceptions.txt
	About string // the law in a sentence
	run   func(*checker)
}

// Rules lists every rule that [Check] runs.
func Rules() []Rule {
	return []Rule{
		// Form.
		{"canonical", "each file is in canonical form", checkCanonical},
		{"id", "ids are lower-case hyphenated English", checkIDs},
		{"text", "texts are plain: no markup, no stray space, no control characters", checkTexts},
		{"names", "names are given in English and, where the kind requires it, in Latin", checkNames},
		{"vocabulary", "layers, systems, grades, chains, directions and types are known words", checkVocabulary},
		{"fma", "FMA ids are written FMA and digits, and name one record", checkFMA},
		{"repeat", "no list names the same thing twice", checkRepeats},

		// Sources.
		{"source", "sources can be found: authors, title, year, DOI or URL, and what was seen of them", checkSources},
		{"claim", "every claim says something and cites a source", checkClaims},
		{"reading", "a muscle was compared with two sources that were opened; each reading names known fields and what it found", checkReadings},
		{"cite", "cited sources exist and are not withdrawn", checkCites},

		// Links.
		{"reference", "every id names a record of the right kind", checkReferences},
		{"cycle", "no record is its own parent, member or foundation", checkCycles},
		{"segment", "segments are C1-S5, core ones given, each listed once", checkSegments},
		{"supply", "a muscle is supplied, and its core segments come from the nerve that supplies it", checkSupply},
		{"neighbour", "neighbours are stored once, on the alphabetically first of the two", checkNeighbours},
		{"related", "related regions are other regions, with the chain that links them", checkRelated},

		// Places.
		{"place", "a place has exactly one base and keeps within it", checkPlaces},
		{"sided", "what has no side is not placed sideways", checkSides},
		{"landmark", "a landmark is derived in exactly one way", checkLandmarks},
		{"measure", "a measure is positive, between two landmarks, and the body measure exists", checkMeasures},

		// Completeness.
		{"muscle", "a muscle lies in a region and is not its own synergist or antagonist", checkMuscles},
		{"muscle-point", "a muscle, or a group of it, has a symptomatic point", checkMusclePoints},
		{"symptomatic", "a symptomatic point is named after its muscle and has a referral pattern", checkSymptomatic},
		{"zone", "a referral zone has a grade and can be painted", checkZones},
		{"homeostatic", "homeostatic points are H1-H24 in order, unconfirmed exactly H14, H17 and H21", checkHomeostatic},
		{"published-regions", "the regions are exactly the published ones", checkPublishedRegions},
		{"region", "a region has a group and an extent", checkRegions},
		{"levels", "the levels are C1-L5 and S1-S4, each with its own segment", checkLevels},
		{"condition", "a condition says where it is felt, or that a physician must see it", checkConditions},
		{"dermatome", "the dermatomes are C2-S5, each with an area of skin", checkDermatomes},
		{"myotome", "a myotome is of its own segment, which reaches the muscles that test it", checkMyotomes},
		{"language", "a language names records, each once, in a language beyond English and Latin", checkLanguages},
		{"topic", "topics have an order of their own and a text", checkTopics},
	}
}

// Check runs every rule over all records and returns what they find, less the
// gaps accepted in facts/exceptions.txt, sorted by path. An accepted gap that no rule
// finds any more is a problem itself.
func Check(f *Facts) []Problem {
	c := &checker{Facts: f}
	for _, rule := range Rules() {
		c.rule = rule.Name
		rule.run(c)
	}
	problems := c.accepted()
	sortProblems(problems)
	return slices.Compact(problems)
}

// checker collects the problems of all rules.
type checker struct {
	*Facts
	rule     string // name of the rule that runs
	problems []Problem
}

func (c *checker) add(ref Ref, field, format string, args ...any) {
	c.problems = append(c.problems, Problem{
		Path: recordPath(ref.Kind, ref.ID), Field: field, Rule: c.rule, Text: fmt.Sprintf(format, args...),
	})
}

// accepted returns the problems that no exception accepts, and the exceptions
// that accept none.
func (c *checker) accepted() []Problem {
	used := make([]bool, len(c.exceptions))
	open := slices.DeleteFunc(c.problems, func(p Problem) bool {
		for i, e := range c.exceptions {
			if e.path == p.Path && e.rule == p.Rule {
				used[i] = true
				return true
			}
		}
		return false
	})
	for i, e := range c.exceptions {
		if !used[i] {
			open = append(open, Problem{
				Path: factsRoot + exceptionsFile, Field: fmt.Sprintf("line %d", e.line), Rule: "exception",
				Text: fmt.Sprintf("%s: %s is no problem any more, expected this line to be removed", e.path, e.rule),
			})
		}
	}
	return open
}

// oneOf spells the words that a field may have.
func oneOf[T ~string](words []T) string {
	s := make([]string, len(words))
	for i, w := range words {
		s[i] = string(w)
	}
	return "expected one of " + strings.Join(s, ", ")
}
