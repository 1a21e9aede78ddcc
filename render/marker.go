package render

import "bodymap/render/geom"

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

	// Run and Step place a marker in a row, as a level among those of its side of
	// the spine: neighbours that would crowd share one sign. "" for no row.
	Run  string
	Step int
}

// Sizes of the signs, in CSS pixels: large enough to read their text.
const (
	roundSize   = 17
	diamondSize = 27
	squareSize  = 23
	nameSize    = 18
	squareWide  = 28 // with the name of a level
	sharedWide  = 48 // with the names of two
	edgeRoom    = 40 // what lies this far outside the picture is left out
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
func layMarks(s *Scene, b Basis, w, h, bottom float32, hides Occluder) []ScreenMark {
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
	marks = shareSigns(marks, s.Markers)
	spreadMarks(marks, w, h, bottom)
	return marks
}

func projectMark(b Basis, i int, m *Marker, w, h float32) (ScreenMark, bool) {
	x, y, depth := b.Project(m.At, w, h)
	inside := x > -edgeRoom && y > -edgeRoom && x < w+edgeRoom && y < h+edgeRoom
	if depth <= 0 || depth*b.Near > 1 || !inside {
		return ScreenMark{}, false
	}
	size := markSize(m.Level)
	wide := size
	if m.Level == 3 || m.Level == 0 {
		wide = squareWide
	}
	return ScreenMark{
		Marker: i, Ref: m.Ref, Level: m.Level, Text: m.Text, Label: m.Label, Count: 1,
		X: x, Y: y, AtX: x, AtY: y, Size: size, Wide: wide, Depth: depth, Faint: m.Faint,
	}, true
}
