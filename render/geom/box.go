package geom

import "math"

// Box is an axis-aligned bounding box. The zero Box holds the origin alone;
// NoBox holds nothing.
type Box struct{ Min, Max Vec3 }

// NoBox returns the box that holds nothing; grow it with Add.
func NoBox() Box {
	inf := float32(math.Inf(1))
	return Box{Vec3{inf, inf, inf}, Vec3{-inf, -inf, -inf}}
}

// Empty reports whether the box holds nothing.
func (b Box) Empty() bool { return !(b.Min.X <= b.Max.X && b.Min.Y <= b.Max.Y && b.Min.Z <= b.Max.Z) }

// Centre returns the middle of the box.
func (b Box) Centre() Vec3 { return b.Min.Add(b.Max).Mul(0.5) }

// Size returns the extent along each axis.
func (b Box) Size() Vec3 { return b.Max.Sub(b.Min) }

// Add returns the box grown to hold p.
func (b Box) Add(p Vec3) Box { return Box{b.Min.Min(p), b.Max.Max(p)} }

// Join returns the box that holds both.
func (b Box) Join(c Box) Box { return Box{b.Min.Min(c.Min), b.Max.Max(c.Max)} }

// Grow returns the box widened by d metres on every side.
func (b Box) Grow(d float32) Box {
	v := Vec3{d, d, d}
	return Box{b.Min.Sub(v), b.Max.Add(v)}
}

// Clamp returns the point of the box nearest to p.
func (b Box) Clamp(p Vec3) Vec3 { return p.Max(b.Min).Min(b.Max) }

// Contains reports whether p lies in the box.
func (b Box) Contains(p Vec3) bool { return b.Clamp(p) == p }

// Corners returns the eight corners.
func (b Box) Corners() [8]Vec3 {
	var c [8]Vec3
	for i := range c {
		c[i] = b.Min
		if i&1 != 0 {
			c[i].X = b.Max.X
		}
		if i&2 != 0 {
			c[i].Y = b.Max.Y
		}
		if i&4 != 0 {
			c[i].Z = b.Max.Z
		}
	}
	return c
}

// enter returns where the ray enters the box, at most far, or false where it
// misses. inv holds 1/Dir.
func (b Box) enter(origin, inv Vec3, far float32) (float32, bool) {
	x0, x1 := (b.Min.X-origin.X)*inv.X, (b.Max.X-origin.X)*inv.X
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	y0, y1 := (b.Min.Y-origin.Y)*inv.Y, (b.Max.Y-origin.Y)*inv.Y
	if y0 > y1 {
		y0, y1 = y1, y0
	}
	z0, z1 := (b.Min.Z-origin.Z)*inv.Z, (b.Max.Z-origin.Z)*inv.Z
	if z0 > z1 {
		z0, z1 = z1, z0
	}
	near := float32(0)
	if x0 > near {
		near = x0
	}
	if y0 > near {
		near = y0
	}
	if z0 > near {
		near = z0
	}
	if x1 < far {
		far = x1
	}
	if y1 < far {
		far = y1
	}
	if z1 < far {
		far = z1
	}
	// Rounding must not lose a ray that passes exactly along a box's edge, where
	// two triangles of a closed mesh meet.
	const rounding = 1 + 4e-6
	return near, near <= far*rounding
}

// distance2 returns the squared distance from p to the box, 0 inside.
func (b Box) distance2(p Vec3) float32 {
	d := p.Sub(b.Clamp(p))
	return d.Dot(d)
}
