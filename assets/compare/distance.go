package compare

import (
	"math"
	"slices"

	"bodymap/render/geom"
)

// Distance says how far two surfaces lie apart, in millimetres: over points
// spread evenly on both, each to the nearest place of the other.
type Distance struct {
	Mean float64 `json:"mean"` // of the two directions' means
	P95  float64 `json:"p95"`  // 95 of 100 points, of both directions together, are nearer
	Max  float64 `json:"max"`
}

// far is longer than any body, in metres.
const far = 10

// Between measures how far two surfaces lie apart, with so many points on each.
func Between(a, b *geom.Mesh, points int) Distance {
	return between(a, geom.NewTree(a), b, geom.NewTree(b), points)
}

func between(a *geom.Mesh, ta *geom.Tree, b *geom.Mesh, tb *geom.Tree, points int) Distance {
	there, back := apart(samples(a, points), tb), apart(samples(b, points), ta)
	if len(there) == 0 || len(back) == 0 {
		return Distance{Mean: math.Inf(1), P95: math.Inf(1), Max: math.Inf(1)}
	}
	all := slices.Concat(there, back)
	slices.Sort(all)
	return Distance{
		Mean: (mean(there) + mean(back)) / 2,
		P95:  all[min(len(all)*95/100, len(all)-1)],
		Max:  all[len(all)-1],
	}
}

// apart returns the distance of each point to a surface, in millimetres.
func apart(points []geom.Vec3, t *geom.Tree) []float64 {
	out := make([]float64, 0, len(points))
	for _, p := range points {
		if near, ok := t.Nearest(p, far); ok {
			out = append(out, 1000*float64(near.Distance))
		}
	}
	return out
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(len(values), 1))
}

// median returns the middle value, or the mean of the two in the middle.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(values))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}
