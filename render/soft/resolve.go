package soft

import (
	"image"
	"math"
	"sort"

	"bodymap/render/geom"
)

// gbuffer holds what shading needs to know of the solid surface at each sample.
type gbuffer struct {
	structure []uint16 // index into the scene's structures, plus 1; 0 is nothing
	normal    []uint32 // packed unit vector, outward
	fibre     []uint32 // packed place along and across the fibres; 0 where unknown
	open      []uint8  // how open to light the surface itself is, 255 wholly
}

func (g *gbuffer) resize(n int) {
	g.structure, g.normal = sized(g.structure, n), sized(g.normal, n)
	g.fibre, g.open = sized(g.fibre, n), sized(g.open, n)
}

// resolve fills the gbuffer from the solid layer.
func (r *Renderer) resolve() {
	r.bands(r.area, blockSide, func(area image.Rectangle) {
		s := sampler{layer: &r.solid, view: &r.view}
		for y := area.Min.Y; y < area.Max.Y && r.goesOn(); y++ {
			r.resolveRow(&s, y, area.Min.X, area.Max.X)
		}
	})
}

func (r *Renderer) resolveRow(s *sampler, y, x0, x1 int) {
	row := r.view.direction(0.5, float32(y)+0.5)
	for x := x0; x < x1; x++ {
		i := y*r.w + x
		if r.solid.depth[i] == 0 {
			r.g.structure[i] = 0
			continue
		}
		s.turnTo(r.solid.id[i])
		r.g.structure[i] = uint16(s.item.structure + 1)
		if r.lead(i, x, y) != i {
			continue
		}
		s.at(r.solid.id[i], row.Add(r.view.dx.Mul(float32(x))))
		r.g.normal[i] = packNormal(s.normal())
		r.g.fibre[i] = s.fibre()
		r.g.open[i] = s.open()
	}
}

// blockSide is the largest side of a block of samples that share a shade.
const blockSide = 2

// lead returns the sample whose shade sample i takes over: the first of its block,
// where that shows the same structure behind the same layers; else itself.
func (r *Renderer) lead(i, x, y int) int {
	if r.opt.Block == 1 {
		return i
	}
	k := i - x&1
	if y&1 != 0 {
		k -= r.w
	}
	if r.g.structure[k] != r.g.structure[i] || r.skin.has(k) != r.skin.has(i) || r.ghost.has(k) != r.ghost.has(i) {
		return i
	}
	return k
}

// sampler finds the place of a sample within its triangle. Neighbouring samples
// mostly share it, so that it keeps the last one.
type sampler struct {
	layer      *layer
	view       *view
	item       *item
	id         uint32
	a, b, c    uint32    // corners
	sideless   bool      // the planes are yet to be reckoned
	sa, sb, sc geom.Vec3 // side planes through the eye, opposite each corner
	wa, wb, wc float32   // weights of the corners, in sum 1
}

// at finds the weights of triangle id where the ray along d meets it. The
// weights are volumes of tetrahedra at the eye: exact in perspective, and
// whatever part of the triangle was clipped.
func (s *sampler) at(id uint32, d geom.Vec3) {
	s.turnTo(id)
	if s.sideless {
		s.side()
	}
	wa, wb, wc := d.Dot(s.sa), d.Dot(s.sb), d.Dot(s.sc)
	if sum := wa + wb + wc; sum != 0 {
		inv := 1 / sum
		// At the rim of a thin triangle a sample may lie a hair outside.
		s.wa, s.wb = unit(wa*inv), unit(wb*inv)
		s.wc = positive(1 - s.wa - s.wb)
		return
	}
	s.wa, s.wb, s.wc = 1, 0, 0
}

// turnTo takes up a triangle.
func (s *sampler) turnTo(id uint32) {
	if id == s.id {
		return
	}
	s.id, s.sideless = id, true
	if s.item == nil || id < s.item.firstID || id >= s.item.firstID+uint32(len(s.item.mesh.Indices)/3) {
		items := s.layer.items
		k := sort.Search(len(items), func(k int) bool { return items[k].firstID > id })
		s.item = &items[k-1]
	}
}

func (s *sampler) side() {
	s.sideless = false
	m := s.item.mesh
	t := 3 * int(s.id-s.item.firstID)
	s.a, s.b, s.c = m.Indices[t], m.Indices[t+1], m.Indices[t+2]
	a, b, c := m.Positions[s.a].Sub(s.view.Eye), m.Positions[s.b].Sub(s.view.Eye), m.Positions[s.c].Sub(s.view.Eye)
	s.sa, s.sb, s.sc = b.Cross(c), c.Cross(a), a.Cross(b)
}

// normal returns the interpolated normal, not of unit length.
func (s *sampler) normal() geom.Vec3 {
	m := s.item.mesh
	if len(m.Normals) != len(m.Positions) {
		return m.FaceNormal(int(s.id - s.item.firstID))
	}
	a, b, c := m.Normals[s.a], m.Normals[s.b], m.Normals[s.c]
	return geom.Vec3{
		X: a.X*s.wa + b.X*s.wb + c.X*s.wc,
		Y: a.Y*s.wa + b.Y*s.wb + c.Y*s.wc,
		Z: a.Z*s.wa + b.Z*s.wb + c.Z*s.wc,
	}
}

// value interpolates a value per vertex.
func (s *sampler) value(v []float32) float32 {
	return v[s.a]*s.wa + v[s.b]*s.wb + v[s.c]*s.wc
}

// open returns how open to light the surface is, 255 where unknown.
func (s *sampler) open() uint8 {
	o := s.item.mesh.Occlusion
	if len(o) != len(s.item.mesh.Positions) {
		return 255
	}
	return uint8(float32(o[s.a])*s.wa + float32(o[s.b])*s.wb + float32(o[s.c])*s.wc + 0.5)
}

// fibre returns the packed place along and across the fibres, 0 where unknown.
func (s *sampler) fibre() uint32 {
	f := s.item.mesh.Fibres
	if len(f) != len(s.item.mesh.Positions) {
		return 0
	}
	along := f[s.a][0]*s.wa + f[s.b][0]*s.wb + f[s.c][0]*s.wc
	across := f[s.a][1]*s.wa + f[s.b][1]*s.wb + f[s.c][1]*s.wc
	return uint32(unit(along)*65534+1)<<16 | uint32(unit(across*0.5+0.5)*65534+1)
}

// unpackFibre undoes the packing of sampler.fibre.
func unpackFibre(p uint32) (along, across float32) {
	return float32(p>>16-1) / 65534, float32(p&0xffff-1)/32767 - 1
}

// normalSteps is the resolution of a packed direction along each axis, either
// way: fine enough that no shade of it shows a step.
const normalSteps = 511

// packNormal stores a direction in 10 bits an axis.
func packNormal(n geom.Vec3) uint32 {
	scale := normalSteps / float32(math.Sqrt(float64(n.Dot(n))+1e-30))
	return pack10(n.X*scale)<<20 | pack10(n.Y*scale)<<10 | pack10(n.Z*scale)
}

func pack10(v float32) uint32 { return uint32(int32(v+normalSteps+1.5)) & 1023 }

// unpackNormal returns the direction stored by packNormal, of unit length within
// two parts in a thousand.
func unpackNormal(p uint32) geom.Vec3 {
	const step = 1.0 / normalSteps
	return geom.Vec3{
		X: float32(int32(p>>20&1023)-normalSteps-1) * step,
		Y: float32(int32(p>>10&1023)-normalSteps-1) * step,
		Z: float32(int32(p&1023)-normalSteps-1) * step,
	}
}

func abs(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}
