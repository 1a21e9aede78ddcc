package compare

import (
	"bufio"
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strings"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/body"
)

// Landmark is one landmark on our body against the same on the reference.
type Landmark struct {
	ID       anatomy.ID   `json:"id"`
	Side     anatomy.Side `json:"side"`
	Of       []anatomy.ID `json:"of"`       // the structures that it is derived from
	Carries  bool         `json:"carries"`  // one of those that carry the points: must be within 3 mm
	Distance float64      `json:"distance"` // millimetres
	Lateral  float64      `json:"lateral"`  // how far ours lies more lateral (on the midline: more to the left), mm
	Up       float64      `json:"up"`
	Front    float64      `json:"front"`
	Surface  float64      `json:"surface"` // how far the reference's place lies from our surface: small where only the tip is elsewhere on a flat edge
	Ours     [3]float64   `json:"ours"`    // x y z as in tables, mm
	Theirs   [3]float64   `json:"theirs"`
	Doubt    string       `json:"doubt,omitempty"` // why the reference's own place is doubtful
}

// Landmarks are the landmarks of both bodies, furthest apart first, and those
// that one of them has not.
type Landmarks struct {
	Rows    []Landmark `json:"rows"`
	Missing []Lacking  `json:"missing"`
}

// Lacking says why a landmark cannot be measured.
type Lacking struct {
	ID  anatomy.ID `json:"id"`
	Why string     `json:"why"`
}

// carriers are the landmarks that the treatment points are placed by; an id that
// ends in a hyphen stands for all that begin so.
func carriers() []string {
	return []string{
		"spinous-process-", "transverse-process-", "sacral-foramen-", "psis", "asis", "iliac-crest-", "greater-trochanter",
		"acromion", "scapular-spine-", "scapula-inferior-angle", "scapula-superior-angle", "lateral-epicondyle-humerus",
		"medial-epicondyle-humerus", "lateral-femoral-epicondyle", "medial-femoral-epicondyle", "lateral-malleolus",
		"medial-malleolus", "mastoid-process", "external-occipital-protuberance", "zygoma", "supraorbital-notch", "infraorbital-foramen",
	}
}

func carries(id anatomy.ID) bool {
	return slices.ContainsFunc(carriers(), func(c string) bool {
		return string(id) == c || strings.HasSuffix(c, "-") && strings.HasPrefix(string(id), c)
	})
}

// MeasureLandmarks resolves every landmark that is derived from a chosen
// structure on both bodies. What our body was not asked for (the skin that a
// proportional measure ends on) is borrowed from the reference, so that a number
// speaks of the chosen structures alone; a chosen structure is never borrowed.
func MeasureLandmarks(facts *anatomy.Facts, ours, reference *assets.Atlas, o Options) Landmarks {
	mixed := &borrower{Atlas: ours, facts: facts, lender: reference, chosen: o.Only}
	here, there := anatomy.NewResolver(facts, mixed), anatomy.NewResolver(facts, reference)
	doubts := readDoubts()
	var out Landmarks
	for _, id := range facts.IDs(anatomy.KindLandmark) {
		of := derivedFrom(facts, id)
		if !slices.ContainsFunc(of, mixed.isChosen) {
			continue
		}
		for _, side := range sidesOf(facts.Landmarks[id], o.Side) {
			a, ourErr := here.Landmark(id, side)
			b, theirErr := there.Landmark(id, side)
			if err := cmp.Or(ourErr, theirErr); err != nil {
				who := "ours: "
				if ourErr == nil {
					who = "the reference: "
				}
				out.Missing = append(out.Missing, Lacking{id, who + err.Error()})
				break
			}
			l := offset(a.At, b.At, side)
			l.ID, l.Of, l.Carries, l.Doubt = id, of, carries(id), doubts[id]
			l.Surface = mixed.off(b.At, of, side)
			out.Rows = append(out.Rows, l)
		}
	}
	slices.SortStableFunc(out.Rows, func(a, b Landmark) int { return cmp.Compare(b.Distance, a.Distance) })
	return out
}

// offset measures from the reference's place b to ours.
func offset(a, b anatomy.Vec, side anatomy.Side) Landmark {
	l := Landmark{Side: side, Lateral: 1000 * (a[0] - b[0]), Up: 1000 * (a[1] - b[1]), Front: 1000 * (a[2] - b[2])}
	if side == anatomy.Right {
		l.Lateral = -l.Lateral
	}
	l.Distance = math.Sqrt(l.Lateral*l.Lateral + l.Up*l.Up + l.Front*l.Front)
	for k := range b {
		l.Ours[k], l.Theirs[k] = math.Round(10000*a[k])/10, math.Round(10000*b[k])/10
	}
	return l
}

func sidesOf(l *anatomy.Landmark, side anatomy.Side) []anatomy.Side {
	switch {
	case !l.Paired:
		return []anatomy.Side{anatomy.Midline}
	case side == anatomy.Both:
		return []anatomy.Side{anatomy.Right, anatomy.Left}
	}
	return []anatomy.Side{side}
}

// derivedFrom returns the structures whose shape a landmark is found on, through
// the landmarks it lies between; not those of proportional measures.
func derivedFrom(facts *anatomy.Facts, id anatomy.ID) []anatomy.ID {
	found := map[anatomy.ID]bool{}
	seen := map[anatomy.ID]bool{}
	var walk func(anatomy.ID)
	walk = func(id anatomy.ID) {
		l := facts.Landmarks[id]
		if l == nil || seen[id] {
			return
		}
		seen[id] = true
		if l.Extreme != nil {
			found[l.Extreme.Structure] = true
		}
		if l.At == nil {
			return
		}
		for _, structure := range []anatomy.ID{l.At.Muscle, l.At.Onto} {
			if structure != "" {
				found[structure] = true
			}
		}
		for _, base := range []anatomy.ID{l.At.Landmark, l.At.From, l.At.To} {
			walk(base)
		}
	}
	walk(id)
	var out []anatomy.ID
	for structure := range found {
		out = append(out, structure)
	}
	slices.Sort(out)
	return out
}

// borrower is our body, with what was not built taken from another.
type borrower struct {
	*assets.Atlas
	facts  *anatomy.Facts
	lender *assets.Atlas
	chosen body.Choice
}

func (b *borrower) isChosen(structure anatomy.ID) bool {
	system := anatomy.SystemMuscle
	if s := b.facts.Structures[structure]; s != nil {
		system = s.System
	}
	return b.chosen.Has(string(system), string(structure))
}

// Shape implements [anatomy.Body].
func (b *borrower) Shape(structure anatomy.ID, side anatomy.Side) (anatomy.Shape, bool) {
	if s, ok := b.Atlas.Shape(structure, side); ok || b.isChosen(structure) {
		return s, ok
	}
	return b.lender.Shape(structure, side)
}

// off returns how far a place lies from the nearest of some structures, in mm.
func (b *borrower) off(at anatomy.Vec, structures []anatomy.ID, side anatomy.Side) float64 {
	best := math.Inf(1)
	for _, id := range structures {
		for _, s := range []anatomy.Side{side, anatomy.Midline} {
			if shape, ok := b.Shape(id, s); ok {
				q, _ := shape.Nearest(at)
				best = min(best, 1000*math.Sqrt(square(q[0]-at[0])+square(q[1]-at[1])+square(q[2]-at[2])))
			}
		}
	}
	if math.IsInf(best, 1) {
		return 0 // found on something that our body has on other sides only
	}
	return best
}

func square(v float64) float64 { return v * v }

//go:embed doubts.txt
var doubts string

// readDoubts reads the notes on what is wrong on the reference itself: a line each
// of a landmark's or structure's id and why.
func readDoubts() map[anatomy.ID]string {
	out := map[anatomy.ID]string{}
	for s := bufio.NewScanner(strings.NewReader(doubts)); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "#")
		if id, why, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			out[anatomy.ID(id)] = strings.TrimSpace(why)
		}
	}
	return out
}
