package anatomy

import (
	"fmt"
	"slices"
	"strings"
)

// Treatment is the four levels computed for one selection.
type Treatment struct {
	Selection Ref      `json:"selection"`
	Pain      []ID     `json:"pain"`            // the regions from which the levels follow, main one first
	Refer     bool     `json:"refer,omitempty"` // a physician must see it: the levels are empty
	Levels    [4]Group `json:"levels"`
}

// Group is one level of treatment: level 1-4 with its items.
type Group struct {
	Level int    `json:"level"`
	Name  string `json:"name"`
	Items []Item `json:"items"`
}

// Item is one thing to treat or look at, why, and who says so.
type Item struct {
	ID      ID     `json:"id"`
	Kind    Kind   `json:"kind"`
	Side    Side   `json:"side,omitempty"`
	Name    string `json:"name"`
	Reason  string `json:"reason"`
	Sources []Cite `json:"sources"`

	Muscle   ID      `json:"muscle,omitempty"`  // level 1: the muscle a point belongs to
	Grade    Grade   `json:"grade,omitempty"`   // level 1: how the item refers to the painful region
	Points   []ID    `json:"points,omitempty"`  // level 1: points of a referring muscle whose zones cover the region
	Segment  Segment `json:"segment,omitempty"` // level 3
	Core     *bool   `json:"core,omitempty"`    // level 3: given by nearly all sources
	Nerves   []ID    `json:"nerves,omitempty"`  // level 3: the nerves through which the segment reaches the selection
	Chain    Chain   `json:"chain,omitempty"`   // level 4
	Cautions []ID    `json:"cautions,omitempty"`
}

// LevelNames are the names of the four levels of treatment, level 1 first.
var LevelNames = [4]string{
	"Symptomatic points", "Homeostatic points", "Paravertebral levels", "Related regions",
}

// Treat computes the four levels of treatment for a muscle, point, region,
// vertebral level, condition, nerve, dermatome or myotome. Level 3 is on both sides of the spine, the other
// levels are on the side selected; without a side they are on both.
func (f *Facts) Treat(sel Ref) (Treatment, error) {
	c, err := f.complain(sel)
	if err != nil {
		return Treatment{}, err
	}
	return f.levels(c), nil
}

// TreatPain computes the four levels for pain in several regions at once, of which
// the first is the one selected: the muscles that refer to all of them are listed,
// or, where there is none, those that refer to any.
func (f *Facts) TreatPain(side Side, regions ...ID) (Treatment, error) {
	if len(regions) == 0 {
		return Treatment{}, fmt.Errorf("no region given, expected where it hurts")
	}
	for _, id := range regions {
		if !f.Has(KindRegion, id) {
			return Treatment{}, fmt.Errorf("there is no region %q", id)
		}
	}
	c, err := f.complain(Ref{Kind: KindRegion, ID: regions[0], Side: side})
	if err != nil {
		return Treatment{}, err
	}
	f.complainRegions(&c, appendNew(nil, regions...))
	return f.levels(c), nil
}

// levels computes the four levels of a complaint.
func (f *Facts) levels(c complaint) Treatment {
	t := Treatment{Selection: c.Ref, Pain: append([]ID{}, c.pain...), Refer: c.refer}
	for i, name := range LevelNames {
		t.Levels[i] = Group{Level: i + 1, Name: name, Items: []Item{}}
	}
	if c.refer {
		return t
	}
	t.Levels[0].Items = append(t.Levels[0].Items, f.symptomatic(c)...)
	t.Levels[1].Items = append(t.Levels[1].Items, f.homeostatic(c)...)
	t.Levels[2].Items = append(t.Levels[2].Items, f.paravertebral(c)...)
	t.Levels[3].Items = append(t.Levels[3].Items, f.related(c)...)
	return t
}

// complaint is what a selection means: where it hurts, and which muscles and
// segments are concerned.
type complaint struct {
	Ref
	pain    []ID      // painful regions, main one first
	felt    []ID      // regions to which the selected muscles refer
	muscles []culprit // muscles named by the selection itself
	through []channel // nerves and segments that reach it
	links   []Related // level-4 links beyond those of the painful regions
	refer   bool
}

// segmental reports whether the selection is a root or a nerve rather than a
// place: it reaches half of a limb, so that what is merely near says nothing.
func (c complaint) segmental() bool {
	switch c.Kind {
	case KindLevel, KindNerve, KindDermatome, KindMyotome:
		return true
	}
	return false
}

// culprit is a muscle that the selection names, and why.
type culprit struct {
	muscle ID
	reason Claim
}

// complain understands a selection.
func (f *Facts) complain(sel Ref) (complaint, error) {
	c := complaint{Ref: sel}
	switch r := f.Record(sel.Kind, sel.ID).(type) {
	case *Muscle:
		f.complainMuscle(&c, r)
	case *Point:
		if m := f.Muscles[r.Muscle]; m != nil {
			f.complainMuscle(&c, m)
		} else {
			f.complainRegions(&c, r.Regions)
		}
	case *Region:
		f.complainRegions(&c, []ID{r.ID})
	case *Level:
		f.complainLevel(&c, r)
	case *Condition:
		f.complainCondition(&c, r)
	case *Nerve:
		f.complainNerve(&c, r)
	case *Dermatome:
		f.complainRoots(&c, []Segment{r.Segment}, r.Text)
	case *Myotome:
		f.complainRoots(&c, []Segment{r.Segment}, r.Movement)
	case nil:
		return c, fmt.Errorf("there is no %s %q", sel.Kind, sel.ID)
	default:
		return c, fmt.Errorf("%s %q has no treatment of its own, expected a muscle, point, region, level, condition, nerve, dermatome or myotome", sel.Kind, sel.ID)
	}
	side, err := f.selectedSide(sel)
	c.Side = side
	return c, err
}

// selectedSide is the side of a selection: midline for what has no side, both
// where none is given.
func (f *Facts) selectedSide(sel Ref) (Side, error) {
	if f.midline(sel.Kind, sel.ID) {
		return Midline, nil
	}
	switch sel.Side {
	case Left, Right:
		return sel.Side, nil
	case Both, Midline, "":
		return Both, nil
	}
	_, err := ParseSide(string(sel.Side))
	return "", err
}

func (f *Facts) midline(kind Kind, id ID) bool {
	switch r := f.Record(kind, id).(type) {
	case *Point:
		return r.Midline
	case *Region:
		return r.Midline
	}
	return false
}

// sideOf is the side on which an item of the complaint lies.
func (f *Facts) sideOf(c complaint, kind Kind, id ID) Side {
	switch {
	case f.midline(kind, id):
		return Midline
	case c.Side == Midline:
		return Both
	}
	return c.Side
}

func (f *Facts) complainMuscle(c *complaint, m *Muscle) {
	c.pain = m.Regions
	primary, spillover := f.Felt(m.ID)
	c.felt = append(primary, spillover...)
	c.muscles = []culprit{{muscle: m.ID}}
	c.through = f.channels(m.ID)
	c.links = f.antagonists(m)
}

func (f *Facts) complainRegions(c *complaint, regions []ID) {
	c.pain = regions
	var muscles []ID
	for _, r := range regions {
		muscles = appendNew(muscles, f.index.lying[r]...)
	}
	if len(muscles) == 0 { // no muscle lies under the elbow's tip, say
		for _, r := range f.referringToAny(regions) {
			muscles = append(muscles, r.Muscle)
		}
	}
	c.through = f.channels(muscles...)
}

func (f *Facts) complainCondition(c *complaint, r *Condition) {
	c.refer = r.Refer
	c.pain = r.Regions
	var muscles []ID
	for _, m := range r.Muscles {
		muscles = append(muscles, m.Muscle)
		c.muscles = append(c.muscles, culprit{m.Muscle, m.Reason})
		primary, _ := f.Felt(m.Muscle) // of several muscles spillover reaches half of the body
		c.felt = appendNew(c.felt, primary...)
	}
	c.through = f.channels(muscles...)
	if len(muscles) == 0 && len(r.Segments) == 0 {
		regions := *c
		f.complainRegions(&regions, r.Regions)
		c.through = regions.through
	}
	if len(r.Segments) > 0 {
		c.through = append(c.through, channel{segments: Segments{Core: r.Segments}, cite: r.Summary.Cite, label: "concerned in " + lowerFirst(r.Names.En)})
	}
	c.links = r.Related
}

// complainLevel takes the roots that are treated at the level.
func (f *Facts) complainLevel(c *complaint, l *Level) {
	roots := []Segment{l.Segment}
	for _, s := range [...]Segment{"C8", "S5"} {
		if LevelOf(s) == l.ID {
			roots = append(roots, s)
		}
	}
	f.complainRoots(c, roots, l.Exit)
}

// complainRoots takes the muscles that the roots reach: core ones before those
// that only some sources give.
func (f *Facts) complainRoots(c *complaint, roots []Segment, why Claim) {
	c.through = []channel{{segments: Segments{Core: roots}, cite: why.Cite, label: spellClaim(why)}}
	var core, variable []culprit
	for _, id := range f.IDs(KindMuscle) {
		if len(f.Muscles[id].Members) > 0 {
			continue // its members are listed
		}
		reason, isCore := f.reachedBy(id, roots)
		switch {
		case reason.Text == "":
		case isCore:
			core = append(core, culprit{id, reason})
		default:
			variable = append(variable, culprit{id, reason})
		}
	}
	c.muscles = append(core, variable...)
	c.pain = f.commonRegions(core)
}

// reachedBy names the nerves through which roots reach a muscle; core says whether
// nearly all sources give one of them. The text is empty where none does.
func (f *Facts) reachedBy(muscle ID, roots []Segment) (reason Claim, core bool) {
	var parts []string
	for _, s := range f.Muscles[muscle].Supply {
		if !containsAny(s.Segments.All(), roots) {
			continue
		}
		parts = append(parts, f.nerveName(s.Nerve)+", "+s.Segments.String())
		reason.Cite = appendNew(reason.Cite, s.Cite...)
		core = core || containsAny(s.Segments.Core, roots)
	}
	reason.Text = strings.Join(parts, "; ")
	return reason, core
}

// complainNerve takes the muscles that a nerve and its branches supply; of a root,
// whose fibres part in a plexus, those that its segments reach.
func (f *Facts) complainNerve(c *complaint, n *Nerve) {
	c.through = []channel{{nerve: n.ID, segments: n.Segments, cite: n.Cite}}
	for _, id := range f.IDs(KindMuscle) {
		for _, s := range f.Muscles[id].Supply {
			if len(f.Muscles[id].Members) > 0 || !f.branchOf(s.Nerve, n.ID) {
				continue
			}
			c.muscles = append(c.muscles, culprit{id, Claim{Text: "supplied by the " + f.nerveName(s.Nerve) + ", " + s.Segments.String(), Cite: s.Cite}})
		}
	}
	if len(c.muscles) == 0 && len(n.Segments.Core) > 0 {
		f.complainRoots(c, n.Segments.Core, n.Text)
		c.through = []channel{{nerve: n.ID, segments: n.Segments, cite: n.Cite}}
		return
	}
	c.pain = f.commonRegions(c.muscles)
}

// maxCommonRegions bounds the regions that stand for a whole level or nerve: a root
// such as L5 reaches muscles from the back to the toes.
const maxCommonRegions = 4

// commonRegions are the regions in which most of the muscles mainly lie.
func (f *Facts) commonRegions(muscles []culprit) []ID {
	var regions, counted []ID
	count := map[ID]int{}
	for _, m := range muscles {
		if slices.Contains(counted, m.muscle) {
			continue
		}
		counted = append(counted, m.muscle)
		for _, region := range f.mainRegion(m.muscle) {
			regions = appendNew(regions, region)
			count[region]++
		}
	}
	slices.SortStableFunc(regions, func(a, b ID) int { return count[b] - count[a] })
	return regions[:min(len(regions), maxCommonRegions)]
}

// branchOf reports whether a nerve is another one or comes from it.
func (f *Facts) branchOf(nerve, of ID) bool {
	for range len(f.Nerves) + 1 { // a circle of parents is a fault of the records
		if nerve == of {
			return true
		}
		n := f.Nerves[nerve]
		if n == nil || n.Parent == "" {
			return false
		}
		nerve = n.Parent
	}
	return false
}

func (f *Facts) mainRegion(muscle ID) []ID {
	if m := f.Muscles[muscle]; m != nil && len(m.Regions) > 0 {
		return m.Regions[:1]
	}
	return nil
}

// nerveName is the name of a nerve inside a sentence.
func (f *Facts) nerveName(id ID) string { return lowerFirst(f.Name(KindNerve, id)) }

// regionName is the name of a region inside a sentence, "the outer hip".
func (f *Facts) regionName(id ID) string { return "the " + lowerFirst(f.Name(KindRegion, id)) }

// regionList spells regions as "the buttock and the outer hip".
func (f *Facts) regionList(ids []ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = f.regionName(id)
	}
	return andList(words)
}

func andList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// lowerFirst writes a name inside a sentence; "L5 root" keeps its capital.
func lowerFirst(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// spellClaim is a claim without its full stop, to go on from.
func spellClaim(c Claim) string { return strings.TrimSuffix(c.Text, ".") }

func containsAny[T comparable](list, any []T) bool { return len(intersect(list, any)) > 0 }
