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

// Min returns the smaller of each component.
func (v Vec3) Min(w Vec3) Vec3 { return Vec3{less(v.X, w.X), less(v.Y, w.Y), less(v.Z, w.Z)} }

// Max returns the larger of each component.
func (v Vec3) Max(w Vec3) Vec3 { return Vec3{more(v.X, w.X), more(v.Y, w.Y), more(v.Z, w.Z)} }

// less and more are min and max where neither is NaN. Those of the language are
// calls on WebAssembly (Go 1.26), ten times as slow.
func less(a, b float32) float32 {
	if b < a {
		return b
	}
	return a
}

func more(a, b float32) float32 {
	if b > a {
		return b
	}
	return a
}

// Finite reports whether no component is infinite or not a number.
func (v Vec3) Finite() bool {
	sum := v.X - v.X + v.Y - v.Y + v.Z - v.Z // 0, unless a component is not finite
	return sum == 0
}
