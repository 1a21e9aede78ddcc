package body

import (
	"container/heap"
	"math"
)

// reach is how far along the surface every point lies from a start.
func (s *solid) reach(links [][]link, start int) []float64 {
	far := make([]float64, len(s.points))
	for i := range far {
		far[i] = math.Inf(1)
	}
	far[start] = 0
	q := &wavefront{{start, 0}}
	for q.Len() > 0 {
		at := heap.Pop(q).(link)
		if at.length > far[at.to] {
			continue
		}
		for _, l := range links[at.to] {
			if d := at.length + l.length; d < far[l.to] {
				far[l.to] = d
				heap.Push(q, link{l.to, d})
			}
		}
	}
	return far
}

// link leads to a point at a length.
type link struct {
	to     int
	length float64
}

type wavefront []link

func (q wavefront) Len() int           { return len(q) }
func (q wavefront) Less(i, j int) bool { return q[i].length < q[j].length }
func (q wavefront) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *wavefront) Push(x any)        { *q = append(*q, x.(link)) }
func (q *wavefront) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

// links joins the points along the edges; separate pieces are joined to the
// first piece where they come nearest to it.
func (s *solid) links() [][]link {
	out := make([][]link, len(s.points))
	join := func(a, b int) {
		d := s.points[a].sub(s.points[b]).len()
		out[a], out[b] = append(out[a], link{b, d}), append(out[b], link{a, d})
	}
	for _, f := range s.faces {
		for k := 0; k < 3; k++ {
			if f[k] < f[(k+1)%3] {
				join(f[k], f[(k+1)%3])
			}
		}
	}
	for {
		far := s.reach(out, 0)
		a, b, best := -1, -1, math.Inf(1)
		var inside, outside []int
		for i, d := range far {
			if math.IsInf(d, 1) {
				outside = append(outside, i)
			} else {
				inside = append(inside, i)
			}
		}
		for _, i := range outside {
			for _, j := range inside {
				if d := s.points[i].sub(s.points[j]).len(); d < best {
					a, b, best = i, j, d
				}
			}
		}
		if a < 0 {
			return out
		}
		join(a, b)
	}
}

// centreline returns points along the middle of a solid from one end to the
// other. Where an end is not given it is the point farthest away; then the
// higher end comes first.
func (s *solid) centreline(h Hints, n int) []vec {
	from, to := (*vec)(h.From), (*vec)(h.To)
	strict := 40.0
	if h.Slender {
		strict = 4e4
	}
	links := s.links()
	a := s.end(from, s.reach(links, 0))
	fromA := s.reach(links, a)
	b := s.end(to, fromA)
	if from == nil && to == nil {
		a = s.end(nil, s.reach(links, b))
		fromA = s.reach(links, a)
		if s.points[a][1] < s.points[b][1] {
			a, b = b, a
			fromA = s.reach(links, a)
		}
	}
	fromB := s.reach(links, b)
	sum, count := make([]vec, n), make([]float64, n)
	for i, p := range s.points {
		k := int(fromA[i] / (fromA[i] + fromB[i] + 1e-9) * float64(n))
		k = min(max(k, 0), n-1)
		// Points far off the shortest way belong to another branch.
		w := 1 / (1 + math.Pow((fromA[i]+fromB[i])/(fromA[b]+1)-1, 2)*strict)
		sum[k], count[k] = sum[k].add(p.mul(w)), count[k]+w
	}
	var line []vec
	for k := range sum {
		if count[k] > 0 {
			line = append(line, sum[k].mul(1/count[k]))
		}
	}
	return smooth(resample(line, n), 2)
}

// end returns the point nearest to a hint, or the farthest one.
func (s *solid) end(hint *vec, far []float64) int {
	best, score := 0, math.Inf(1)
	for i, p := range s.points {
		d := -far[i]
		if hint != nil {
			d = p.sub(*hint).len()
		}
		if d < score {
			best, score = i, d
		}
	}
	return best
}

// resample returns n points evenly along a line, ends kept.
func resample(line []vec, n int) []vec {
	lengths := make([]float64, len(line))
	for i := 1; i < len(line); i++ {
		lengths[i] = lengths[i-1] + line[i].sub(line[i-1]).len()
	}
	total := lengths[len(line)-1]
	out := make([]vec, 0, n)
	k := 0
	for i := 0; i < n; i++ {
		at := total * float64(i) / float64(n-1)
		for k+2 < len(line) && lengths[k+1] < at {
			k++
		}
		t := (at - lengths[k]) / math.Max(lengths[k+1]-lengths[k], 1e-9)
		out = append(out, line[k].lerp(line[k+1], math.Min(t, 1)))
	}
	return out
}

// smooth averages each inner point with its neighbours, some times over.
func smooth(line []vec, times int) []vec {
	for ; times > 0; times-- {
		next := append([]vec(nil), line...)
		for i := 1; i+1 < len(line); i++ {
			next[i] = line[i].mul(0.5).add(line[i-1].add(line[i+1]).mul(0.25))
		}
		line = next
	}
	return line
}
