package geom

// Ray is a half line. Dir has unit length, so that a ray parameter is metres.
type Ray struct{ Origin, Dir Vec3 }

// At returns the point t metres along the ray.
func (r Ray) At(t float32) Vec3 { return r.Origin.Add(r.Dir.Mul(t)) }

// Hit is where a ray meets a triangle: T metres along the ray, at weights
// 1-U-V, U, V of the triangle's corners. Back is set where the ray leaves
// through the triangle's inner face.
type Hit struct {
	T        float32
	U, V     float32
	Triangle int
	Back     bool
}

// hitTriangle meets a ray with a triangle (Moeller and Trumbore 1997).
func hitTriangle(r Ray, a, b, c Vec3) (t, u, v float32, back, ok bool) {
	e1, e2 := b.Sub(a), c.Sub(a)
	p := r.Dir.Cross(e2)
	det := e1.Dot(p)
	if det == 0 {
		return 0, 0, 0, false, false
	}
	inv := 1 / det
	s := r.Origin.Sub(a)
	u = s.Dot(p) * inv
	if !(u >= 0 && u <= 1) {
		return 0, 0, 0, false, false
	}
	q := s.Cross(e1)
	v = r.Dir.Dot(q) * inv
	if !(v >= 0 && u+v <= 1) {
		return 0, 0, 0, false, false
	}
	t = e2.Dot(q) * inv
	return t, u, v, det < 0, t >= 0
}

// nearestOnTriangle returns the point of a triangle nearest to p and its
// weights on b and c (Ericson, Real-Time Collision Detection, 5.1.5).
func nearestOnTriangle(p, a, b, c Vec3) (at Vec3, u, v float32) {
	ab, ac, ap := b.Sub(a), c.Sub(a), p.Sub(a)
	d1, d2 := ab.Dot(ap), ac.Dot(ap)
	if d1 <= 0 && d2 <= 0 {
		return a, 0, 0
	}
	bp := p.Sub(b)
	d3, d4 := ab.Dot(bp), ac.Dot(bp)
	if d3 >= 0 && d4 <= d3 {
		return b, 1, 0
	}
	if vc := d1*d4 - d3*d2; vc <= 0 && d1 >= 0 && d3 <= 0 {
		u = d1 / (d1 - d3)
		return a.Add(ab.Mul(u)), u, 0
	}
	cp := p.Sub(c)
	d5, d6 := ab.Dot(cp), ac.Dot(cp)
	if d6 >= 0 && d5 <= d6 {
		return c, 0, 1
	}
	if vb := d5*d2 - d1*d6; vb <= 0 && d2 >= 0 && d6 <= 0 {
		v = d2 / (d2 - d6)
		return a.Add(ac.Mul(v)), 0, v
	}
	if va := d3*d6 - d5*d4; va <= 0 && d4-d3 >= 0 && d5-d6 >= 0 {
		v = (d4 - d3) / ((d4 - d3) + (d5 - d6))
		return b.Add(c.Sub(b).Mul(v)), 1 - v, v
	}
	va, vb, vc := d3*d6-d5*d4, d5*d2-d1*d6, d1*d4-d3*d2
	sum := va + vb + vc
	if sum == 0 {
		return a, 0, 0
	}
	u, v = vb/sum, vc/sum
	return a.Add(ab.Mul(u)).Add(ac.Mul(v)), u, v
}

// Meets reports whether the ray meets the box within far metres.
func (r Ray) Meets(b Box, far float32) bool {
	_, ok := b.enter(r.Origin, Vec3{1 / r.Dir.X, 1 / r.Dir.Y, 1 / r.Dir.Z}, far)
	return ok
}
