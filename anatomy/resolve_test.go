package anatomy

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// block is a box as the shape of a structure.
type block struct {
	low, high Vec
	vertices  []Vec // a grid over the faces
	uneven    bool  // the grid is denser at one end, so that no mean lies in the exact middle
	mirrored  bool  // the grid runs from the other side, as on a mirrored mesh
}

func (b *block) Vertices() []Vec {
	const n = 10
	if b.vertices != nil {
		return b.vertices
	}
	for i := range n + 1 {
		for j := range n + 1 {
			for k := range n + 1 {
				if i%n != 0 && j%n != 0 && k%n != 0 {
					continue
				}
				t := Vec{float64(i) / n, float64(j) / n, float64(k) / n}
				if b.uneven {
					for a := range t {
						t[a] *= 0.8 + 0.2*t[a]
					}
				}
				if b.mirrored {
					t[0] = 1 - t[0]
				}
				var v Vec
				for a := range v {
					v[a] = b.low[a] + (b.high[a]-b.low[a])*t[a]
				}
				b.vertices = append(b.vertices, v)
			}
		}
	}
	return b.vertices
}

func (b *block) inside(p Vec) bool {
	for a := range p {
		if p[a] < b.low[a]-1e-9 || p[a] > b.high[a]+1e-9 {
			return false
		}
	}
	return true
}

func (b *block) Nearest(p Vec) (q, normal Vec) {
	if !b.inside(p) {
		for a := range p {
			q[a] = min(max(p[a], b.low[a]), b.high[a])
			normal[a] = p[a] - q[a]
		}
		return q, normal.unit()
	}
	best := math.Inf(1)
	for a := range p {
		for _, face := range []struct{ at, out float64 }{{b.low[a], -1}, {b.high[a], 1}} {
			switch d := math.Abs(p[a] - face.at); {
			case d < best-1e-9:
				best, q, normal = d, p, Vec{}
				q[a], normal[a] = face.at, face.out
			case d < best+1e-9: // on an edge, between the normals of its faces
				normal[a] = face.out
			}
		}
	}
	return q, normal.unit()
}

func (b *block) Ray(p, dir Vec) (q, normal Vec, ok bool) {
	enter, leave, axis := 0.0, math.Inf(1), 0
	for a := range p {
		if dir[a] == 0 {
			if p[a] < b.low[a] || p[a] > b.high[a] {
				return p, dir, false
			}
			continue
		}
		t0, t1 := (b.low[a]-p[a])/dir[a], (b.high[a]-p[a])/dir[a]
		enter = max(enter, min(t0, t1))
		if t := max(t0, t1); t < leave {
			leave, axis = t, a
		}
	}
	if leave < enter || math.IsInf(leave, 1) {
		return p, dir, false
	}
	normal[axis] = math.Copysign(1, dir[axis])
	return p.add(dir.mul(leave)), normal, true
}

func (b *block) Fibre(along, across float64) (q, normal Vec) {
	x := 0.5 + across/2
	if b.mirrored {
		x = 1 - x
	}
	return Vec{b.low[0] + (b.high[0]-b.low[0])*x, b.high[1] + (b.low[1]-b.high[1])*along, b.high[2]}, Vec{0, 0, 1}
}

// blocks is a body of boxes.
type blocks struct {
	shapes   map[sided]*block
	override map[sided]Vec
}

func (b *blocks) Shape(id ID, side Side) (Shape, bool) {
	s, ok := b.shapes[sided{id, side}]
	return s, ok
}

func (b *blocks) Override(id ID, side Side) (Vec, bool) {
	v, ok := b.override[sided{id, side}]
	return v, ok
}

func mirrorVec(v Vec) Vec { return Vec{-v[0], v[1], v[2]} }

func (b *blocks) mirror() *blocks {
	m := &blocks{map[sided]*block{}, map[sided]Vec{}}
	for key, s := range b.shapes {
		low, high := s.low, s.high
		low[0], high[0] = -s.high[0], -s.low[0]
		m.shapes[sided{key.id, key.side.Opposite()}] = &block{low: low, high: high, uneven: s.uneven, mirrored: true}
	}
	for key, at := range b.override {
		m.override[sided{key.id, key.side.Opposite()}] = mirrorVec(at)
	}
	return m
}

// lopsided is a body on which every structure of the facts is a box somewhere,
// and nothing is the same on both sides.
func lopsided(f *Facts) *blocks {
	body := &blocks{map[sided]*block{}, map[sided]Vec{}}
	add := func(id ID, side Side, x float64) {
		hash := fnv.New64a()
		hash.Write([]byte(string(id) + string(side)))
		r := rand.New(rand.NewPCG(hash.Sum64(), 1))
		at := Vec{x + 0.2*(r.Float64()-0.5), 1.6 * r.Float64(), 0.2 * (r.Float64() - 0.5)}
		size := Vec{0.02 + 0.1*r.Float64(), 0.05 + 0.2*r.Float64(), 0.02 + 0.05*r.Float64()}
		body.shapes[sided{id, side}] = &block{low: at.sub(size), high: at.add(size), uneven: true}
	}
	both := func(id ID) { add(id, Left, 0.2); add(id, Right, -0.2) }
	for _, id := range f.IDs(KindStructure) {
		if f.Structures[id].Paired {
			both(id)
		} else {
			add(id, Midline, 0)
		}
	}
	for _, id := range f.IDs(KindMuscle) {
		both(id)
	}
	body.shapes[sided{SkinID, Midline}] = &block{low: Vec{-0.41, -0.13, -0.23}, high: Vec{0.47, 1.83, 0.29}}
	body.override[sided{"asis", Left}] = Vec{0.13, 0.97, 0.11}
	return body
}

// TestMirroringTheBodyMirrorsEveryPlacement is the law of the resolver, over all
// places of the embedded facts.
func TestMirroringTheBodyMirrorsEveryPlacement(t *testing.T) {
	f := embeddedFacts(t)
	body := lopsided(f)
	here, there := NewResolver(f, body), NewResolver(f, body.mirror())
	placed := 0
	compare := func(what Ref, resolve func(r *Resolver, side Side) ([]Position, error)) {
		for _, side := range []Side{Left, Right} {
			a, errA := resolve(here, side)
			b, errB := resolve(there, side.Opposite())
			if (errA == nil) != (errB == nil) {
				t.Errorf("%s %s %s: %v, mirrored: %v", what.Kind, what.ID, side, errA, errB)
				continue
			}
			if len(a) != len(b) {
				t.Errorf("%s %s %s: %d samples, mirrored: %d", what.Kind, what.ID, side, len(a), len(b))
				continue
			}
			for i := range a {
				placed++
				if mirrorVec(a[i].At).sub(b[i].At).len() > 1e-9 || mirrorVec(a[i].Normal).sub(b[i].Normal).len() > 1e-9 {
					t.Errorf("%s %s %s: %v, mirrored: %v", what.Kind, what.ID, side, a[i], b[i])
					break
				}
			}
		}
	}
	one := func(p Position, err error) ([]Position, error) { return []Position{p}, err }
	for ref, record := range f.All() {
		switch record := record.(type) {
		case *Landmark:
			compare(ref, func(r *Resolver, side Side) ([]Position, error) { return one(r.Landmark(ref.ID, side)) })
		case *Point:
			compare(ref, func(r *Resolver, side Side) ([]Position, error) { return one(r.Point(ref.ID, side)) })
			for _, z := range record.Pattern {
				compare(ref, func(r *Resolver, side Side) ([]Position, error) { p, err := r.Zone(z, side); return p.Path, err })
			}
		case *Level:
			compare(ref, func(r *Resolver, side Side) ([]Position, error) { return one(r.Paravertebral(ref.ID, side, 1.5)) })
		case *Nerve:
			for _, place := range record.Course {
				compare(ref, func(r *Resolver, side Side) ([]Position, error) { return one(r.Place(place, side)) })
			}
		case *Region:
			if !record.Midline { // a path across the midline runs the same way on both bodies
				compare(ref, func(r *Resolver, side Side) ([]Position, error) { p, err := r.Region(ref.ID, side); return p.Path, err })
			}
		}
	}
	if placed < 500 {
		t.Errorf("only %d positions were placed, expected all of the facts", placed)
	}
}

// hips is a small body of known size: a pelvis of two bones 20 cm wide, within a
// skin, with an arm hanging beside it.
func hips(t *testing.T) (*Facts, *blocks) {
	t.Helper()
	fsys, _ := folder(t, "testdata/good")
	return load(t, fsys), &blocks{map[sided]*block{
		{SkinID, Midline}:         {low: Vec{-0.2, 0, -0.12}, high: Vec{0.2, 1.8, 0.12}},
		{"hip-bone", Left}:        {low: Vec{0.02, 0.8, -0.09}, high: Vec{0.10, 1.0, 0.09}},
		{"hip-bone", Right}:       {low: Vec{-0.10, 0.8, -0.09}, high: Vec{-0.02, 1.0, 0.09}},
		{"vertebra-l4", Midline}:  {low: Vec{-0.03, 1.0, -0.08}, high: Vec{0.03, 1.04, 0}},
		{"gluteus-medius", Left}:  {low: Vec{0.10, 0.8, -0.05}, high: Vec{0.12, 1.0, 0.05}},
		{"gluteus-medius", Right}: {low: Vec{-0.12, 0.8, -0.05}, high: Vec{-0.10, 1.0, 0.05}},
	}, map[sided]Vec{}}
}

func near(a, b Vec) bool { return a.sub(b).len() < 1e-9 }

func TestPlaces(t *testing.T) {
	f, body := hips(t)
	cun := math.Hypot(0.18, 0.04) / 9 // asis to psis is 9 cun
	f.Measures["thigh"] = &Measure{ID: "thigh", From: "psis", To: "spine-l4", Cun: 5}
	r := NewResolver(f, body)
	for _, test := range []struct {
		name  string
		place Place
		side  Side
		want  Vec
	}{
		// The plateau of a flat face is the mean of its vertices.
		{"extreme", Place{Landmark: "asis"}, Left, Vec{0.06, 0.9, 0.09}},
		{"extreme within", Place{Landmark: "psis"}, Right, Vec{-0.06, 0.94, -0.09}},
		{"ratio", Place{From: "asis", To: "psis", Ratio: 0.5}, Left, Vec{0.06, 0.92, 0}},
		{"lateral", Place{Landmark: "asis", Offset: []Offset{{Toward: Lateral, Cun: 2}}}, Right, Vec{-0.06 - 2*cun, 0.9, 0.09}},
		{"medial", Place{Landmark: "asis", Offset: []Offset{{Toward: Medial, Cun: 2}}}, Right, Vec{-0.06 + 2*cun, 0.9, 0.09}},
		{"distal", Place{Landmark: "psis", Offset: []Offset{{Toward: Distal, Cun: 5, Measure: "thigh"}}}, Left, Vec{0, 1.02, -0.08}},
		{"opposite", Place{Landmark: "asis", Side: "opposite"}, Left, Vec{-0.06, 0.9, 0.09}},
		{"middle of a pair", Place{Landmark: "asis", Side: "midline"}, Left, Vec{0, 0.9, 0.09}},
		{"on the midline", Place{Landmark: "asis"}, Midline, Vec{0, 0.9, 0.09}},
		{"nearest skin", Place{Landmark: "psis", Onto: "skin"}, Left, Vec{0.06, 0.94, -0.12}},
		{"skin in front", Place{Landmark: "psis", Onto: "skin", Facing: Anterior}, Left, Vec{0.06, 0.94, 0.12}},
		{"skin at the side", Place{Landmark: "psis", Onto: "skin", Facing: Lateral}, Right, Vec{-0.2, 0.94, -0.09}},
		{"bone from behind", Place{Landmark: "spine-l4", Offset: []Offset{{Toward: Posterior, Cun: 1}}, Onto: "vertebra-l4", Facing: Posterior}, Left, Vec{0, 1.02, -0.08}},
		{"level", Place{Level: "l4"}, Left, Vec{0, 1.02, -0.08}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := r.Place(test.place, test.side)
			if err != nil || !near(got.At, test.want) {
				t.Errorf("got %v %v, expected %v", got.At, err, test.want)
			}
		})
	}
}

func TestParavertebral(t *testing.T) {
	f, body := hips(t)
	r := NewResolver(f, body)
	for _, lateral := range []float64{0.5, 1.5, 3} {
		left, err := r.Paravertebral("l4", Left, lateral)
		if want := (Vec{lateral * math.Hypot(0.18, 0.04) / 9, 1.02, -0.12}); err != nil || !near(left.At, want) {
			t.Errorf("%v cun: got %v %v, expected %v", lateral, left.At, err, want)
		}
	}
	f.Levels["l4"].Foramen = "psis"
	for _, lateral := range []float64{0.5, 3} {
		got, err := NewResolver(f, body).Paravertebral("l4", Right, lateral)
		if want := (Vec{-0.06, 0.94, -0.12}); err != nil || !near(got.At, want) {
			t.Errorf("a foramen at %v cun: got %v %v, expected %v", lateral, got.At, err, want)
		}
	}
}

func TestOverrideGoesFirst(t *testing.T) {
	f, body := hips(t)
	body.override[sided{"asis", Left}] = Vec{0.07, 0.95, 0.08}
	got, err := NewResolver(f, body).Landmark("asis", Left)
	if err != nil || !near(got.At, Vec{0.07, 0.95, 0.08}) {
		t.Errorf("got %v %v, expected the binding's position", got, err)
	}
}

// TestPathFollowsTheSkin lays a path from the front of the hip to the back: it
// goes round the body, not through it.
func TestPathFollowsTheSkin(t *testing.T) {
	f, body := hips(t)
	path, err := NewResolver(f, body).Path([]Place{
		{Landmark: "asis", Onto: "skin", Facing: Anterior},
		{Landmark: "asis", Onto: "skin", Facing: Lateral},
		{Landmark: "psis", Onto: "skin", Facing: Posterior},
	}, Left)
	if err != nil {
		t.Fatal(err)
	}
	skin := body.shapes[sided{SkinID, Midline}]
	for i, p := range path {
		if q, _ := skin.Nearest(p.At); q.sub(p.At).len() > 1e-9 {
			t.Errorf("sample %d at %v lies %.3f m off the skin", i, p.At, q.sub(p.At).len())
		}
		if i > 0 && p.At.sub(path[i-1].At).len() > 2*sampleStep {
			t.Errorf("sample %d lies %.3f m from the one before", i, p.At.sub(path[i-1].At).len())
		}
	}
}

// twoWalls is a skin with an inner wall, as open models have.
type twoWalls struct{ block }

func (w *twoWalls) Nearest(p Vec) (q, normal Vec) {
	const thickness = 0.002
	inner := block{low: w.low.add(Vec{thickness, thickness, thickness}), high: w.high.sub(Vec{thickness, thickness, thickness})}
	q, normal = inner.Nearest(p)
	return q, normal.mul(-1)
}

func TestOuterWallOfASkinWithTwo(t *testing.T) {
	skin := &twoWalls{block{low: Vec{-0.2, 0, -0.12}, high: Vec{0.2, 1.8, 0.12}}}
	got := nearest(skin, Vec{0.05, 1, -0.1})
	if !near(got.At, Vec{0.05, 1, -0.12}) || !near(got.Normal, Vec{0, 0, -1}) {
		t.Errorf("got %v, expected the outer wall behind", got)
	}
}

// TestErrorsNameWhatIsMissing removes a bone and breaks records: the message names the
// structure and the way to it.
func TestErrorsNameWhatIsMissing(t *testing.T) {
	f, body := hips(t)
	delete(body.shapes, sided{"hip-bone", Left})
	f.Landmarks["round"] = &Landmark{ID: "round", At: &Place{Landmark: "round"}}
	f.Landmarks["narrow"] = &Landmark{ID: "narrow", Extreme: &Extreme{Structure: "skin", Towards: map[string]float64{"superior": 1}, Within: map[string][2]float64{"superior": {0.41, 0.42}}}}
	f.Levels["t1"] = &Level{ID: "t1", At: Place{Level: "t1"}}
	r := NewResolver(f, body)
	for _, test := range []struct {
		place Place
		side  Side
		want  string
	}{
		{Place{Landmark: "psis"}, Left, "this atlas has no structure hip-bone, needed by landmark psis"},
		{Place{Muscle: "gluteus-medius", Onto: "fascia-lata"}, Left, "this atlas has no structure fascia-lata"},
		{Place{Muscle: "piriformis"}, Left, "this atlas has no muscle piriformis on the left side"},
		{Place{Landmark: "round"}, Left, "landmark round leads back to itself"},
		{Place{Level: "t1"}, Left, "level t1 leads back to itself"},
		{Place{Landmark: "narrow"}, Left, "of skin, needed by landmark narrow"},
		{Place{Landmark: "nowhere"}, Left, `there is no landmark "nowhere"`},
		{Place{Landmark: "spine-l4", Offset: []Offset{{Toward: Superior, Cun: 1, Measure: "arm"}}}, Left, `there is no measure "arm"`},
		{Place{Landmark: "spine-l4", Offset: []Offset{{Toward: Lateral, Cun: 1}}}, Midline, "needed by measure body"},
		{Place{}, Left, "place has no base"},
		{Place{Landmark: "psis"}, Both, `side "both" has no single place`},
	} {
		_, err := r.Place(test.place, test.side)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: got %v, expected %s", test.place, err, test.want)
		}
	}
	if _, err := r.Point("h16", Left); err == nil || !strings.HasSuffix(err.Error(), "needed by point h16") {
		t.Errorf("got %v, expected the point that needs it", err)
	}
}
