package compare

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/body"
)

// Row is one structure of ours beside its counterpart.
type Row struct {
	ID     anatomy.ID     `json:"id"`
	Side   anatomy.Side   `json:"side"`
	System anatomy.System `json:"system"`
	Distance
	Volume    float64 `json:"volume"` // ours over theirs
	Triangles int     `json:"triangles"`
	Theirs    int     `json:"referenceTriangles"`
}

// Report is a whole comparison.
type Report struct {
	Rows    []Row        `json:"rows"`    // worst mean first
	Ours    []anatomy.ID `json:"ours"`    // only on our body
	Theirs  []anatomy.ID `json:"theirs"`  // only on the reference
	Systems []Summary    `json:"systems"` // in the order of their names
}

// Summary is what the rows of one system come to, in millimetres.
type Summary struct {
	System anatomy.System `json:"system"`
	Number int            `json:"number"`
	Median float64        `json:"median"` // of the structures' means
	Worst  float64        `json:"worst"`  // mean
	Above  [3]int         `json:"above"`  // structures whose mean is above 1, 2 and 3 mm
}

// Options say what is compared.
type Options struct {
	Only   body.Choice
	Side   anatomy.Side // Right, Left or Both; the midline always takes part
	Points int          // on each surface; 0 is 2000
}

// Compare measures every structure of ours that the reference has, too.
func Compare(ours, reference *assets.Atlas, o Options) Report {
	if o.Points <= 0 {
		o.Points = 2000
	}
	var r Report
	var pairs [][2]assets.Structure
	for _, s := range chosen(ours, o.Only, o.Side) {
		i, ok := reference.Find(s.ID, s.Side)
		if !ok {
			r.Ours = append(r.Ours, s.ID)
			continue
		}
		pairs = append(pairs, [2]assets.Structure{s, reference.Structures[i]})
	}
	for _, s := range chosen(reference, o.Only, o.Side) {
		if _, ok := ours.Find(s.ID, s.Side); !ok {
			r.Theirs = append(r.Theirs, s.ID)
		}
	}
	r.Ours, r.Theirs = slices.Compact(r.Ours), slices.Compact(r.Theirs)
	r.Rows = make([]Row, len(pairs))
	eachOf(len(pairs), func(i int) { r.Rows[i] = row(pairs[i][0], pairs[i][1], o.Points) })
	slices.SortStableFunc(r.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Mean, a.Mean), strings.Compare(string(a.ID), string(b.ID)))
	})
	r.Systems = summaries(r.Rows)
	return r
}

func row(ours, theirs assets.Structure, points int) Row {
	return Row{
		ID: ours.ID, Side: ours.Side, System: ours.System,
		Distance:  Between(ours.Mesh, theirs.Mesh, points),
		Volume:    Volume(ours.Mesh) / max(Volume(theirs.Mesh), 1e-12),
		Triangles: len(ours.Mesh.Indices) / 3, Theirs: len(theirs.Mesh.Indices) / 3,
	}
}

// summaries sums up rows by system.
func summaries(rows []Row) []Summary {
	means := map[anatomy.System][]float64{}
	var order []anatomy.System
	for _, r := range rows {
		if means[r.System] == nil {
			order = append(order, r.System)
		}
		means[r.System] = append(means[r.System], r.Mean)
	}
	slices.Sort(order)
	var out []Summary
	for _, system := range order {
		s := Summary{System: system, Number: len(means[system]), Median: median(means[system]), Worst: slices.Max(means[system])}
		for _, m := range means[system] {
			for k := range s.Above {
				if m > float64(k+1) {
					s.Above[k]++
				}
			}
		}
		out = append(out, s)
	}
	return out
}

// eachOf does n pieces of work on all processors. Each piece writes to a place
// of its own, so that the result is the same whoever does it.
func eachOf(n int, work func(i int)) {
	next := make(chan int)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				work(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}
