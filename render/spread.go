package render

import "math"

// How signs that would overlap are moved apart.
const (
	markGap     = 2  // pixels kept between signs
	maxSpread   = 96 // a sign is never moved farther than this from its place
	spreadTurns = 80 // rounds
)

// spreadMarks moves signs that overlap apart, each pair by half the overlap along
// the shorter way out, round after round, so that rows and columns form. Signs in
// sight are moved apart from each other only; the dimmed ones give way to both.
// Those whose places are in the picture stay in it. The result depends on the
// places alone.
func spreadMarks(marks []ScreenMark, w, h, bottom float32) {
	for range spreadTurns {
		moved := false
		for i := range marks {
			for j := i + 1; j < len(marks); j++ {
				moved = part(&marks[i], &marks[j]) || moved
			}
			marks[i].keepIn(w, h, bottom)
		}
		if !moved {
			break
		}
	}
	for _, hidden := range [2]bool{true, false} {
		for i := range marks {
			if marks[i].Hidden == hidden && !marks[i].free(marks, i) {
				marks[i].settle(marks, i, w, h, bottom)
			}
		}
	}
	uncross(marks)
}

// free reports whether a sign covers no other.
func (m *ScreenMark) free(marks []ScreenMark, own int) bool {
	for i := range marks {
		o := &marks[i]
		if i != own && abs(m.X-o.X) < (m.Wide+o.Wide)/2 && abs(m.Y-o.Y) < (m.Size+o.Size)/2 {
			return false
		}
	}
	return true
}

// settle puts a sign that is wedged between others to the free place nearest to
// its own; without one it stays.
func (m *ScreenMark) settle(marks []ScreenMark, own int, w, h, bottom float32) {
	const rings, spokes = 16, 16
	was := *m
	for ring := range rings {
		radius := float32(ring+1) * maxSpread / rings
		for spoke := range spokes {
			sin, cos := math.Sincos(2 * math.Pi * float64(spoke) / spokes)
			m.X, m.Y = m.AtX+radius*float32(cos), m.AtY+radius*float32(sin)
			m.keepIn(w, h, bottom)
			if m.free(marks, own) {
				return
			}
		}
	}
	*m = was
}

// part moves two signs apart and reports whether they overlapped.
func part(a, b *ScreenMark) bool {
	dx, dy := b.X-a.X, b.Y-a.Y
	overX := (a.Wide+b.Wide)/2 + markGap - abs(dx)
	overY := (a.Size+b.Size)/2 + markGap - abs(dy)
	if overX <= 0.01 || overY <= 0.01 {
		return false
	}
	var x, y float32
	if overX < overY {
		x = overX * direction(dx, b.AtX-a.AtX)
	} else {
		y = overY * direction(dy, b.AtY-a.AtY)
	}
	switch {
	case a.Hidden == b.Hidden:
		a.move(-x/2, -y/2)
		b.move(x/2, y/2)
	case a.Hidden:
		a.move(-x, -y)
	default:
		b.move(x, y)
	}
	return true
}

// direction is the way from one sign to another: that of where they are drawn,
// else of their places, else of their order.
func direction(drawn, places float32) float32 {
	if abs(drawn) < 0.5 {
		drawn = places
	}
	if drawn < 0 {
		return -1
	}
	return 1
}

// move shifts the sign, but never farther than maxSpread from its place.
func (m *ScreenMark) move(dx, dy float32) {
	x, y := m.X+dx-m.AtX, m.Y+dy-m.AtY
	if d := float32(math.Hypot(float64(x), float64(y))); d > maxSpread {
		x, y = x*maxSpread/d, y*maxSpread/d
	}
	m.X, m.Y = m.AtX+x, m.AtY+y
}

// keepIn keeps the whole of a sign in the picture where its place is, and on that
// side of what lies over the picture's lowest pixels.
func (m *ScreenMark) keepIn(w, h, bottom float32) {
	if m.AtX > 0 && m.AtX < w && w > m.Wide {
		m.X = clamp(m.X, m.Wide/2, w-m.Wide/2)
	}
	top := h - bottom
	switch {
	case m.AtY > 0 && m.AtY < top && top > m.Size:
		m.Y = clamp(m.Y, m.Size/2, top-m.Size/2)
	case bottom > 0 && m.AtY >= top:
		m.Y = max(m.Y, top+m.Size/2)
	}
}

// uncross lets signs of one size change places where their leaders cross: that
// makes both leaders shorter, so that it ends.
func uncross(marks []ScreenMark) {
	for range len(marks) {
		swapped := false
		for i := range marks {
			for j := i + 1; j < len(marks); j++ {
				a, b := &marks[i], &marks[j]
				if a.Wide == b.Wide && a.Size == b.Size && a.Hidden == b.Hidden && a.crosses(b) {
					a.X, a.Y, b.X, b.Y = b.X, b.Y, a.X, a.Y
					swapped = true
				}
			}
		}
		if !swapped {
			return
		}
	}
}

// crosses reports whether the leaders of two signs cross.
func (m *ScreenMark) crosses(o *ScreenMark) bool {
	return cross([2]float32{m.AtX, m.AtY}, [2]float32{m.X, m.Y}, [2]float32{o.AtX, o.AtY}, [2]float32{o.X, o.Y})
}

// cross reports whether the segments from a to b and from c to d cross.
func cross(a, b, c, d [2]float32) bool {
	turn := func(p, q, r [2]float32) float32 { return (q[0]-p[0])*(r[1]-p[1]) - (q[1]-p[1])*(r[0]-p[0]) }
	return turn(a, b, c)*turn(a, b, d) < 0 && turn(c, d, a)*turn(c, d, b) < 0
}
