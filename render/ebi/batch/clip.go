package batch

import "bodymap/render/geom"

// clipped adds the part of a triangle that lies beyond the near plane.
func (k *maker) clipped(l *Layer, p *part, corner []uint32) {
	v := &k.view
	if p.bare && !p.touched(corner) {
		return
	}
	var in [3]seen
	for n, i := range corner {
		d := p.mesh.Positions[i].Sub(v.Eye)
		in[n].at = geom.Vec3{X: d.Dot(v.Right), Y: d.Dot(v.Up), Z: d.Dot(v.Forward)}
		p.dress(&in[n].look, i)
	}
	out := make([]seen, 0, 4)
	for n := range in {
		a, b := &in[n], &in[(n+1)%3]
		if a.at.Z >= v.Near {
			out = append(out, *a)
		}
		if (a.at.Z >= v.Near) != (b.at.Z >= v.Near) {
			out = append(out, a.toward(b, (v.Near-a.at.Z)/(b.at.Z-a.at.Z)))
		}
	}
	first := uint32(len(l.Vertices))
	for n := range out {
		l.Vertices = append(l.Vertices, k.vertex(&out[n], p.lift))
	}
	for n := uint32(2); n < uint32(len(out)); n++ {
		a, b, c := &l.Vertices[first], &l.Vertices[first+n-1], &l.Vertices[first+n]
		if (b.DstX-a.DstX)*(c.DstY-a.DstY)-(b.DstY-a.DstY)*(c.DstX-a.DstX) < 0 {
			l.Indices = append(l.Indices, first, first+n-1, first+n)
		}
	}
}

// seen is a vertex along the camera's axes.
type seen struct {
	at   geom.Vec3
	look Vertex // without its place
}

// toward returns the vertex a share t of the way to another.
func (s *seen) toward(to *seen, t float32) seen {
	mix := func(a, b float32) float32 { return a + (b-a)*t }
	a, b := &s.look, &to.look
	return seen{at: s.at.Add(to.at.Sub(s.at).Mul(t)), look: Vertex{
		ColorR: mix(a.ColorR, b.ColorR), ColorG: mix(a.ColorG, b.ColorG), ColorB: mix(a.ColorB, b.ColorB),
		Custom0: mix(a.Custom0, b.Custom0), Custom1: mix(a.Custom1, b.Custom1),
		Custom2: mix(a.Custom2, b.Custom2), Custom3: mix(a.Custom3, b.Custom3),
	}}
}

// vertex places a vertex on the screen.
func (k *maker) vertex(s *seen, lift float32) Vertex {
	v := &k.view
	z := max(s.at.Z, v.Near)
	o := s.look
	o.DstX, o.DstY = v.W/2+s.at.X*v.Focal/z, v.H/2-s.at.Y*v.Focal/z
	o.ColorA = lifted(z, lift, v.Near)
	return o
}
