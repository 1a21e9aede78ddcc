package gltf

import (
	"fmt"
	"math"

	"github.com/qmuntal/gltf"

	"bodymap/render/geom"
)

// transform is an affine map: three rows of a matrix and a shift.
type transform struct {
	m [3][3]float64
	t [3]float64
}

// identity returns the map that changes nothing.
func identity() transform {
	return transform{m: [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}
}

// nodeTransform returns a node's matrix or its translation, rotation and scale.
func nodeTransform(n *gltf.Node) (transform, error) {
	var none [16]float64
	if n.Matrix != none && n.Matrix != gltf.DefaultMatrix {
		var t transform
		for col := range 3 {
			for row := range 3 {
				t.m[row][col] = n.Matrix[4*col+row]
			}
			t.t[col] = n.Matrix[12+col]
		}
		if !t.finite() {
			return t, fmt.Errorf("matrix: not finite")
		}
		return t, nil
	}
	q, s := n.RotationOrDefault(), n.ScaleOrDefault()
	length := math.Sqrt(q[0]*q[0] + q[1]*q[1] + q[2]*q[2] + q[3]*q[3])
	if !(length > 1e-9) || math.IsInf(length, 0) {
		return identity(), fmt.Errorf("rotation: %v is not a quaternion", q)
	}
	x, y, z, w := q[0]/length, q[1]/length, q[2]/length, q[3]/length
	t := transform{m: [3][3]float64{
		{1 - 2*(y*y+z*z), 2 * (x*y - z*w), 2 * (x*z + y*w)},
		{2 * (x*y + z*w), 1 - 2*(x*x+z*z), 2 * (y*z - x*w)},
		{2 * (x*z - y*w), 2 * (y*z + x*w), 1 - 2*(x*x+y*y)},
	}, t: n.Translation}
	for row := range t.m {
		for col := range t.m[row] {
			t.m[row][col] *= s[col]
		}
	}
	if !t.finite() {
		return t, fmt.Errorf("translation, scale: not finite")
	}
	return t, nil
}

// times returns the map that does b first, then a.
func (a transform) times(b transform) transform {
	var out transform
	for row := range 3 {
		out.t[row] = a.t[row]
		for k := range 3 {
			out.t[row] += a.m[row][k] * b.t[k]
			for col := range 3 {
				out.m[row][col] += a.m[row][k] * b.m[k][col]
			}
		}
	}
	return out
}

func (a transform) finite() bool {
	sum := 0.0
	for row := range 3 {
		sum += a.t[row] - a.t[row]
		for col := range 3 {
			sum += a.m[row][col] - a.m[row][col]
		}
	}
	return sum == 0
}

func (a transform) point(x, y, z float32) geom.Vec3 {
	p := a.direction(x, y, z)
	return geom.Vec3{X: p.X + float32(a.t[0]), Y: p.Y + float32(a.t[1]), Z: p.Z + float32(a.t[2])}
}

func (a transform) direction(x, y, z float32) geom.Vec3 {
	row := func(r [3]float64) float32 {
		return float32(r[0]*float64(x) + r[1]*float64(y) + r[2]*float64(z))
	}
	return geom.Vec3{X: row(a.m[0]), Y: row(a.m[1]), Z: row(a.m[2])}
}

// mirrors reports whether the map turns a right hand into a left one.
func (a transform) mirrors() bool {
	c := a.cofactors()
	return a.m[0][0]*c[0][0]+a.m[0][1]*c[0][1]+a.m[0][2]*c[0][2] < 0
}

// normals returns the map for normals: the inverse transposed up to a factor,
// which is the matrix of cofactors, turned outward again where it mirrors.
func (a transform) normals() transform {
	out := transform{m: a.cofactors()}
	if a.mirrors() {
		for row := range out.m {
			for col := range out.m[row] {
				out.m[row][col] *= -1
			}
		}
	}
	return out
}

func (a transform) cofactors() [3][3]float64 {
	var c [3][3]float64
	for row := range 3 {
		for col := range 3 {
			r1, r2, c1, c2 := (row+1)%3, (row+2)%3, (col+1)%3, (col+2)%3
			c[row][col] = a.m[r1][c1]*a.m[r2][c2] - a.m[r1][c2]*a.m[r2][c1]
		}
	}
	return c
}
