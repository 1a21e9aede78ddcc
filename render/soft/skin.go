package soft

import (
	"math"

	"bodymap/render"
	"bodymap/render/geom"
)

const (
	skinTolerance = 0.012 // metres that muscle may stand out through the skin under a zone
	dotSpacing    = 0.011 // metres between the dots of a spillover zone
	hatchSpacing  = 0.011 // metres between the lines of a related region
)

// skinOver lays translucent skin and the zones painted on it over c, both as
// displayed. ray is the direction of the sample, of length 1 along Forward; d
// is the same at unit length.
func (r *Renderer) skinOver(c rgb, s *sampler, i int, ray, d geom.Vec3) rgb {
	depth, solid := r.skin.depth[i], r.solid.depth[i]
	z := 1 / depth
	over := solid == 0 || z < 1/solid+skinTolerance
	if !over {
		return c
	}
	s.at(r.skin.id[i], d)
	st := &r.scene.Structures[s.item.structure]
	n := s.normal()
	facing := unit(-n.Dot(d))
	if r.scene.SkinModeOf(st) == render.SkinXray && depth >= solid {
		m := &r.shader.materials[s.item.structure]
		alpha := xrayAlpha(r.scene.Theme.SkinAlpha, facing)
		c = c.mix(r.veil(m, n), alpha)
	}
	if p := r.scene.Paint; p != nil && p.Skin == s.item.structure {
		at := r.view.Eye.Add(ray.Mul(z))
		pixel := z / r.view.focal / more(facing, 0.25)
		c = r.paintOver(c, p, s, at, n, pixel)
	}
	return c
}

// paintSolid lays the zones over c, the colour of a solid surface that carries
// them.
func (b *brush) paintSolid(c rgb, i int, ray, d geom.Vec3) rgb {
	r := b.r
	b.solid.at(r.solid.id[i], d)
	n := b.solid.normal()
	z := 1/r.solid.depth[i] + b.solid.item.lift // where it is, not where it counts as: marks stay put
	pixel := z / r.view.focal / more(-n.Dot(d), 0.25)
	return r.paintOver(c, r.scene.Paint, &b.solid, r.view.Eye.Add(ray.Mul(z)), n, pixel)
}

// xrayAlpha rises from the theme's value head-on to nearly closed at the rim.
func xrayAlpha(headOn, facing float32) float32 {
	rim := 1 - facing
	return headOn + (0.78-headOn)*rim*rim*rim
}

// paintOver lays the zones over c. pixel is the size of a sample in metres.
func (r *Renderer) paintOver(c rgb, p *render.Paint, s *sampler, at, n geom.Vec3, pixel float32) rgb {
	vertices := len(s.item.mesh.Positions)
	if len(p.Related) >= vertices {
		d := s.value(p.Related)
		in := cover(d, pixel)
		line := hatch(at, pixel)
		edge := cover(abs(d)-0.0012, pixel)
		c = c.mix(r.shader.level[3], in*(0.08+0.46*line)).mix(r.shader.level[3], edge*0.55)
	}
	if len(p.Spillover) >= vertices {
		in := cover(s.value(p.Spillover)+0.001, pixel)
		if len(p.Primary) >= vertices {
			in *= 1 - cover(s.value(p.Primary), pixel)
		}
		c = c.mix(r.shader.level[0], in*(0.05+0.80*dots(at, n, pixel)))
	}
	if len(p.Primary) >= vertices {
		d := s.value(p.Primary)
		c = stain(c, r.shader.level[0], cover(d, pixel)).mix(r.shader.level[0], 0.5*cover(abs(d)-0.0008, pixel))
	}
	return c
}

// stain tints c as ink on a lit surface does, so that its shape stays legible.
func stain(c, ink rgb, amount float32) rgb {
	dyed := c.times(rgb{1, 1, 1}.mix(ink, 0.34)).mix(ink, 0.20)
	return c.mix(dyed, amount)
}

// cover returns how much of a sample of the given size lies inside an edge at
// signed distance d.
func cover(d, pixel float32) float32 { return unit(0.5 - d/pixel) }

// hatch returns the cover of slanting lines, fixed to the body: the cuts of
// evenly spaced planes with the surface, so that there are no seams anywhere.
// The planes lie nearer the horizontal, as most of the body stands upright.
func hatch(at geom.Vec3, pixel float32) float32 {
	t := (0.40*at.X + 0.82*at.Y + 0.40*at.Z) / hatchSpacing
	t -= float32(math.Floor(float64(t)))
	return cover((abs(t-0.5)-0.19)*hatchSpacing, pixel)
}

// dots returns the cover of staggered dots, seen along the two or three axes
// that the surface faces; they shrink where it turns from one to the next.
func dots(at, n geom.Vec3, pixel float32) float32 {
	wx, wy, wz := n.X*n.X, n.Y*n.Y, n.Z*n.Z
	return more(more(
		dotGrid(at.Z, at.Y, wx-more(wy, wz), pixel),
		dotGrid(at.X, at.Z, wy-more(wx, wz), pixel)),
		dotGrid(at.X, at.Y, wz-more(wx, wy), pixel),
	)
}

func dotGrid(u, v, lead, pixel float32) float32 {
	radius := 0.0027 * smoothstep(-0.22, 0.12, lead)
	if radius == 0 {
		return 0
	}
	row := float32(math.Floor(float64(v / (dotSpacing * 0.866))))
	u += float32(int(row)&1) * dotSpacing / 2
	du := u/dotSpacing - float32(math.Floor(float64(u/dotSpacing))) - 0.5
	dv := (v/(dotSpacing*0.866) - row - 0.5) * 0.866
	away := float32(math.Sqrt(float64(du*du+dv*dv))) * dotSpacing
	return cover(away-radius, pixel)
}

// ghostOver lays a faint structure over c: little more than its rim.
func (r *Renderer) ghostOver(c rgb, s *sampler, i int, d geom.Vec3) rgb {
	s.at(r.ghost.id[i], d)
	n := s.normal()
	m := &r.shader.materials[s.item.structure]
	rim := 1 - unit(-n.Dot(d))
	alpha := 0.10 + 0.42*rim*rim
	return c.mix(r.veil(m, n), alpha)
}

// veil is the displayed colour of a see-through surface. It is lit only
// roughly: what shows through it has the shape.
func (r *Renderer) veil(m *material, n geom.Vec3) rgb {
	key := positive(n.Dot(r.shader.key))
	return m.shown.mul(0.84 + 0.16*key)
}
