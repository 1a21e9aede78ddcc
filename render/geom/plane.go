package geom

// Plane holds the places p for which Normal · p = Offset. In front of it lies
// what its unit Normal points to.
type Plane struct {
	Normal Vec3
	Offset float32 // metres
}

// Before returns how far a place lies in front of the plane, in metres; negative
// behind it.
func (p Plane) Before(at Vec3) float32 { return p.Normal.Dot(at) - p.Offset }

// Span returns how far the nearest and the farthest corner of a box lie in front.
func (p Plane) Span(b Box) (least, most float32) {
	corners := b.Corners()
	least, most = p.Before(corners[0]), p.Before(corners[0])
	for _, c := range corners[1:] {
		d := p.Before(c)
		least, most = min(least, d), max(most, d)
	}
	return least, most
}

// Axes returns two unit vectors in the plane that with its normal make a right
// hand.
func (p Plane) Axes() (u, v Vec3) {
	u = Vec3{1, 0, 0}
	if p.Normal.X*p.Normal.X > 0.5 {
		u = Vec3{0, 0, -1}
	}
	v = p.Normal.Cross(u).Unit()
	return v.Cross(p.Normal), v
}
