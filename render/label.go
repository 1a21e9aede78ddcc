package render

import (
	"cmp"
	"slices"

	"bodymap/render/geom"
)

// Label is a name to write beside what it names.
type Label struct {
	Text   string
	Strong bool // the selection's
	At     geom.Vec3
}

// ScreenLabel is a label on the screen: the middle and the size of its chip, and
// the place that its leader points at, in pixels.
type ScreenLabel struct {
	Text     string
	Strong   bool
	X, Y     float32
	W, H     float32
	AtX, AtY float32
	at       geom.Vec3
}

// Sizes of chips and the ways in which they are tried, in CSS pixels.
const (
	chipHeight   = 26
	chipPadding  = 20
	letterWidth  = 6.9 // mean of the chip's type
	boldWidth    = 1.15
	chipLongest  = 200
	chipGap      = 4
	leaderShare  = 0.2 // of the picture's width, at most
	leaderMost   = 210
	narrow       = 560 // a narrower picture has chips at its edges only
	edgeMargin   = 8
	slideStep    = 6
	slideLongest = 240
)

// LayLabels puts chips beside the body: to the side on which their places lie,
// clear of the signs, of each other and of the lowest pixels of the picture, with
// leaders that do not cross. A label for which there is no room is left out.
func LayLabels(labels []Label, b Basis, marks []ScreenMark, w, h, bottom float32) []ScreenLabel {
	var laid []ScreenLabel
	for _, l := range labels {
		x, y, depth := b.Project(l.At, w, h)
		if depth <= 0 || x < 0 || y < 0 || x > w || y > h-bottom {
			continue
		}
		chip := ScreenLabel{Text: l.Text, Strong: l.Strong, W: chipWidth(l), H: chipHeight, AtX: x, AtY: y, at: l.At}
		if chip.settle(marks, laid, w, h-bottom) {
			laid = append(laid, chip)
		}
	}
	return laid
}

// FollowLabels moves chips along with their places while the camera moves.
func FollowLabels(laid []ScreenLabel, b Basis, w, h float32) []ScreenLabel {
	var out []ScreenLabel
	for _, l := range laid {
		x, y, depth := b.Project(l.at, w, h)
		if depth <= 0 || x < 0 || y < 0 || x > w || y > h {
			continue
		}
		l.X = clamp(l.X+x-l.AtX, l.W/2, max(w-l.W/2, l.W/2))
		l.Y += y - l.AtY
		l.AtX, l.AtY = x, y
		out = append(out, l)
	}
	return out
}

// settle finds a free place for a chip, nearest to its own height first.
func (l *ScreenLabel) settle(marks []ScreenMark, laid []ScreenLabel, w, h float32) bool {
	for _, x := range l.columns(w) {
		for slide := float32(0); slide <= slideLongest; slide += slideStep {
			for _, way := range [2]float32{-1, 1} {
				l.X, l.Y = x, l.AtY-chipHeight+way*slide
				if l.free(marks, laid, h) {
					return true
				}
			}
		}
	}
	return false
}

// columns are the places across the picture that a chip may take: a leader's
// length beside its place, then at the edge; first to the nearer side.
func (l *ScreenLabel) columns(w float32) []float32 {
	left, right := l.W/2+edgeMargin, w-l.W/2-edgeMargin
	if left > right {
		return nil
	}
	reach := min(w*leaderShare, leaderMost) + l.W/2
	near, far := clamp(l.AtX-reach, left, right), clamp(l.AtX+reach, left, right)
	if l.AtX > w/2 {
		near, far, left, right = far, near, right, left
	}
	if w < narrow {
		return []float32{left, right}
	}
	return []float32{near, left, far, right}
}

// free reports whether a chip covers nothing and its leader crosses no other.
func (l *ScreenLabel) free(marks []ScreenMark, laid []ScreenLabel, h float32) bool {
	if l.Y-l.H/2 < chipGap || l.Y+l.H/2 > h-chipGap || l.covers(l.AtX, l.AtY, 0, 0) {
		return false
	}
	for i := range marks {
		if m := &marks[i]; l.covers(m.X, m.Y, m.Wide, m.Size) {
			return false
		}
	}
	for i := range laid {
		o := &laid[i]
		if l.covers(o.X, o.Y, o.W, o.H) || cross([2]float32{l.AtX, l.AtY}, [2]float32{l.X, l.Y}, [2]float32{o.AtX, o.AtY}, [2]float32{o.X, o.Y}) {
			return false
		}
	}
	return true
}

// covers reports whether a chip comes too near to a box around a place.
func (l *ScreenLabel) covers(x, y, wide, high float32) bool {
	return abs(l.X-x) < (l.W+wide)/2+chipGap && abs(l.Y-y) < (l.H+high)/2+chipGap
}

// chipWidth is about how wide a chip is.
func chipWidth(l Label) float32 {
	letters := float32(len([]rune(l.Text))) * letterWidth
	if l.Strong {
		letters *= boldWidth
	}
	return min(letters+chipPadding, chipLongest)
}

// samples is the number of a mesh's vertices at which its visibility is looked at.
const samples = 80

// InSight returns a place in the middle of what is seen of a mesh in a picture of
// w by h pixels, and which share of it is seen.
func (s *Scene) InSight(m *geom.Mesh, w, h float32, hides Occluder) (at geom.Vec3, share float32) {
	b := s.Camera.Basis()
	var seen []geom.Vec3
	var sum geom.Vec3
	step := max(len(m.Positions)/samples, 1)
	looked := 0
	for i := 0; i < len(m.Positions); i += step {
		p := m.Positions[i]
		x, y, depth := b.Project(p, w, h)
		looked++
		if depth <= 0 || x < 0 || y < 0 || x > w || y > h || hides(p) {
			continue
		}
		if len(m.Normals) > i && m.Normals[i].Dot(b.Eye.Sub(p)) <= 0 {
			continue
		}
		seen = append(seen, p)
		sum = sum.Add(p)
	}
	if len(seen) == 0 {
		return at, 0
	}
	middle := sum.Mul(1 / float32(len(seen)))
	at = slices.MinFunc(seen, func(p, q geom.Vec3) int {
		return cmp.Compare(p.Sub(middle).Len(), q.Sub(middle).Len())
	})
	return at, float32(len(seen)) / float32(looked)
}
