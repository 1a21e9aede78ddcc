package compare

import (
	"fmt"
	"io"
	"strings"

	"bodymap/anatomy"
)

// writeText writes the distances: millimetres, worst first.
func (r *Report) writeText(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-44s %-9s %6s %6s %6s %7s %9s %9s\n", "structure", "system", "mean", "p95", "max", "volume", "triangles", "reference")
	for _, row := range r.Rows {
		fmt.Fprintf(&b, "%-44s %-9s %6.2f %6.2f %6.1f %7.2f %9d %9d\n",
			row.ID, row.System, row.Mean, row.P95, row.Max, row.Volume, row.Triangles, row.Theirs)
		if row.Doubt != "" {
			fmt.Fprintf(&b, "    doubtful on the reference: %s\n", row.Doubt)
		}
	}
	b.WriteString("\n")
	for _, s := range r.Systems {
		fmt.Fprintf(&b, "%-9s %3d compared, median of means %.2f mm, worst %.2f mm; above 1 mm %d, 2 mm %d, 3 mm %d\n",
			s.System, s.Number, s.Median, s.Worst, s.Above[0], s.Above[1], s.Above[2])
	}
	list(&b, "only ours", r.Ours)
	list(&b, "only the reference", r.Theirs)
	_, err := io.WriteString(out, b.String())
	return err
}

func list(b *strings.Builder, title string, ids []anatomy.ID) {
	if len(ids) == 0 {
		return
	}
	fmt.Fprintf(b, "%s (%d): %s\n", title, len(ids), joinIDs(ids))
}

func joinIDs(ids []anatomy.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, " ")
}

// writeText writes the landmarks: millimetres, furthest first. An asterisk marks
// those that carry treatment points.
func (l *Landmarks) writeText(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "  %-34s %-8s %8s %8s %6s %6s %8s   %-20s %s\n", "landmark", "side", "distance", "lateral", "up", "front", "surface", "reference x y z", "on")
	for _, r := range l.Rows {
		mark := " "
		if r.Carries {
			mark = "*"
		}
		at := fmt.Sprintf("%.0f %.0f %.0f", r.Theirs[0], r.Theirs[1], r.Theirs[2])
		fmt.Fprintf(&b, "%s %-34s %-8s %8.1f %+8.1f %+6.1f %+6.1f %8.1f   %-20s %s\n", mark, r.ID, r.Side, r.Distance, r.Lateral, r.Up, r.Front, r.Surface, at, joinIDs(r.Of))
		if r.Doubt != "" {
			fmt.Fprintf(&b, "    doubtful on the reference: %s\n", r.Doubt)
		}
	}
	carried, near := l.carried()
	fmt.Fprintf(&b, "\n%d landmarks; of %d that carry points (*), %d lie within 3 mm\n", len(l.Rows), carried, near)
	for _, m := range l.Missing {
		fmt.Fprintf(&b, "- %s: %s\n", m.ID, m.Why)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// carried counts the landmarks that carry points, and those of them within 3 mm.
func (l *Landmarks) carried() (number, near int) {
	for _, r := range l.Rows {
		if r.Carries {
			number++
			if r.Distance <= 3 {
				near++
			}
		}
	}
	return number, near
}

// writeText writes the ends: millimetres.
func (a Attachments) writeText(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-40s %-9s %5s %6s %5s %9s   %-28s %s\n", "structure", "end", "gap", "widest", "soft", "reference", "nearest bone", "nearest other")
	for _, row := range a {
		for _, end := range []struct {
			name string
			End
		}{{"origin", row.Origin}, {"insertion", row.Insertion}} {
			if !end.Found {
				fmt.Fprintf(&b, "%-40s %-9s has no fibres that end\n", row.ID, end.name)
				continue
			}
			reference := "-"
			if end.Reference >= 0 {
				reference = fmt.Sprintf("%.1f", end.Reference)
			}
			fmt.Fprintf(&b, "%-40s %-9s %5.1f %6.1f %5.1f %9s   %-28s %s\n", row.ID, end.name, end.Gap, end.Widest, end.Soft, reference, end.On, end.SoftOn)
		}
	}
	n := a.count()
	fmt.Fprintf(&b, "\n%d ends: %d on bone within 3 mm, %d more on something else, %d free\n", n.ends, n.onBone, n.held, len(n.free))
	_, err := io.WriteString(out, b.String())
	return err
}

// held is how far from something an end is still held by it, in millimetres.
const held = 3

// endCount counts ends: those on bone, those on something else only, and the
// names of those on nothing.
type endCount struct {
	ends, onBone, held int
	free               []string
}

func (a Attachments) count() endCount {
	var n endCount
	for _, row := range a {
		for k, end := range []End{row.Origin, row.Insertion} {
			switch {
			case !end.Found:
				continue
			case end.Gap <= held:
				n.onBone++
			case end.Soft <= held:
				n.held++
			default:
				n.free = append(n.free, fmt.Sprintf("%s (%s, %.0f mm)", row.ID, [2]string{"origin", "insertion"}[k], end.Free()))
			}
			n.ends++
		}
	}
	return n
}

// worstPairs is how many overlapping pairs are listed.
const worstPairs = 30

// writeText writes the overlaps.
func (v *Overlaps) writeText(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-40s %6s %9s   %s\n", "muscle", "sunk", "depth mm", "mostly in")
	for _, m := range v.Muscles {
		if m.Worst != "" {
			fmt.Fprintf(&b, "%-40s %5.1f%% %9.1f   %s\n", m.ID, 100*m.Share, m.Depth, m.Worst)
		}
	}
	fmt.Fprintf(&b, "\n%-34s %-34s %9s %9s\n", "the worst pairs: this", "lies in this", "area cm2", "depth mm")
	for _, p := range v.Pairs[:min(len(v.Pairs), worstPairs)] {
		fmt.Fprintf(&b, "%-34s %-34s %9.1f %9.1f\n", p.ID, p.into(), p.Area, p.Depth)
	}
	shares, above := v.spread()
	fmt.Fprintf(&b, "\n%d muscles: median share sunk %.1f%%; above 5%% %d, above 20%% %d\n", len(v.Muscles), 100*median(shares), above[0], above[1])
	_, err := io.WriteString(out, b.String())
	return err
}

// spread returns the sunk shares, and how many are above a twentieth and a fifth.
func (v *Overlaps) spread() (shares []float64, above [2]int) {
	for _, m := range v.Muscles {
		shares = append(shares, m.Share)
		for k, limit := range [2]float64{0.05, 0.2} {
			if m.Share > limit {
				above[k]++
			}
		}
	}
	return shares, above
}

// writeText writes what stands out of the skin.
func (p *Pokes) writeText(out io.Writer) error {
	if !p.Skin {
		_, err := io.WriteString(out, "no skin: nothing to look for\n")
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-40s %-9s %-8s %7s %7s   %s\n", "out of the skin", "system", "side", "out mm", "share", "at x y z")
	for _, r := range p.Rows {
		fmt.Fprintf(&b, "%-40s %-9s %-8s %7.1f %6.1f%%   %.0f %.0f %.0f\n", r.ID, r.System, r.Side, r.Out, 100*r.Share, r.At[0], r.At[1], r.At[2])
	}
	fmt.Fprintf(&b, "\n%d of %d structures stand out of the skin\n", len(p.Rows), p.Looked)
	_, err := io.WriteString(out, b.String())
	return err
}
