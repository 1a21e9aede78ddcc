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

// hitTriangle meets a ray with a triangle (Moeller and Trumbore 1997). It works
// in 64 bits, in which neighbouring triangles agree on which side of their
// common edge a ray passes, but for the last few digits: edgeSlack closes those.
func hitTriangle(r Ray, a, b, c Vec3) (t, u, v float32, back, ok bool) {
	const edgeSlack = 1e-9 // as a share of the triangle
	ax, ay, az := float64(a.X), float64(a.Y), float64(a.Z)
	e1x, e1y, e1z := float64(b.X)-ax, float64(b.Y)-ay, float64(b.Z)-az
	e2x, e2y, e2z := float64(c.X)-ax, float64(c.Y)-ay, float64(c.Z)-az
	dx, dy, dz := float64(r.Dir.X), float64(r.Dir.Y), float64(r.Dir.Z)
	px, py, pz := dy*e2z-dz*e2y, dz*e2x-dx*e2z, dx*e2y-dy*e2x
	det := e1x*px + e1y*py + e1z*pz
	if det == 0 {
		return 0, 0, 0, false, false
	}
	inv := 1 / det
	sx, sy, sz := float64(r.Origin.X)-ax, float64(r.Origin.Y)-ay, float64(r.Origin.Z)-az
	wu := (sx*px + sy*py + sz*pz) * inv
	if !(wu >= -edgeSlack && wu <= 1+edgeSlack) {
		return 0, 0, 0, false, false
	}
	qx, qy, qz := sy*e1z-sz*e1y, sz*e1x-sx*e1z, sx*e1y-sy*e1x
	wv := (dx*qx + dy*qy + dz*qz) * inv
	if !(wv >= -edgeSlack && wu+wv <= 1+edgeSlack) {
		return 0, 0, 0, false, false
	}
	along := (e2x*qx + e2y*qy + e2z*qz) * inv
	return float32(along), float32(wu), float32(wv), det < 0, along >= 0
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
