package compare

import (
	"fmt"
	"io"
	"strings"
)

// worstOf is how many of the worst a table in a document lists.
const worstOf = 10

// writeMarkdown writes the systems, and the worst structures.
func (r *Report) writeMarkdown(out io.Writer) error {
	var b strings.Builder
	b.WriteString("| system | compared | median of means, mm | worst mean, mm | above 1 mm | above 2 mm | above 3 mm |\n|---|---|---|---|---|---|---|\n")
	for _, s := range r.Systems {
		fmt.Fprintf(&b, "| %s | %d | %.2f | %.2f | %d | %d | %d |\n", s.System, s.Number, s.Median, s.Worst, s.Above[0], s.Above[1], s.Above[2])
	}
	fmt.Fprintf(&b, "\nThe %d furthest from the reference:\n\n| structure | system | mean, mm | 95 in 100 within, mm | volume, ours / reference | note |\n|---|---|---|---|---|---|\n", min(worstOf, len(r.Rows)))
	for _, row := range r.Rows[:min(worstOf, len(r.Rows))] {
		fmt.Fprintf(&b, "| %s | %s | %.2f | %.1f | %.2f | %s |\n", row.ID, row.System, row.Mean, row.P95, row.Volume, row.Doubt)
	}
	fmt.Fprintf(&b, "\n%d structures are on ours alone, %d on the reference alone.\n\n", len(r.Ours), len(r.Theirs))
	_, err := io.WriteString(out, b.String())
	return err
}

// writeMarkdown writes the landmarks that carry points, and the furthest.
func (l *Landmarks) writeMarkdown(out io.Writer) error {
	var b strings.Builder
	carried, near := l.carried()
	fmt.Fprintf(&b, "Of %d landmarks that carry points, %d lie within 3 mm of the reference. The furthest:\n\n| landmark | distance, mm | lateral | up | front | note |\n|---|---|---|---|---|---|\n", carried, near)
	rows := 0
	for _, r := range l.Rows {
		if r.Carries && rows < worstOf {
			rows++
			fmt.Fprintf(&b, "| %s | %.1f | %+.1f | %+.1f | %+.1f | %s |\n", r.ID, r.Distance, r.Lateral, r.Up, r.Front, r.Doubt)
		}
	}
	b.WriteString("\n")
	_, err := io.WriteString(out, b.String())
	return err
}

// writeMarkdown writes how many ends are held, and those that are free.
func (a Attachments) writeMarkdown(out io.Writer) error {
	var b strings.Builder
	n := a.count()
	fmt.Fprintf(&b, "Of %d ends of muscles, tendons and ligaments, %d lie on bone or cartilage within %d mm, %d more on another muscle, tendon, ligament, fascia or the skin; %d are free", n.ends, n.onBone, held, n.held, len(n.free))
	if len(n.free) > 0 {
		b.WriteString(": " + strings.Join(n.free, ", "))
	}
	b.WriteString(".\n\n")
	_, err := io.WriteString(out, b.String())
	return err
}

// writeMarkdown writes how far muscles are sunk, and the worst pairs.
func (v *Overlaps) writeMarkdown(out io.Writer) error {
	var b strings.Builder
	shares, above := v.spread()
	fmt.Fprintf(&b, "Of %d muscles, the median has %.1f %% of its surface more than 1 mm deep in a bone or another muscle; %d have more than 5 %%, %d more than 20 %%.\n\n| muscle | in | area, cm2 | depth, mm |\n|---|---|---|---|\n",
		len(v.Muscles), 100*median(shares), above[0], above[1])
	for _, p := range v.Pairs[:min(worstOf, len(v.Pairs))] {
		fmt.Fprintf(&b, "| %s | %s | %.1f | %.1f |\n", p.ID, p.into(), p.Area, p.Depth)
	}
	b.WriteString("\n")
	_, err := io.WriteString(out, b.String())
	return err
}

// writeMarkdown writes what stands out of the skin.
func (p *Pokes) writeMarkdown(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d structures stand out of the skin", len(p.Rows), p.Looked)
	for i, r := range p.Rows[:min(worstOf, len(p.Rows))] {
		sep := ", "
		if i == 0 {
			sep = ": "
		}
		fmt.Fprintf(&b, "%s%s by %.1f mm", sep, r.ID, r.Out)
	}
	b.WriteString(".\n\n")
	_, err := io.WriteString(out, b.String())
	return err
}
