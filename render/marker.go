package render

import (
	"math"

	"bodymap/render/geom"
)

// Marker is a point to treat, told apart without colour: level 1 round, level 2
// diamond with its number, level 3 square with its level's name. Level 0 is no
// treatment but a name on the surface, left out where the surface is hidden.
type Marker struct {
	Ref    string    // "point/h16/right", "level/l4/left": what a click selects
	Level  int       // 0 to 3
	Text   string    // "" for round marks, "16", "L4"
	Label  string    // spoken name
	At     geom.Vec3 // on the surface, metres
	Normal geom.Vec3
	Faint  bool // variable segment, unconfirmed point
}

// Sizes of the signs, in CSS pixels: large enough to read their text.
const (
	roundSize   = 17
	diamondSize = 27
	squareSize  = 23
	nameSize    = 18
	markGap     = 2  // kept between signs
	edgeRoom    = 40 // what lies this far outside the picture is left out
	maxSpread   = 34 // a sign is never moved farther than this from its place
	spreadTurns = 24 // rounds of moving signs apart
)

func markSize(level int) float32 {
	switch level {
	case 0:
		return nameSize
	case 2:
		return diamondSize
	case 3:
		return squareSize
	default:
		return roundSize
	}
}

// layMarks returns where the signs of a scene are drawn.
func layMarks(s *Scene, b Basis, w, h float32, hides Occluder) []ScreenMark {
	var marks []ScreenMark
	for i := range s.Markers {
		if m, ok := projectMark(b, i, &s.Markers[i], w, h); ok {
			m.Hidden = hides(s.Markers[i].At)
			if m.Hidden && m.Level == 0 {
				continue
			}
			marks = append(marks, m)
		}
	}
	spreadMarks(marks)
	return marks
}

func projectMark(b Basis, i int, m *Marker, w, h float32) (ScreenMark, bool) {
	x, y, depth := b.Project(m.At, w, h)
	inside := x > -edgeRoom && y > -edgeRoom && x < w+edgeRoom && y < h+edgeRoom
	if depth <= 0 || depth*b.Near > 1 || !inside {
		return ScreenMark{}, false
	}
	return ScreenMark{
		Marker: i, Ref: m.Ref, Level: m.Level, Text: m.Text, Label: m.Label,
		X: x, Y: y, AtX: x, AtY: y, Size: markSize(m.Level), Depth: depth, Faint: m.Faint,
	}, true
}

// spreadMarks moves signs that overlap apart, each pair by half the overlap,
// round after round. Signs in sight are moved apart from each other only; the
// dimmed ones give way to both. The result depends on the places alone.
func spreadMarks(marks []ScreenMark) {
	for range spreadTurns {
		moved := false
		for i := range marks {
			for j := i + 1; j < len(marks); j++ {
				moved = part(&marks[i], &marks[j], i, j) || moved
			}
		}
		if !moved {
			return
		}
	}
}

// part moves two signs apart and reports whether they overlapped.
func part(a, b *ScreenMark, i, j int) bool {
	need := (a.Size+b.Size)/2 + markGap
	dx, dy := b.X-a.X, b.Y-a.Y
	d := float32(math.Hypot(float64(dx), float64(dy)))
	if d >= need-0.01 {
		return false
	}
	if d < 0.5 { // the same place: a direction of their own, by their order
		turn := float64(i*7+j) * 2.4
		dx, dy, d = float32(math.Cos(turn)), float32(math.Sin(turn)), 1
	}
	push := (need - min(d, need)) / 2
	if a.Hidden == b.Hidden {
		a.move(-dx/d*push, -dy/d*push)
		b.move(dx/d*push, dy/d*push)
	} else if a.Hidden {
		a.move(-2*dx/d*push, -2*dy/d*push)
	} else {
		b.move(2*dx/d*push, 2*dy/d*push)
	}
	return true
}

// move shifts the sign, but never farther than maxSpread from its place.
func (m *ScreenMark) move(dx, dy float32) {
	x, y := m.X+dx-m.AtX, m.Y+dy-m.AtY
	if d := float32(math.Hypot(float64(x), float64(y))); d > maxSpread {
		x, y = x*maxSpread/d, y*maxSpread/d
	}
	m.X, m.Y = m.AtX+x, m.AtY+y
}
