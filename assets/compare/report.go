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
	Doubt     string  `json:"doubt,omitempty"` // why the reference's own shape is doubtful
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
	var pairs []couple
	for _, c := range couples(ours, reference, o) {
		switch {
		case len(c.theirs) == 0:
			r.Ours = append(r.Ours, c.id)
		case len(c.ours) == 0:
			r.Theirs = append(r.Theirs, c.id)
		default:
			pairs = append(pairs, c)
		}
	}
	r.Ours, r.Theirs = slices.Compact(r.Ours), slices.Compact(r.Theirs)
	r.Rows = make([]Row, len(pairs))
	doubts := readDoubts()
	eachOf(len(pairs), func(i int) {
		r.Rows[i] = row(pairs[i], o.Points)
		r.Rows[i].Doubt = doubts[pairs[i].id]
	})
	slices.SortStableFunc(r.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Mean, a.Mean), strings.Compare(string(a.ID), string(b.ID)))
	})
	r.Systems = summaries(r.Rows)
	return r
}

func row(c couple, points int) Row {
	ours, theirs := joined(c.ours), joined(c.theirs)
	return Row{
		ID: c.id, Side: c.side, System: c.system,
		Distance:  Between(ours, theirs, points),
		Volume:    Volume(ours) / max(Volume(theirs), 1e-12),
		Triangles: len(ours.Indices) / 3, Theirs: len(theirs.Indices) / 3,
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
