package anatomy

import (
	"slices"
	"strings"
	"testing"
)

func embeddedFacts(t *testing.T) *Facts {
	t.Helper()
	f, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func treat(t *testing.T, f *Facts, kind Kind, id ID, side Side) Treatment {
	t.Helper()
	treatment, err := f.Treat(Ref{Kind: kind, ID: id, Side: side})
	if err != nil {
		t.Fatal(err)
	}
	return treatment
}

func itemIDs(g Group) []ID {
	var ids []ID
	for _, item := range g.Items {
		ids = append(ids, item.ID)
	}
	return ids
}

// TestGluteusMedius is the worked example of the hip, level by level.
func TestGluteusMedius(t *testing.T) {
	treatment := treat(t, embeddedFacts(t), KindMuscle, "gluteus-medius", Right)

	one := treatment.Levels[0].Items
	if one[0].Kind != KindPoint || one[0].Muscle != "gluteus-medius" {
		t.Errorf("level 1 starts with %s %s, expected the muscle's own points", one[0].Kind, one[0].ID)
	}
	for _, id := range []ID{"quadratus-lumborum", "gluteus-maximus", "gluteus-minimus", "piriformis", "rectus-abdominis"} {
		if !slices.Contains(itemIDs(treatment.Levels[0]), id) {
			t.Errorf("level 1 lacks %s, which refers to the hip", id)
		}
	}
	grade := Primary
	for _, item := range one {
		if item.Kind == KindMuscle && item.Grade == Primary && grade == Spillover {
			t.Errorf("level 1 lists %s after muscles for which the region is only spillover", item.ID)
		}
		if item.Kind == KindMuscle {
			grade = item.Grade
		}
	}

	got := slices.Sorted(slices.Values(itemIDs(treatment.Levels[1])))
	if want := []ID{"h14", "h15", "h16", "h18", "h22"}; !slices.Equal(got, want) {
		t.Errorf("level 2 is %v, expected the points nearest the hip, %v", got, want)
	}
	if first := treatment.Levels[1].Items[0].ID; first != "h14" && first != "h16" && first != "h18" {
		t.Errorf("level 2 starts with %s, expected a point in the painful region", first)
	}

	var segments []Segment
	for _, item := range treatment.Levels[2].Items {
		segments = append(segments, item.Segment)
		if item.Side != Both || item.Core == nil || !*item.Core || !slices.Equal(item.Nerves, []ID{"superior-gluteal-nerve"}) {
			t.Errorf("level 3 has %+v, expected a core segment of the superior gluteal nerve on both sides", item)
		}
		if !strings.Contains(item.Reason, "superior gluteal nerve, L4-S1") {
			t.Errorf("level 3 gives as reason %q, expected the nerve and its segments", item.Reason)
		}
	}
	if want := []Segment{"L4", "L5", "S1"}; !slices.Equal(segments, want) {
		t.Errorf("level 3 has %v, expected %v", segments, want)
	}

	if len(treatment.Levels[3].Items) < 3 {
		t.Errorf("level 4 has %v, expected at least three regions", itemIDs(treatment.Levels[3]))
	}
}

// TestEverySelection goes over all that can be selected: every item has a name, a
// reason and a source, exists, and is on a side that it has.
func TestEverySelection(t *testing.T) {
	f := embeddedFacts(t)
	for _, kind := range []Kind{KindMuscle, KindPoint, KindRegion, KindLevel, KindCondition, KindNerve, KindDermatome, KindMyotome} {
		for _, id := range f.IDs(kind) {
			for _, side := range []Side{Left, Both} {
				for _, group := range treat(t, f, kind, id, side).Levels {
					checkGroup(t, f, Ref{Kind: kind, ID: id, Side: side}, group)
				}
			}
		}
	}
}

func checkGroup(t *testing.T, f *Facts, sel Ref, group Group) {
	t.Helper()
	type key struct {
		ref     Ref
		segment Segment
	}
	seen := map[key]bool{}
	for _, item := range group.Items {
		ref := Ref{Kind: item.Kind, ID: item.ID, Side: item.Side}
		if !f.Has(item.Kind, item.ID) || item.Name == "" || item.Reason == "" || len(item.Sources) == 0 {
			t.Errorf("%v: level %d has an item without record, name, reason or source: %+v", sel, group.Level, item)
		}
		if (item.Side == Midline) != f.midline(item.Kind, item.ID) {
			t.Errorf("%v: level %d has %s %s on side %s", sel, group.Level, item.Kind, item.ID, item.Side)
		}
		if seen[key{ref, item.Segment}] {
			t.Errorf("%v: level %d has %v twice", sel, group.Level, ref)
		}
		seen[key{ref, item.Segment}] = true
	}
}

// TestMusclesAndLevelsAreMutual is a law: a level lists a muscle exactly if the
// muscle's level 3 lists the level.
func TestMusclesAndLevelsAreMutual(t *testing.T) {
	f := embeddedFacts(t)
	for _, level := range f.IDs(KindLevel) {
		muscles := itemIDs(treat(t, f, KindLevel, level, Both).Levels[0])
		for _, muscle := range f.IDs(KindMuscle) {
			if len(f.Muscles[muscle].Members) > 0 {
				continue // a level lists the members
			}
			down := slices.Contains(itemIDs(treat(t, f, KindMuscle, muscle, Left).Levels[2]), level)
			if up := slices.Contains(muscles, muscle); up != down {
				t.Errorf("%s lists %s: %v, the other way round: %v", level, muscle, up, down)
			}
		}
	}
}

func TestPointSelections(t *testing.T) {
	f := embeddedFacts(t)
	second := treat(t, f, KindPoint, "gluteus-medius-2", Right)
	if ids := itemIDs(second.Levels[0]); ids[0] != "gluteus-medius-2" || !slices.Contains(ids, "gluteus-medius-1") {
		t.Errorf("level 1 of a symptomatic point is %v, expected the point and then its muscle's others", ids)
	}
	h16 := treat(t, f, KindPoint, "h16", Right)
	if ids := itemIDs(h16.Levels[1]); ids[0] != "h16" {
		t.Errorf("level 2 of H16 is %v, expected it first", ids)
	}
	if ids := itemIDs(h16.Levels[0]); !slices.Contains(ids, "piriformis") {
		t.Errorf("level 1 of H16 is %v, expected the muscles that refer to the buttock", ids)
	}
	if side := treat(t, f, KindPoint, "h20", Right).Selection.Side; side != Midline {
		t.Errorf("H20 is selected on the %s side, expected midline", side)
	}
}

func TestOppositeSide(t *testing.T) {
	f := embeddedFacts(t)
	for _, item := range treat(t, f, KindRegion, "buttock", Right).Levels[3].Items {
		if (item.Chain == Contralateral) != (item.Side == Left) && item.Side != Midline {
			t.Errorf("%s is %s on the %s side of a right buttock", item.ID, item.Chain, item.Side)
		}
	}
}

func TestReferringNarrows(t *testing.T) {
	f := embeddedFacts(t)
	one, two := f.Referring("buttock"), f.Referring("buttock", "thigh-posterior")
	if len(two) == 0 || len(two) >= len(one) {
		t.Errorf("%d muscles refer to the buttock and %d to the back of the thigh too, expected fewer", len(one), len(two))
	}
	for _, r := range two {
		if len(r.Primary)+len(r.Spillover) != 2 || len(r.Points) == 0 || len(r.Cite) == 0 {
			t.Errorf("%+v does not cover both regions, or lacks points or sources", r)
		}
	}
	if again := f.Referring("buttock", "buttock"); len(again) != len(one) {
		t.Errorf("naming a region twice gives %d muscles, expected %d", len(again), len(one))
	}
}

func TestTreatRefusals(t *testing.T) {
	f := embeddedFacts(t)
	for _, test := range []struct {
		sel  Ref
		want string
	}{
		{Ref{Kind: KindMuscle, ID: "biceps-gluteus"}, `there is no muscle "biceps-gluteus"`},
		{Ref{Kind: KindStructure, ID: "hip-bone"}, "expected a muscle, point, region, level, condition, nerve, dermatome or myotome"},
		{Ref{Kind: "musle", ID: "psoas-major"}, "there is no musle"},
		{Ref{Kind: KindMuscle, ID: "psoas-major", Side: "front"}, `side "front" is unknown`},
	} {
		if _, err := f.Treat(test.sel); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: got %v, expected %s", test.sel, err, test.want)
		}
	}
}

// TestLevelOf covers the roots that have no vertebra or foramen of their number.
func TestLevelOf(t *testing.T) {
	for segment, want := range map[Segment]ID{"C1": "c1", "C7": "c7", "C8": "c7", "T1": "t1", "L5": "l5", "S4": "s4", "S5": "s4"} {
		if got := LevelOf(segment); got != want {
			t.Errorf("%s is treated at %s, expected %s", segment, got, want)
		}
	}
}

func TestSegments(t *testing.T) {
	for _, bad := range []Segment{"", "C", "C0", "C9", "L06", "S6", "X1", "C+1", "c1", "T123"} {
		if bad.Index() >= 0 {
			t.Errorf("%q is taken for a segment", bad)
		}
	}
	s := Segments{Core: []Segment{"S1", "L4", "L5"}, Variable: []Segment{"S3"}}
	if got, want := s.String(), "L4-S1 (variable S3)"; got != want {
		t.Errorf("got %q, expected %q", got, want)
	}
}

// TestRedFlagConditionHasNoLevels keeps a condition that a physician must see
// from being given anything to needle.
func TestRedFlagConditionHasNoLevels(t *testing.T) {
	fsys, _ := folder(t, "testdata/good")
	f := load(t, fsys)
	f.Conditions["hip-pain"].Refer = true
	treatment := treat(t, f, KindCondition, "hip-pain", Right)
	if !treatment.Refer {
		t.Error("the treatment does not say that a physician must see it")
	}
	for _, g := range treatment.Levels {
		if len(g.Items) > 0 {
			t.Errorf("level %d has %v, expected nothing", g.Level, itemIDs(g))
		}
	}
}

// TestPainInSeveralRegions: the muscles listed refer to all of the regions, the
// levels of all count, and one unknown region is an error.
func TestPainInSeveralRegions(t *testing.T) {
	f := embeddedFacts(t)
	one := treat(t, f, KindRegion, "buttock", Right)
	two, err := f.TreatPain(Right, "buttock", "thigh-posterior")
	if err != nil {
		t.Fatal(err)
	}
	if len(two.Levels[0].Items) == 0 || len(two.Levels[0].Items) >= len(one.Levels[0].Items) {
		t.Errorf("%d muscles for two regions, %d for one, expected fewer but some", len(two.Levels[0].Items), len(one.Levels[0].Items))
	}
	for _, item := range two.Levels[0].Items {
		if !strings.Contains(item.Reason, "buttock") || !strings.Contains(item.Reason, "back of the thigh") {
			t.Errorf("%s: %q, expected both regions", item.ID, item.Reason)
		}
	}
	if len(two.Levels[2].Items) < len(one.Levels[2].Items) {
		t.Errorf("level 3 of both has %v, of one %v", itemIDs(two.Levels[2]), itemIDs(one.Levels[2]))
	}
	for _, regions := range [][]ID{nil, {"tail"}, {"buttock", "tail"}} {
		if _, err := f.TreatPain(Right, regions...); err == nil {
			t.Errorf("%v: no error", regions)
		}
	}
}

// TestRootReachesTheMusclesOfItsSegment: the branches of a spinal nerve part in a
// plexus, so that the muscles follow from its segment.
func TestRootReachesTheMusclesOfItsSegment(t *testing.T) {
	f := embeddedFacts(t)
	root := treat(t, f, KindNerve, "spinal-nerve-c6", Right)
	if muscles := itemIDs(root.Levels[0]); !slices.Contains(muscles, "biceps-brachii-long") || slices.Contains(muscles, "gluteus-medius") {
		t.Errorf("C6 reaches %v, expected the biceps among the muscles of the arm", muscles)
	}
	if levels := itemIDs(root.Levels[2]); !slices.Equal(levels, []ID{"c6"}) {
		t.Errorf("level 3 of the sixth cervical nerve is %v", levels)
	}
}

// TestMemberOfAGroup: a muscle without points of its own is treated by those of the
// group that the manuals describe, and the reason says so.
func TestMemberOfAGroup(t *testing.T) {
	fsys, _ := folder(t, "testdata/good")
	f := load(t, fsys)
	f.Muscles["abductors"] = &Muscle{ID: "abductors", Names: Names{En: "Abductors"}, Members: []ID{"piriformis"}}
	f.Muscles["piriformis"] = &Muscle{ID: "piriformis", Names: Names{En: "Piriformis"}, Regions: []ID{"buttock"}}
	f.Points["abductors-1"] = &Point{ID: "abductors-1", Type: Symptomatic, Names: Names{En: "middle"}, Muscle: "abductors", Cite: []Cite{"book"},
		Pattern: []Zone{{Region: "buttock", Grade: Primary, Cite: []Cite{"book"}}}}
	f.index = newIndex(f)
	items := treat(t, f, KindMuscle, "piriformis", Right).Levels[0].Items
	if ids := itemIDs(Group{Items: items}); !slices.Equal(ids, []ID{"abductors-1", "gluteus-medius"}) {
		t.Fatalf("level 1 is %v, expected the group's point and then the muscle that refers there", ids)
	}
	if !strings.Contains(items[0].Reason, "described for abductors as a whole") {
		t.Errorf("the reason %q does not say whose point it is", items[0].Reason)
	}
	if primary, _ := f.Felt("piriformis"); !slices.Equal(primary, []ID{"buttock"}) {
		t.Errorf("felt in %v, expected where the group's points refer", primary)
	}
}

// TestNeighboursAreMutual is a law: the link is stored once and read both ways.
func TestNeighboursAreMutual(t *testing.T) {
	f := embeddedFacts(t)
	for _, id := range f.IDs(KindRegion) {
		if len(f.Neighbours(id)) == 0 {
			t.Errorf("%s borders on nothing", id)
		}
		for _, n := range f.Neighbours(id) {
			if !slices.Contains(f.Neighbours(n), id) {
				t.Errorf("%s borders on %s, but not the other way round", id, n)
			}
		}
	}
}

// TestCondition: the muscles that a condition names come first with their own
// reason, and its own segments and links are added.
func TestCondition(t *testing.T) {
	fsys, _ := folder(t, "testdata/good")
	f := load(t, fsys)
	claim := func(text string) Claim { return Claim{Text: text, Cite: []Cite{"book"}} }
	c := f.Conditions["hip-pain"]
	c.Muscles = []Concerned{{"gluteus-medius", claim("It tires first.")}}
	c.Segments = []Segment{"L3"}
	c.Related = []Related{{Region: "knee-lateral", Chain: Down, Reason: claim("The band ends there.")}}
	treatment := treat(t, f, KindCondition, "hip-pain", Right)

	first := treatment.Levels[0].Items[0]
	if first.ID != "gluteus-medius" || first.Reason != "It tires first; refers to the buttock (primary)" || !slices.Equal(first.Points, []ID{"gluteus-medius-1"}) {
		t.Errorf("level 1 starts with %+v", first)
	}
	if ids := itemIDs(treatment.Levels[1]); !slices.Equal(ids, []ID{"h16"}) {
		t.Errorf("level 2 is %v, expected the point in the buttock", ids)
	}
	if ids := itemIDs(treatment.Levels[2]); !slices.Equal(ids, []ID{"l3", "l4", "l5", "s1"}) {
		t.Errorf("level 3 is %v, expected the condition's own segment and its muscle's", ids)
	}
	if ids := itemIDs(treatment.Levels[3]); !slices.Equal(ids, []ID{"knee-lateral", "low-back"}) {
		t.Errorf("level 4 is %v, expected the condition's own link and its region's", ids)
	}
}

// TestHomeostaticPointsOfARegion: from a painful region alone, the points of the
// regions around it are offered after its own.
func TestHomeostaticPointsOfARegion(t *testing.T) {
	f := embeddedFacts(t)
	for region, want := range map[ID][]ID{
		"hip-lateral": {"h14", "h15", "h16", "h18", "h22"},
		"buttock":     {"h14", "h16", "h15", "h22"},
	} {
		if got := itemIDs(treat(t, f, KindRegion, region, Right).Levels[1]); !slices.Equal(got, want) {
			t.Errorf("%s: level 2 is %v, expected %v", region, got, want)
		}
	}
}
