package compare

import (
	"fmt"
	"io"
	"strings"

	"bodymap/anatomy"
)

// WriteText writes a report for a terminal: millimetres, worst first.
func (r Report) WriteText(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-44s %-9s %6s %6s %6s %7s %9s %9s\n", "structure", "system", "mean", "p95", "max", "volume", "triangles", "reference")
	for _, row := range r.Rows {
		fmt.Fprintf(&b, "%-44s %-9s %6.2f %6.2f %6.1f %7.2f %9d %9d\n",
			row.ID, row.System, row.Mean, row.P95, row.Max, row.Volume, row.Triangles, row.Theirs)
	}
	b.WriteString("\n")
	for _, s := range r.Systems {
		fmt.Fprintf(&b, "%-9s %3d compared, median of means %.2f mm, worst %.2f mm; above 1 mm %d, 2 mm %d, 3 mm %d\n",
			s.System, s.Number, s.Median, s.Worst, s.Above[0], s.Above[1], s.Above[2])
	}
	list := func(title string, ids []anatomy.ID) {
		if len(ids) == 0 {
			return
		}
		fmt.Fprintf(&b, "%s (%d):", title, len(ids))
		for _, id := range ids {
			b.WriteString(" " + string(id))
		}
		b.WriteString("\n")
	}
	list("only ours", r.Ours)
	list("only the reference", r.Theirs)
	_, err := io.WriteString(out, b.String())
	return err
}

// WriteText writes landmarks for a terminal: millimetres, furthest first. An
// asterisk marks those that carry treatment points.
func (l Landmarks) WriteText(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "  %-34s %-8s %8s %8s %6s %6s   %-20s %s\n", "landmark", "side", "distance", "lateral", "up", "front", "reference x y z", "on")
	carried, within := 0, 0
	for _, r := range l.Rows {
		mark := " "
		if r.Carries {
			mark = "*"
			carried++
			if r.Distance <= 3 {
				within++
			}
		}
		of := make([]string, len(r.Of))
		for i, id := range r.Of {
			of[i] = string(id)
		}
		fmt.Fprintf(&b, "%s %-34s %-8s %8.1f %+8.1f %+6.1f %+6.1f   %-20s %s\n", mark, r.ID, r.Side, r.Distance, r.Lateral, r.Up, r.Front,
			fmt.Sprintf("%.0f %.0f %.0f", r.Theirs[0], r.Theirs[1], r.Theirs[2]), strings.Join(of, " "))
		if r.Doubt != "" {
			fmt.Fprintf(&b, "    doubtful on the reference: %s\n", r.Doubt)
		}
	}
	fmt.Fprintf(&b, "\n%d landmarks; of %d that carry points (*), %d lie within 3 mm\n", len(l.Rows), carried, within)
	for _, m := range l.Missing {
		fmt.Fprintf(&b, "- %s: %s\n", m.ID, m.Why)
	}
	_, err := io.WriteString(out, b.String())
	return err
}
