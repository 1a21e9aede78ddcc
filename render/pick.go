package render

import (
	"math"

	"bodymap/render/geom"
)

// Hit is what lies under a pixel.
type Hit struct {
	Structure int // index into Scene.Structures, or -1 where only a marker was hit
	Marker    int // index into Scene.Markers, or -1
	At        geom.Vec3
	Normal    geom.Vec3 // unit, outward
	Distance  float32   // metres from the eye
}

// Picker finds what lies under a pixel. It keeps a tree per mesh, built when
// first needed. Not for concurrent use.
type Picker struct {
	trees map[*geom.Mesh]*geom.Tree
}

// NewPicker returns a picker that has no trees yet.
func NewPicker() *Picker { return &Picker{trees: map[*geom.Mesh]*geom.Tree{}} }

// Tree returns the tree of a mesh.
func (p *Picker) Tree(m *geom.Mesh) *geom.Tree {
	t := p.trees[m]
	if t == nil {
		t = geom.NewTree(m)
		p.trees[m] = t
	}
	return t
}

// Pick returns what lies under a pixel of a w by h picture: a marker within
// radius pixels of it, else the nearest opaque structure, else the translucent
// skin where there is nothing else.
func (p *Picker) Pick(s *Scene, x, y float32, w, h int, radius float32) (Hit, bool) {
	ray := s.Camera.Ray(x, y, float32(w), float32(h))
	hit, ok := p.First(s, ray, math.MaxFloat32)
	if m := p.pickMarker(s, x, y, w, h, radius); m >= 0 {
		mark := &s.Markers[m]
		hit.Marker, hit.At, hit.Normal = m, mark.At, mark.Normal
		hit.Distance = mark.At.Sub(ray.Origin).Len()
		return hit, true
	}
	if !ok {
		hit, ok = p.firstSkin(s, ray)
	}
	return hit, ok
}

// First returns the nearest opaque structure that a ray meets within far metres.
func (p *Picker) First(s *Scene, ray geom.Ray, far float32) (Hit, bool) {
	return p.first(s, ray, far, func(st *Structure) bool { return s.Opaque(st) })
}

func (p *Picker) firstSkin(s *Scene, ray geom.Ray) (Hit, bool) {
	return p.first(s, ray, math.MaxFloat32, func(st *Structure) bool {
		return st.Mesh != nil && st.Tissue == Skin && s.SkinModeOf(st) == SkinXray
	})
}

func (p *Picker) first(s *Scene, ray geom.Ray, far float32, takesPart func(*Structure) bool) (Hit, bool) {
	hit := Hit{Structure: -1, Marker: -1, Distance: far}
	kept := s.keptOf(ray)
	for i := range s.Structures {
		st := &s.Structures[i]
		if !takesPart(st) || st.Cap > 0 || !ray.Meets(st.Mesh.Bounds, hit.Distance+SkinLift) {
			continue // a cut surface is found by the shape that was cut
		}
		lift := float32(0)
		if st.Tissue == Skin {
			lift = SkinLift
		}
		if st.Whole != nil {
			p.cutHit(s, i, ray, kept, lift, &hit)
			continue
		}
		h, ok := p.Tree(st.Mesh).FirstFront(ray, hit.Distance+lift)
		if ok && (h.T-lift < hit.Distance || hit.Structure < 0) {
			hit.Structure, hit.Distance = i, h.T-lift
			hit.At, hit.Normal = ray.At(h.T), st.Mesh.NormalAt(h.Triangle, h.U, h.V)
		}
	}
	return hit, hit.Structure >= 0
}

// stretch is a part of a ray, in metres along it; empty where from is beyond to.
type stretch struct{ from, to float32 }

// keptOf returns the stretch of a ray that a cut leaves.
func (s *Scene) keptOf(ray geom.Ray) stretch {
	all := stretch{0, math.MaxFloat32}
	if s.Cut == nil {
		return all
	}
	before, toward := s.Cut.Before(ray.Origin), s.Cut.Normal.Dot(ray.Dir)
	switch {
	case before > 0 && toward >= 0:
		return stretch{1, 0}
	case before > 0:
		return stretch{-before / toward, math.MaxFloat32}
	case toward > 0:
		return stretch{0, -before / toward}
	}
	return all
}

// cutHit finds where a ray meets what is left of structure i: its cut surface,
// where the ray is inside the whole shape as it enters the stretch, or else its
// outside.
func (p *Picker) cutHit(s *Scene, i int, ray geom.Ray, kept stretch, lift float32, hit *Hit) {
	st := &s.Structures[i]
	far := min(hit.Distance+lift, kept.to)
	if kept.from >= far {
		return
	}
	tree := p.Tree(st.Whole)
	rest := geom.Ray{Origin: ray.At(kept.from), Dir: ray.Dir}
	if st.sunk > 0 && kept.from > 0 {
		if h, ok := tree.First(rest, math.MaxFloat32); ok && h.Back {
			if at := kept.from - st.sunk/s.Cut.Normal.Dot(ray.Dir); at < hit.Distance {
				hit.Structure, hit.Distance, hit.At, hit.Normal = i, at, ray.At(at), s.Cut.Normal
			}
			return
		}
	}
	h, ok := tree.FirstFront(rest, far-kept.from)
	if at := kept.from + h.T; ok && (at-lift < hit.Distance || hit.Structure < 0) {
		hit.Structure, hit.Distance = i, at-lift
		hit.At, hit.Normal = ray.At(at), st.Whole.NormalAt(h.Triangle, h.U, h.V)
	}
}

// Hides returns whether an opaque structure hides a place from the camera. A
// place on a surface, or up to tolerance metres below it, is not hidden by it.
func (p *Picker) Hides(s *Scene, tolerance float32) Occluder {
	eye := s.Camera.Basis().Eye
	return func(at geom.Vec3) bool {
		d := at.Sub(eye)
		far := d.Len() - tolerance
		if far <= 0 {
			return false
		}
		_, hidden := p.First(s, geom.Ray{Origin: eye, Dir: d.Unit()}, far)
		return hidden
	}
}

// pickMarker returns the marker whose mark, as laid out on the screen, is
// nearest to the pixel within radius of its edge; marks in sight come first.
func (p *Picker) pickMarker(s *Scene, x, y float32, w, h int, radius float32) int {
	if len(s.Markers) == 0 {
		return -1
	}
	best, bestDistance := -1, float32(math.MaxFloat32)
	for _, m := range layMarks(s, s.Camera.Basis(), float32(w), float32(h), 0, s.hidesCut(p.Hides(s, s.Tolerance()))) {
		dx, dy := m.X-x, m.Y-y
		d := float32(math.Hypot(float64(dx), float64(dy))) - m.Size/2
		if d > radius {
			continue
		}
		if m.Hidden {
			d += 2*radius + m.Size
		}
		if d < bestDistance {
			best, bestDistance = m.Marker, d
		}
	}
	return best
}
