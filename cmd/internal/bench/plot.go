package bench

import (
	"fmt"
	"strings"
)

// plotGrowth draws frame time over triangles, one line for each way of drawing,
// told apart by dash and mark as well as by colour. It follows the reader's
// theme.
func plotGrowth(list []growth) string {
	const w, h, left, top, right, bottom = 640, 360, 64, 28, 20, 52
	most, highest := 0, 0.0
	for _, g := range list {
		for _, p := range g.Points {
			most, highest = max(most, p.Triangles), max(highest, p.CPU)
		}
	}
	high := roundUp(highest)
	x := func(triangles int) float64 { return left + float64(triangles)/float64(max(most, 1))*(w-left-right) }
	y := func(ms float64) float64 { return h - bottom - ms/high*(h-top-bottom) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="Processor time of a moving frame over the triangles of the model">
<style>
text { font: 13px system-ui, sans-serif; fill: #1d2329 }
.grid { stroke: #56606a; stroke-opacity: .25 }
.line { fill: none; stroke-width: 2.5 }
.fit { fill: none; stroke-width: 1; stroke-opacity: .6; stroke-dasharray: 2 4 }
.soft { stroke: #b3261e } .shader { stroke: #0b6e99; stroke-dasharray: 8 4 }
.dot { fill: #fffdfa; stroke-width: 2; stroke-dasharray: none }
@media (prefers-color-scheme: dark) {
text { fill: #ece7e0 }
.grid { stroke: #b9b2a8 }
.soft { stroke: #ff8a7d } .shader { stroke: #6cc5ea }
.dot { fill: #1d2329 }
}
</style>
`, w, h)
	for i := range 5 {
		ms, n := high*float64(i)/4, most*i/4
		fmt.Fprintf(&b, `<line class="grid" x1="%d" y1="%.1f" x2="%d" y2="%.1f"/><text x="%d" y="%.1f" text-anchor="end">%g</text>`+"\n", left, y(ms), w-right, y(ms), left-8, y(ms)+4, ms)
		fmt.Fprintf(&b, `<text x="%.1f" y="%d" text-anchor="middle">%d k</text>`+"\n", x(n), h-bottom+20, n/1000)
	}
	fmt.Fprintf(&b, `<text x="%d" y="16">ms of processor time a moving frame</text><text x="%d" y="%d" text-anchor="end">triangles shown</text>`+"\n", left, w-right, h-8)
	for i, g := range list {
		var points []string
		for _, p := range g.Points {
			points = append(points, fmt.Sprintf("%.1f,%.1f", x(p.Triangles), y(p.CPU)))
		}
		slope, offset, _ := g.line()
		fmt.Fprintf(&b, `<line class="fit %s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`+"\n", g.Path, x(0), y(max(offset, 0)), x(most), y(offset+slope*float64(most)))
		fmt.Fprintf(&b, `<polyline class="line %s" points="%s"/>`+"\n", g.Path, strings.Join(points, " "))
		for _, p := range g.Points {
			fmt.Fprintf(&b, `<circle class="dot %s" cx="%.1f" cy="%.1f" r="%d"/>`+"\n", g.Path, x(p.Triangles), y(p.CPU), 3+2*i)
		}
		key := top + 14 + 20*i
		fmt.Fprintf(&b, `<line class="line %s" x1="%d" y1="%d" x2="%d" y2="%d"/><text x="%d" y="%d">path=%s</text>`+"\n", g.Path, left+16, key, left+52, key, left+60, key+4, g.Path)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// roundUp returns the next number that divides well into four.
func roundUp(v float64) float64 {
	for step := 1.0; ; step *= 10 {
		for _, n := range []float64{4, 8, 12, 16, 20, 24, 32} {
			if v <= n*step {
				return n * step
			}
		}
	}
}
