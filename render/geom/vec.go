package geom

import "math"

// Vec3 is a position or direction.
type Vec3 struct{ X, Y, Z float32 }

// Add returns v + w.
func (v Vec3) Add(w Vec3) Vec3 { return Vec3{v.X + w.X, v.Y + w.Y, v.Z + w.Z} }

// Sub returns v - w.
func (v Vec3) Sub(w Vec3) Vec3 { return Vec3{v.X - w.X, v.Y - w.Y, v.Z - w.Z} }

// Mul returns v scaled by s.
func (v Vec3) Mul(s float32) Vec3 { return Vec3{v.X * s, v.Y * s, v.Z * s} }

// Dot returns the scalar product.
func (v Vec3) Dot(w Vec3) float32 { return v.X*w.X + v.Y*w.Y + v.Z*w.Z }

// Cross returns the vector product.
func (v Vec3) Cross(w Vec3) Vec3 {
	return Vec3{v.Y*w.Z - v.Z*w.Y, v.Z*w.X - v.X*w.Z, v.X*w.Y - v.Y*w.X}
}

// Len returns the length.
func (v Vec3) Len() float32 { return float32(math.Sqrt(float64(v.Dot(v)))) }

// Unit returns v at length 1, or v itself where it has no length.
func (v Vec3) Unit() Vec3 {
	if l := v.Len(); l > 0 {
		return v.Mul(1 / l)
	}
	return v
}

// Box is an axis-aligned bounding box.
type Box struct{ Min, Max Vec3 }

// Centre returns the middle of the box.
func (b Box) Centre() Vec3 { return b.Min.Add(b.Max).Mul(0.5) }

// Size returns the extent along each axis.
func (b Box) Size() Vec3 { return b.Max.Sub(b.Min) }
