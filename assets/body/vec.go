package body

import (
	"math"

	"bodymap/render/geom"
)

// vec is a position or direction in millimetres. Shapes are worked out in
// double precision and rounded once, when they become a mesh.
type vec [3]float64

func (a vec) add(b vec) vec     { return vec{a[0] + b[0], a[1] + b[1], a[2] + b[2]} }
func (a vec) sub(b vec) vec     { return vec{a[0] - b[0], a[1] - b[1], a[2] - b[2]} }
func (a vec) mul(s float64) vec { return vec{a[0] * s, a[1] * s, a[2] * s} }
func (a vec) dot(b vec) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }
func (a vec) len() float64      { return math.Sqrt(a.dot(a)) }
func (a vec) point() geom.Vec3 {
	return geom.Vec3{X: float32(a[0]), Y: float32(a[1]), Z: float32(a[2])}
}
func (a vec) lerp(b vec, t float64) vec { return a.mul(1 - t).add(b.mul(t)) }

func (a vec) cross(b vec) vec {
	return vec{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

// unit returns a at length 1, or fallback where a has no direction.
func (a vec) unit(fallback vec) vec {
	if l := a.len(); l > 1e-9 {
		return a.mul(1 / l)
	}
	return fallback
}

// across returns the part of a perpendicular to the unit vector t, at length 1.
func (a vec) across(t, fallback vec) vec { return a.sub(t.mul(a.dot(t))).unit(fallback) }
