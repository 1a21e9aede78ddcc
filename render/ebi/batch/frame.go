package batch

import (
	"math"

	"bodymap/render"
	"bodymap/render/geom"
)

// MaxStructures is how many structures of a scene are drawn: as many as a surface
// can tell apart. No atlas has half of them.
const MaxStructures = 1<<12 - 1

// Frame is what one picture of a scene is made of. The zero Frame is ready; it
// keeps its memory from picture to picture.
type Frame struct {
	View   View
	Solid  Layer
	Ghosts Layer
	Skin   Layer // translucent, or painted
	Grain  bool  // some solid structure has fibres or knows how open it is
	maker  maker
}

// Gather fills the layers with what a picture of w by h samples shows of a scene;
// coarse, with the coarse level of each structure that has one.
func (f *Frame) Gather(s *render.Scene, w, h int, coarse bool) {
	f.maker.view = newView(s.Camera, w, h)
	f.Solid.reset()
	f.Ghosts.reset()
	f.Grain = false
	for i := range min(len(s.Structures), MaxStructures) {
		st := &s.Structures[i]
		if st.Mesh == nil || st.Show == render.Hidden {
			continue
		}
		p := part{mesh: level(st, coarse), number: float32(i + 1), lift: liftOf(s, st)}
		switch {
		case s.Opaque(st):
			f.maker.add(&f.Solid, &p)
			f.Grain = f.Grain || p.mesh.Fibres != nil || p.mesh.Occlusion != nil
		case st.Tissue != render.Skin && st.Show == render.Ghost:
			f.maker.add(&f.Ghosts, &p)
		}
	}
	f.gatherSkin(s, coarse)
	low, high := f.Solid.depths(math.MaxFloat32, 0)
	low, high = f.Ghosts.depths(low, high)
	low, high = f.Skin.depths(low, high)
	f.View = f.maker.view
	f.View.Low, f.View.High = min(low, high*0.999), high
	f.Solid.share(&f.View)
	f.Ghosts.share(&f.View)
	f.Skin.share(&f.View)
}

// level returns the mesh of a structure to draw.
func level(st *render.Structure, coarse bool) *geom.Mesh {
	if coarse && st.Coarse != nil {
		return st.Coarse
	}
	return st.Mesh
}

// Repaint fills the skin's layer again, for a scene that differs from the one
// gathered in its paint only.
func (f *Frame) Repaint(s *render.Scene, coarse bool) {
	f.gatherSkin(s, coarse)
	f.Skin.share(&f.View)
}

// gatherSkin fills the skin's layer: all of it where it is translucent, else the
// painted triangles.
func (f *Frame) gatherSkin(s *render.Scene, coarse bool) {
	f.Skin.reset()
	for i := range s.Structures {
		st := &s.Structures[i]
		painted := s.Paint != nil && s.Paint.Skin == i
		xray := s.SkinModeOf(st) == render.SkinXray
		if st.Mesh == nil || st.Tissue != render.Skin || !painted && !xray {
			continue
		}
		p := part{mesh: level(st, coarse), skin: true, bare: !xray}
		if painted {
			p.paint = distances(s.Paint, len(p.mesh.Positions))
		}
		f.maker.add(&f.Skin, &p)
	}
}

// distances returns those of the zones that tell of n vertices.
func distances(zones *render.Paint, n int) [3][]float32 {
	all := [3][]float32{zones.Primary, zones.Spillover, zones.Related}
	for k, d := range all {
		if len(d) < n {
			all[k] = nil
		}
	}
	return all
}
