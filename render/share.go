package render

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// crowding is how far, in pixels, the signs of a row of neighbours may reach
// beyond their places, both ends together, before they share one.
const crowding = 2 * squareSize

// shareSigns joins neighbours of a row that would crowd into one sign, "T1–T6",
// which stands for the places between its ends. Those dimmed or faint are joined
// among themselves.
func shareSigns(marks []ScreenMark, markers []Marker) []ScreenMark {
	type row struct {
		run           string
		hidden, faint bool
	}
	rows := map[row][]ScreenMark{}
	var order []row
	var out []ScreenMark
	for _, m := range marks {
		r := row{markers[m.Marker].Run, m.Hidden, m.Faint}
		if r.run == "" {
			out = append(out, m)
			continue
		}
		if rows[r] == nil {
			order = append(order, r)
		}
		rows[r] = append(rows[r], m)
	}
	step := func(m ScreenMark) int { return markers[m.Marker].Step }
	for _, r := range order {
		list := rows[r]
		slices.SortStableFunc(list, func(a, b ScreenMark) int { return cmp.Compare(step(a), step(b)) })
		for from := 0; from < len(list); {
			to := from + 1
			for to < len(list) && step(list[to])-step(list[to-1]) <= 1 {
				to++
			}
			out = append(out, shared(list[from:to])...)
			from = to
		}
	}
	return out
}

// shared returns one sign for neighbours that would crowd, else them.
func shared(row []ScreenMark) []ScreenMark {
	first, last := row[0], row[len(row)-1]
	extent := float32(math.Hypot(float64(last.AtX-first.AtX), float64(last.AtY-first.AtY)))
	if float32(len(row)-1)*(squareSize+markGap)-extent <= crowding {
		return row
	}
	m := row[len(row)/2]
	for i := range row {
		if i == 0 {
			m.Ref = row[i].Ref
		} else {
			m.Ref += " " + row[i].Ref
		}
	}
	m.Text = first.Text + "–" + last.Text
	m.Label = fmt.Sprintf("%s to %s", first.Text, last.Label)
	m.Count, m.Wide = len(row), sharedWide
	m.From, m.To = [2]float32{first.AtX, first.AtY}, [2]float32{last.AtX, last.AtY}
	m.AtX, m.AtY = (first.AtX+last.AtX)/2, (first.AtY+last.AtY)/2
	m.X, m.Y = m.AtX, m.AtY
	return []ScreenMark{m}
}
