package body

import "math"

// tile is a small triangle of a shell. It knows the brims of the shell that lie
// close by: there the shell ends square, so that two bones that share a row of
// nodes meet edge to edge, and neither swells over the other.
type tile struct {
	corners [3]ball
	normals [3]vec
	brims   []brim
}

// brim is a stretch of the border of a shell.
type brim struct {
	a, b vec
	out  vec // in the surface, away from the shell
	wave float64
}

// snug is how far, in millimetres, a shell reaches beyond its outer nodes, for
// the net rounds its square edge by about as much, and sutures are to be closed.
const snug = 0.4

// shellSteps is into how many pieces each way a shell is cut between two nodes.
const shellSteps = 4

// shell covers rows of n balls with tiles that follow the curve through them.
// thin is the least half-thickness that the net can hold; joined tells of two
// neighbours on the border whether the bone goes on there, so that the shell
// must not end square; wave is how far, in millimetres, the border meanders.
func shell(at []ball, n int, thin, wave float64, joined func(i, k int) bool) []piece {
	grid := surfaceGrid(at, n, shellSteps)
	for i := range grid {
		for k := range grid[i] {
			grid[i][k].radius = max(grid[i][k].radius, thin)
		}
	}
	normals := gridNormals(grid)
	brims := gridBrims(grid, len(at)/n, n, wave, joined)
	var out []piece
	for i := 0; i+1 < len(grid); i++ {
		for k := 0; k+1 < len(grid[i]); k++ {
			near := brimsNear(brims, grid[i][k], grid[i+1][k], grid[i][k+1], grid[i+1][k+1])
			for _, c := range [2][3][2]int{{{i, k}, {i, k + 1}, {i + 1, k + 1}}, {{i, k}, {i + 1, k + 1}, {i + 1, k}}} {
				t := tile{brims: near}
				for j, x := range c {
					t.corners[j], t.normals[j] = grid[x[0]][x[1]], normals[x[0]][x[1]]
				}
				out = append(out, t)
			}
		}
	}
	return out
}

// surfaceGrid puts steps between rows of n balls, along smooth curves.
func surfaceGrid(at []ball, n, steps int) [][]ball {
	rows := make([][][]float64, len(at)/n)
	for i := range rows {
		line := make([][]float64, n)
		for k := range line {
			b := at[i*n+k]
			line[k] = []float64{b.at[0], b.at[1], b.at[2], b.radius}
		}
		rows[i] = curve(line, steps)
	}
	grid := make([][]ball, (len(rows)-1)*steps+1)
	for k := range rows[0] {
		line := make([][]float64, len(rows))
		for i := range rows {
			line[i] = rows[i][k]
		}
		for i, v := range curve(line, steps) {
			grid[i] = append(grid[i], ball{vec{v[0], v[1], v[2]}, v[3]})
		}
	}
	return grid
}

// gridNormals returns the direction of the thickness at every point of a grid.
func gridNormals(grid [][]ball) [][]vec {
	out := make([][]vec, len(grid))
	for i, row := range grid {
		for k := range row {
			down := grid[min(i+1, len(grid)-1)][k].at.sub(grid[max(i-1, 0)][k].at)
			along := row[min(k+1, len(row)-1)].at.sub(row[max(k-1, 0)].at)
			out[i] = append(out[i], along.cross(down).unit(vec{}))
		}
	}
	return out
}

// gridBrims returns the stretches of border of a grid of rows and columns of
// nodes where the bone does not go on.
func gridBrims(grid [][]ball, rows, columns int, wave float64, joined func(i, k int) bool) []brim {
	var out []brim
	last, end := len(grid)-1, len(grid[0])-1
	add := func(node, next int, a, b, inside vec) {
		along := b.sub(a).unit(vec{})
		away := a.lerp(b, 0.5).sub(inside)
		away = away.sub(along.mul(away.dot(along))).unit(vec{})
		if along == (vec{}) || away == (vec{}) || joined(node, next) {
			return
		}
		w := wave
		if math.Abs(a[0]) < 1 && math.Abs(b[0]) < 1 {
			w = 0 // the other side is a mirror image
		}
		out = append(out, brim{a, b, away, w})
	}
	for k := 0; k < end; k++ {
		node, next := k/shellSteps, k/shellSteps+1
		add(node, next, grid[0][k].at, grid[0][k+1].at, grid[1][k].at.lerp(grid[1][k+1].at, 0.5))
		base := (rows - 1) * columns
		add(base+node, base+next, grid[last][k].at, grid[last][k+1].at, grid[last-1][k].at.lerp(grid[last-1][k+1].at, 0.5))
	}
	for i := 0; i < last; i++ {
		node, next := i/shellSteps*columns, (i/shellSteps+1)*columns
		add(node, next, grid[i][0].at, grid[i+1][0].at, grid[i][1].at.lerp(grid[i+1][1].at, 0.5))
		add(node+columns-1, next+columns-1, grid[i][end].at, grid[i+1][end].at, grid[i][end-1].at.lerp(grid[i+1][end-1].at, 0.5))
	}
	return out
}

// brimsNear returns the brims that touch one of some balls.
func brimsNear(brims []brim, corners ...ball) []brim {
	var out []brim
	for _, r := range brims {
		for _, c := range corners {
			if c.at == r.a || c.at == r.b {
				out = append(out, r)
				break
			}
		}
	}
	return out
}

func (t tile) reach() (vec, vec) { return hullOf(t.corners[:]...) }

func (t tile) distance(p vec) float64 {
	q, w := nearestOn(p, t.corners[0].at, t.corners[1].at, t.corners[2].at)
	return t.beside(p, q, w)
}

// nearestOn returns the point of a triangle nearest to p, and its weights
// (Ericson, Real-Time Collision Detection, 5.1.5).
func nearestOn(p, a, b, c vec) (q, weights vec) {
	ab, ac, ap := b.sub(a), c.sub(a), p.sub(a)
	d1, d2 := ab.dot(ap), ac.dot(ap)
	if d1 <= 0 && d2 <= 0 {
		return a, vec{1, 0, 0}
	}
	bp := p.sub(b)
	d3, d4 := ab.dot(bp), ac.dot(bp)
	if d3 >= 0 && d4 <= d3 {
		return b, vec{0, 1, 0}
	}
	if vc := d1*d4 - d3*d2; vc <= 0 && d1 >= 0 && d3 <= 0 {
		t := d1 / (d1 - d3)
		return a.lerp(b, t), vec{1 - t, t, 0}
	}
	cp := p.sub(c)
	d5, d6 := ab.dot(cp), ac.dot(cp)
	if d6 >= 0 && d5 <= d6 {
		return c, vec{0, 0, 1}
	}
	if vb := d5*d2 - d1*d6; vb <= 0 && d2 >= 0 && d6 <= 0 {
		t := d2 / (d2 - d6)
		return a.lerp(c, t), vec{1 - t, 0, t}
	}
	if va := d3*d6 - d5*d4; va <= 0 && d4 >= d3 && d5 >= d6 {
		t := (d4 - d3) / ((d4 - d3) + (d5 - d6))
		return b.lerp(c, t), vec{0, 1 - t, t}
	}
	va, vb, vc := d3*d6-d5*d4, d5*d2-d1*d6, d1*d4-d3*d2
	sum := va + vb + vc
	if sum == 0 {
		return a, vec{1, 0, 0}
	}
	w := vec{va / sum, vb / sum, vc / sum}
	return a.mul(w[0]).add(b.mul(w[1])).add(c.mul(w[2])), w
}

// beside returns the distance of p from the shell, q being the nearest point of
// its middle and w the weights of the corners there.
func (t tile) beside(p, q, w vec) float64 {
	off := p.sub(q)
	r := t.corners[0].radius*w[0] + t.corners[1].radius*w[1] + t.corners[2].radius*w[2]
	n := t.normals[0].mul(w[0]).add(t.normals[1].mul(w[1])).add(t.normals[2].mul(w[2])).unit(vec{})
	height := off.dot(n)
	flat := off.sub(n.mul(height)).len()
	past, ends := math.Inf(-1), false
	for _, e := range t.brims {
		c := nearestBetween(q, e.a, e.b)
		gap := q.sub(c).len()
		if gap < 1e-6 {
			ends = true
			past = math.Max(past, flat+e.wave*meander(q).dot(e.out)-snug)
		} else {
			past = math.Max(past, e.wave*meander(c).dot(e.out)-gap-snug)
		}
	}
	across := off.len() - r
	if ends {
		across = math.Abs(height) - r
	}
	if past > 0 && across > 0 {
		return math.Hypot(past, across)
	}
	return math.Max(past, across)
}

// nearestBetween returns the point of the line from a to b nearest to p.
func nearestBetween(p, a, b vec) vec {
	along := b.sub(a)
	t := p.sub(a).dot(along) / math.Max(along.dot(along), 1e-12)
	return a.lerp(b, math.Min(math.Max(t, 0), 1))
}

// meander is the direction, at most about 1 long, in which a suture strays at a
// place. Both bones of a suture ask at the same place, so they still fit.
func meander(p vec) vec {
	var out vec
	for k := range out {
		u, v := p[(k+1)%3], p[(k+2)%3]
		out[k] = 0.6*math.Sin(0.83*u+0.61*v+0.37*p[k]+float64(k)) + 0.4*math.Sin(1.31*v-1.67*u+0.9*p[k]+2*float64(k))
	}
	return out
}
