package assets

import (
	"math"

	"bodymap/anatomy"
	"bodymap/render/geom"
)

// shape answers where the surface of one structure is.
type shape struct {
	atlas     *Atlas
	structure *Structure
	fibres    *fibreFrame
}

func newShape(a *Atlas, s *Structure) *shape { return &shape{atlas: a, structure: s} }

func (s *shape) bvh() *geom.Tree { return s.atlas.Picker.Tree(s.structure.Mesh) }

// Vertices implements [anatomy.Shape]. They are kept until those of another shape
// are asked for: landmark after landmark of a bone is found, and then none of them
// again. Those of all bones would take 30 MB.
func (s *shape) Vertices() []anatomy.Vec {
	if last := &s.atlas.spread; last.of != s {
		last.of, last.places = s, spread(s.structure.Mesh)
	}
	return s.atlas.spread.places
}

// farAway is longer than any body, in metres.
const farAway = 10

// Nearest implements [anatomy.Shape].
func (s *shape) Nearest(p anatomy.Vec) (q, normal anatomy.Vec) {
	near, ok := s.bvh().Nearest(Vec3(p), farAway)
	if !ok {
		return p, anatomy.Vec{0, 0, 1}
	}
	return Vec(near.At), Vec(s.structure.Mesh.NormalAt(near.Triangle, near.U, near.V))
}

// wall is the thickness, in metres, within which two exits count as the inner
// and outer wall of one sheet: open models of the skin have both.
const wall = 0.02

// Ray implements [anatomy.Shape]. The exit is the first one from p on: beyond
// it may come another limb, the hand beside the hip.
func (s *shape) Ray(p, dir anatomy.Vec) (q, normal anatomy.Vec, ok bool) {
	ray := geom.Ray{Origin: Vec3(p), Dir: Vec3(dir).Unit()}
	var exit geom.Hit
	for _, h := range s.bvh().All(ray, farAway) {
		if ok && h.T-exit.T > wall {
			break
		}
		if h.Back {
			exit, ok = h, true
		}
	}
	if !ok {
		return p, dir, false
	}
	return Vec(ray.At(exit.T)), Vec(s.structure.Mesh.NormalAt(exit.Triangle, exit.U, exit.V)), true
}

// Fibre implements [anatomy.Shape].
func (s *shape) Fibre(along, across float64) (q, normal anatomy.Vec) {
	if s.fibres == nil {
		s.fibres = newFibreFrame(s)
	}
	return s.fibres.at(s, along, across)
}

// Vec turns a position of the renderer into one of the domain.
func Vec(v geom.Vec3) anatomy.Vec { return anatomy.Vec{float64(v.X), float64(v.Y), float64(v.Z)} }

// Vec3 turns a position of the domain into one of the renderer.
func Vec3(v anatomy.Vec) geom.Vec3 {
	return geom.Vec3{X: float32(v[0]), Y: float32(v[1]), Z: float32(v[2])}
}

// fibreFrame says which way a muscle runs: from origin to insertion, across from
// its medial or posterior edge to the lateral or anterior one, and outwards to
// the skin.
type fibreFrame struct {
	along, across, out geom.Vec3 // unit, at right angles
	low, high          float32   // extent along
	middle             geom.Vec3
}

func newFibreFrame(s *shape) *fibreFrame {
	f := &fibreFrame{middle: middle(s.structure.Mesh.Positions)}
	runs := s.atlas.runs(s.structure)
	f.along = longAxis(s.structure.Mesh.Positions, f.middle)
	if f.along.Dot(runs) < 0 {
		f.along = f.along.Mul(-1)
	}
	f.out = s.atlas.outwards(s.structure, f.middle)
	f.out = f.out.Sub(f.along.Mul(f.out.Dot(f.along))).Unit()
	f.across = f.along.Cross(f.out).Unit()
	lateral := geom.Vec3{X: sign(f.middle.X), Z: 0.9}
	if f.across.Dot(lateral) < 0 {
		f.across = f.across.Mul(-1)
	}
	f.low, f.high = float32(math.Inf(1)), float32(math.Inf(-1))
	for _, p := range s.structure.Mesh.Positions {
		d := p.Sub(f.middle).Dot(f.along)
		f.low, f.high = min(f.low, d), max(f.high, d)
	}
	return f
}

func sign(x float32) float32 {
	if x < 0 {
		return -1
	}
	return 1
}

func middle(points []geom.Vec3) geom.Vec3 {
	var sum geom.Vec3
	for _, p := range points {
		sum = sum.Add(p)
	}
	return sum.Mul(1 / float32(max(len(points), 1)))
}

// longAxis is the direction in which the points spread most: the first
// eigenvector of their covariance, by power iteration.
func longAxis(points []geom.Vec3, centre geom.Vec3) geom.Vec3 {
	var c [3][3]float64
	for _, p := range points {
		d := Vec(p.Sub(centre))
		for i := range c {
			for j := range c {
				c[i][j] += d[i] * d[j]
			}
		}
	}
	axis := anatomy.Vec{0.3, 1, 0.2}
	for range 64 {
		var next anatomy.Vec
		for i := range c {
			for j := range c {
				next[i] += c[i][j] * axis[j]
			}
		}
		length := math.Sqrt(next[0]*next[0] + next[1]*next[1] + next[2]*next[2])
		if length == 0 {
			break
		}
		axis = anatomy.Vec{next[0] / length, next[1] / length, next[2] / length}
	}
	return Vec3(axis)
}

// runs is the rough direction from origin to insertion: what the muscle's record
// says, else away from the head.
func (a *Atlas) runs(s *Structure) geom.Vec3 {
	outward := sign((s.Mesh.Bounds.Min.X + s.Mesh.Bounds.Max.X) / 2)
	direction := anatomy.Inferior
	if m, ok := a.facts.Muscles[s.ID]; ok && m.Runs != "" {
		direction = m.Runs
	}
	switch direction {
	case anatomy.Superior:
		return geom.Vec3{Y: 1}
	case anatomy.Lateral:
		return geom.Vec3{X: outward}
	case anatomy.Medial:
		return geom.Vec3{X: -outward}
	case anatomy.Anterior:
		return geom.Vec3{Z: 1}
	case anatomy.Posterior:
		return geom.Vec3{Z: -1}
	}
	return geom.Vec3{Y: -1}
}

// outwards is the direction from a place to the nearest skin, or away from the
// body's axis on a model without skin.
func (a *Atlas) outwards(s *Structure, from geom.Vec3) geom.Vec3 {
	skin, ok := a.Shape("skin", anatomy.Midline)
	if ok && s.ID != "skin" {
		q, _ := skin.Nearest(Vec(from))
		if d := Vec3(q).Sub(from); d.Len() > 1e-4 {
			return d.Unit()
		}
	}
	return geom.Vec3{X: from.X, Z: from.Z + 1e-3}.Unit()
}

// at returns the place so far along and across on the superficial face: by the
// mesh's own fibre coordinates where it has them, else by the frame.
func (f *fibreFrame) at(s *shape, along, across float64) (q, normal anatomy.Vec) {
	if s.structure.Mesh.Fibres != nil {
		if q, normal, ok := f.byCoordinates(s.structure.Mesh, along, across); ok {
			return q, normal
		}
	}
	return f.byFrame(s, along, across)
}

// byCoordinates finds the triangles that hold the fibre coordinates and takes
// the outermost.
func (f *fibreFrame) byCoordinates(m *geom.Mesh, along, across float64) (q, normal anatomy.Vec, ok bool) {
	best := float32(math.Inf(-1))
	for t := 0; t+2 < len(m.Indices); t += 3 {
		i, j, k := m.Indices[t], m.Indices[t+1], m.Indices[t+2]
		u, v, inside := weights(m.Fibres[i], m.Fibres[j], m.Fibres[k], float32(along), float32(across))
		if !inside {
			continue
		}
		mix := func(a, b, c geom.Vec3) geom.Vec3 { return a.Mul(1 - u - v).Add(b.Mul(u)).Add(c.Mul(v)) }
		p := mix(m.Positions[i], m.Positions[j], m.Positions[k])
		if outer := p.Sub(f.middle).Dot(f.out); outer > best {
			best, ok = outer, true
			q, normal = Vec(p), Vec(mix(m.Normals[i], m.Normals[j], m.Normals[k]).Unit())
		}
	}
	return q, normal, ok
}

// weights returns the weights of b and c for the place (x, y) in the triangle of
// fibre coordinates a, b, c.
func weights(a, b, c [2]float32, x, y float32) (u, v float32, inside bool) {
	e1 := [2]float32{b[0] - a[0], b[1] - a[1]}
	e2 := [2]float32{c[0] - a[0], c[1] - a[1]}
	area := e1[0]*e2[1] - e1[1]*e2[0]
	if area == 0 {
		return 0, 0, false
	}
	px, py := x-a[0], y-a[1]
	u = (px*e2[1] - py*e2[0]) / area
	v = (e1[0]*py - e1[1]*px) / area
	const slack = 1e-4
	return u, v, u >= -slack && v >= -slack && u+v <= 1+slack
}

// slice is the share of a muscle's length that is looked at around a place.
const slice = 0.04

// byFrame takes the slice of the muscle around a place along its long axis, goes
// across it, and from there outwards to the surface.
func (f *fibreFrame) byFrame(s *shape, along, across float64) (q, normal anatomy.Vec) {
	length := f.high - f.low
	// The very ends are tendon tips of a few vertices: stay a little inside.
	target := f.low + length*float32(0.02+0.96*along)
	low, high := float32(math.Inf(1)), float32(math.Inf(-1))
	var sum geom.Vec3
	count := 0
	for reach := length * slice; count == 0 && reach <= length; reach *= 2 {
		for _, p := range s.structure.Mesh.Positions {
			d := p.Sub(f.middle)
			if abs(d.Dot(f.along)-target) > reach {
				continue
			}
			b := d.Dot(f.across)
			low, high = min(low, b), max(high, b)
			sum, count = sum.Add(p), count+1
		}
	}
	if count == 0 {
		return s.Nearest(Vec(f.middle))
	}
	centre := sum.Mul(1 / float32(count))
	to := (low+high)/2 + (high-low)/2*0.9*float32(across)
	p := centre.Add(f.across.Mul(to - centre.Sub(f.middle).Dot(f.across)))
	p = p.Add(f.along.Mul(target - p.Sub(f.middle).Dot(f.along)))
	inside := p.Add(f.out.Mul(-0.2 * length)) // from behind, so that curved sheets are met too
	if last, ok := s.bvh().Last(geom.Ray{Origin: inside, Dir: f.out}, farAway); ok {
		at := geom.Ray{Origin: inside, Dir: f.out}.At(last.T)
		return Vec(at), Vec(s.structure.Mesh.NormalAt(last.Triangle, last.U, last.V))
	}
	return s.Nearest(Vec(p))
}

func abs(x float32) float32 { return max(x, -x) }
