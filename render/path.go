package render

import (
	"math"

	"bodymap/render/geom"
)

// Path is a line over the body: a referral path, or a nerve from its level to
// its muscle.
type Path struct {
	Ref    string
	Kind   PathKind
	Points []geom.Vec3 // metres; at least two
}

// PathKind sets how a path is drawn.
type PathKind uint8

// The kinds of path.
const (
	ReferralPrimary   PathKind = iota // flowing dashes
	ReferralSpillover                 // sparse dots
	NervePath                         // solid, nerve-coloured with a casing
)

// pathStep is the length, in metres, at which a path's visibility is sampled.
const pathStep = 0.006

// projectPath cuts a path into runs that are wholly in sight or wholly hidden.
// What lies well outside the picture is left out.
func projectPath(b Basis, i int, p *Path, w, h float32, hides Occluder) []ScreenLine {
	var lines []ScreenLine
	var length float32
	var last [2]float32
	open := false // whether the last run goes on
	for _, at := range resample(p.Points, pathStep) {
		x, y, depth := b.Project(at, w, h)
		inside := x > -edgeRoom && y > -edgeRoom && x < w+edgeRoom && y < h+edgeRoom
		if depth <= 0 || depth*b.Near > 1 || !inside {
			open = false
			continue
		}
		here, hidden := [2]float32{x, y}, hides(at)
		step := float32(math.Hypot(float64(x-last[0]), float64(y-last[1])))
		if open {
			length += step
			run := &lines[len(lines)-1]
			run.Points = append(run.Points, here)
		}
		if !open || hidden != lines[len(lines)-1].Hidden {
			lines = append(lines, ScreenLine{Path: i, Ref: p.Ref, Kind: p.Kind,
				Points: [][2]float32{here}, Start: length, Hidden: hidden})
		}
		open, last = true, here
	}
	return finishLines(lines, open)
}

// finishLines drops runs of a single point and marks the run that ends the path.
func finishLines(lines []ScreenLine, reachesEnd bool) []ScreenLine {
	kept := lines[:0]
	for _, l := range lines {
		if len(l.Points) > 1 {
			kept = append(kept, l)
		}
	}
	if n := len(kept); n > 0 {
		kept[n-1].End = reachesEnd
	}
	return kept
}

// resample returns the points of a line and enough between them that none lie
// farther apart than step.
func resample(points []geom.Vec3, step float32) []geom.Vec3 {
	var out []geom.Vec3
	for i, p := range points {
		if i > 0 {
			from := points[i-1]
			n := int(math.Ceil(float64(p.Sub(from).Len() / step)))
			for k := 1; k < n && k < 1000; k++ {
				out = append(out, from.Add(p.Sub(from).Mul(float32(k)/float32(n))))
			}
		}
		out = append(out, p)
	}
	return out
}
