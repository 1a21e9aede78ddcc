package body

import "math"

// boneField is a field whose rows of the table (a link, a shell, a loft) are
// solids of their own that may flow into each other.
type boneField struct{ field }

// closest is how far a row of the table is from a point, and its piece there.
type closest struct {
	distance float64
	piece    piece
}

// distance returns the distance of p from the bone, knowing that no other
// pieces than those given are nearer than far.
func (f *boneField) distance(p vec, pieces []*boxed, far float64) float64 {
	if f.symmetric {
		p[0] = -math.Abs(p[0])
	}
	first, second := closest{far, nil}, closest{far, nil}
	for i := 0; i < len(pieces); {
		end := i + 1
		for end < len(pieces) && pieces[end].limb == pieces[i].limb {
			end++
		}
		c := nearestPiece(p, pieces[i:end], first.distance+f.blend)
		switch {
		case c.piece == nil:
		case c.distance < first.distance:
			first, second = c, first
		case c.distance < second.distance:
			second = c
		}
		i = end
	}
	d := f.blended(p, first, second)
	for _, c := range f.cuts {
		d = softMax(d, -c.distance(p), f.softness(c))
	}
	return d
}

// softness is over how many millimetres the rim of a cut is rounded: less for
// a small hole.
func (f *boneField) softness(c piece) float64 {
	low, high := c.reach()
	least := high.sub(low)
	return math.Min(f.soft, 0.4*math.Min(least[0], math.Min(least[1], least[2])))
}

// blended is the smaller of two distances, with the crease between the two
// filled. Where both surfaces face the same way there is no crease, and filling
// would only make the bone swell.
func (f *boneField) blended(p vec, first, second closest) float64 {
	h := f.blend - (second.distance - first.distance)
	if f.blend == 0 || h <= 0 || second.piece == nil {
		return first.distance
	}
	apart := 1 - slopeAt(first, p).dot(slopeAt(second, p))
	return first.distance - h*h/(4*f.blend)*math.Min(math.Max(apart, 0), 1)
}

// slopeAt returns the direction in which the distance grows.
func slopeAt(c closest, p vec) vec {
	const h = 0.05 // mm
	var out vec
	for k := range p {
		q := p
		q[k] += h
		out[k] = (c.piece.distance(q) - c.distance) / h
	}
	return out.unit(vec{})
}

// nearestPiece returns the piece of a row that is nearest to p, if it is nearer
// than far. Of a shell that is the tile whose middle is nearest, for only that
// one knows whether the shell ends there.
func nearestPiece(p vec, row []*boxed, far float64) closest {
	if _, ok := row[0].piece.(tile); ok {
		return nearestTile(p, row, far)
	}
	best := closest{far, nil}
	for _, s := range row {
		if away := s.apart(p); away > 0 && away >= best.distance {
			continue
		}
		if d := s.distance(p); d < best.distance {
			best = closest{d, s.piece}
		}
	}
	return best
}

func nearestTile(p vec, row []*boxed, far float64) closest {
	least := math.Inf(1)
	var of tile
	var q, w vec
	for _, s := range row {
		if away := s.apart(p); away >= least || away > far {
			continue
		}
		t := s.piece.(tile)
		at, weights := nearestOn(p, t.corners[0].at, t.corners[1].at, t.corners[2].at)
		if d := p.sub(at).len(); d < least {
			least, of, q, w = d, t, at, weights
		}
	}
	if math.IsInf(least, 1) {
		return closest{far, nil}
	}
	return closest{of.beside(p, q, w), of}
}
