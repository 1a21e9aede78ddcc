package anatomy

import "math"

func (v Vec) add(w Vec) Vec                { return Vec{v[0] + w[0], v[1] + w[1], v[2] + w[2]} }
func (v Vec) sub(w Vec) Vec                { return Vec{v[0] - w[0], v[1] - w[1], v[2] - w[2]} }
func (v Vec) mul(k float64) Vec            { return Vec{v[0] * k, v[1] * k, v[2] * k} }
func (v Vec) dot(w Vec) float64            { return v[0]*w[0] + v[1]*w[1] + v[2]*w[2] }
func (v Vec) len() float64                 { return math.Sqrt(v.dot(v)) }
func (v Vec) towards(w Vec, t float64) Vec { return v.mul(1 - t).add(w.mul(t)) }

// unit returns the direction of v, or the zero vector for a vector too short to
// have one.
func (v Vec) unit() Vec {
	if l := v.len(); l > 1e-12 {
		return v.mul(1 / l)
	}
	return Vec{}
}
