package ebi

import (
	"bodymap/render"
	"bodymap/render/geom"

	"github.com/hajimehoshi/ebiten/v2"
)

// batch is the triangles of one layer, ready to submit. A vertex carries its
// normal in the colour's red, green and blue, its depth in alpha, and in the
// custom values its structure's number and its place along and across the fibres
// (along is -1 without fibres), or on translucent skin three signed distances.
type batch struct {
	vertices []ebiten.Vertex
	indices  []uint32
}

func (b *batch) reset() { b.vertices, b.indices = b.vertices[:0], b.indices[:0] }

func (b *batch) draw(to *ebiten.Image, program *ebiten.Shader, blend ebiten.Blend, uniforms map[string]any, from ...*ebiten.Image) {
	if len(b.indices) == 0 {
		return
	}
	op := &ebiten.DrawTrianglesShaderOptions{Blend: blend, Uniforms: uniforms}
	copy(op.Images[:], from)
	to.DrawTrianglesShader32(b.vertices, b.indices, program, op)
}

// gather fills the layers with what the view shows of a scene.
func (p *Shader) gather(s *render.Scene) {
	p.solid.reset()
	p.ghosts.reset()
	p.fibres = false
	for i := range s.Structures {
		st := &s.Structures[i]
		switch {
		case st.Mesh == nil || st.Show == render.Hidden:
		case s.Opaque(st):
			lift := float32(0)
			if st.Tissue == render.Skin {
				lift = render.SkinLift
			}
			p.add(&p.solid, st.Mesh, float32(i+1), lift)
			p.fibres = p.fibres || st.Mesh.Fibres != nil
		case st.Tissue != render.Skin && st.Show == render.Ghost:
			p.add(&p.ghosts, st.Mesh, float32(i+1), 0)
		}
	}
	p.gatherSkin(s)
}

// gatherSkin fills the skin's layer: all of it where it is translucent, else the
// painted triangles.
func (p *Shader) gatherSkin(s *render.Scene) {
	p.skin.reset()
	for i := range s.Structures {
		st := &s.Structures[i]
		painted := s.Paint != nil && s.Paint.Skin == i
		if st.Mesh == nil || st.Tissue != render.Skin || !painted && s.SkinModeOf(st) != render.SkinXray {
			continue
		}
		first, from := len(p.skin.vertices), len(p.skin.indices)
		p.add(&p.skin, st.Mesh, 0, 0)
		vertices := p.skin.vertices[first:]
		for k := range vertices {
			v := &vertices[k]
			v.Custom0, v.Custom1, v.Custom2 = 1, 1, 1 // a metre outside every zone
		}
		if !painted {
			continue
		}
		paint(vertices, s.Paint)
		if s.SkinModeOf(st) != render.SkinXray {
			p.skin.indices = p.skin.indices[:from+keepPainted(p.skin.indices[from:], p.skin.vertices)]
		}
	}
}

func paint(vertices []ebiten.Vertex, zones *render.Paint) {
	set := func(distances []float32, value func(*ebiten.Vertex) *float32) {
		if len(distances) != len(vertices) {
			return
		}
		for k := range vertices {
			*value(&vertices[k]) = distances[k]
		}
	}
	set(zones.Primary, func(v *ebiten.Vertex) *float32 { return &v.Custom0 })
	set(zones.Spillover, func(v *ebiten.Vertex) *float32 { return &v.Custom1 })
	set(zones.Related, func(v *ebiten.Vertex) *float32 { return &v.Custom2 })
}

// keepPainted moves the triangles that a zone may touch to the front and returns
// how many indices they have.
func keepPainted(indices []uint32, vertices []ebiten.Vertex) int {
	n := 0
	for t := 0; t+2 < len(indices); t += 3 {
		least := float32(1)
		for _, i := range indices[t : t+3] {
			v := &vertices[i]
			least = min(least, v.Custom0, v.Custom1, v.Custom2)
		}
		if least < 0 {
			n += copy(indices[n:], indices[t:t+3])
		}
	}
	return n
}

// add adds the front faces of a mesh to a layer, unless it is out of sight. It
// counts as lift metres nearer than it is.
func (p *Shader) add(b *batch, m *geom.Mesh, number, lift float32) {
	v := &p.view
	if _, _, visible := v.reach(m.Bounds); !visible {
		return
	}
	base := len(b.vertices)
	b.vertices = append(b.vertices, p.sheet(m)...)
	out := b.vertices[base:]
	scale := 1 / (v.high - v.low)
	cx, cy := v.w/2, v.h/2
	for i := range out {
		d := m.Positions[i].Sub(v.Eye)
		z := d.Dot(v.Forward)
		o := &out[i]
		if z < v.Near {
			o.ColorA = behind
			continue
		}
		depth := 1 / z
		o.DstX, o.DstY = cx+d.Dot(v.Right)*depth*v.focal, cy-d.Dot(v.Up)*depth*v.focal
		if lift > 0 {
			depth = 1 / max(z-lift, v.Near)
		}
		o.ColorA = min(max((depth-v.low)*scale, 0), 1)
		o.Custom0 = number
	}
	b.front(m.Indices, uint32(base))
}

// behind marks a vertex in front of the near plane; its triangles are left out.
const behind = -1

// front adds the triangles that face the viewer.
func (b *batch) front(indices []uint32, base uint32) {
	for t := 0; t+2 < len(indices); t += 3 {
		i, j, k := base+indices[t], base+indices[t+1], base+indices[t+2]
		p, q, r := &b.vertices[i], &b.vertices[j], &b.vertices[k]
		turn := (q.DstX-p.DstX)*(r.DstY-p.DstY) - (q.DstY-p.DstY)*(r.DstX-p.DstX)
		if turn < 0 && p.ColorA != behind && q.ColorA != behind && r.ColorA != behind { // rows run down
			b.indices = append(b.indices, i, j, k)
		}
	}
}

// sheet returns the vertices of a mesh with all that stays the same.
func (p *Shader) sheet(m *geom.Mesh) []ebiten.Vertex {
	if s, ok := p.sheets[m]; ok {
		return s
	}
	s := make([]ebiten.Vertex, len(m.Positions))
	for i := range s {
		if len(m.Normals) == len(s) {
			n := m.Normals[i]
			s[i].ColorR, s[i].ColorG, s[i].ColorB = n.X, n.Y, n.Z
		}
		s[i].Custom1 = -1
		if len(m.Fibres) == len(s) {
			s[i].Custom1, s[i].Custom2 = m.Fibres[i][0], m.Fibres[i][1]
		}
	}
	p.sheets[m] = s
	return s
}
