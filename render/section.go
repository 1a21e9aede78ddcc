package render

import (
	"cmp"
	"image/color"
	"slices"

	"bodymap/render/geom"
)

// Cutter cuts scenes by a plane. The shapes that it cuts become others, closed
// by the face of the cut, so that whatever draws scenes draws sections too. It
// keeps what it cut until the plane is another. Not for concurrent use.
type Cutter struct {
	plane geom.Plane
	cuts  map[*geom.Mesh]*cutShape
}

// cutShape is a cut mesh with its face, once that is needed.
type cutShape struct {
	*geom.Cut
	face, rim *geom.Mesh
}

// How faces are laid, in metres: rims in the plane, faces a little behind them,
// each a hair farther than the one before, so that where shapes overlap in one
// another the first is seen; what fills the skin lies behind all others.
const (
	faceDepth = 0.0003
	faceStep  = 0.00002
	maxSteps  = 80 // large shapes hardly overlap each other
	fatDepth  = 0.0025
	fineRim   = 0.0005 // between structures
	cortex    = 0.0016 // of bone
	skinRim   = 0.0018
	fibreEnds = 0.0042 // between the dots on muscle
	fibreEnd  = 0.0006
)

// dotShade is how open to light the dots on muscle are, of 255.
const dotShade = 40

// Cut cuts the scene by a plane: what lies in front of it goes, and every closed
// shape that it passes through shows its cut surface. Each surface is a structure
// of its own that stands for the one that was cut (see [Structure.Cap]).
func (c *Cutter) Cut(s *Scene, plane geom.Plane) {
	if c.cuts == nil || c.plane != plane {
		c.plane, c.cuts = plane, map[*geom.Mesh]*cutShape{}
	}
	s.Cut = &plane
	s.Structures = slices.Clone(s.Structures)
	for k, i := range c.crossed(s) {
		c.cutOne(s, i, faceDepth+float32(min(k, maxSteps))*faceStep)
	}
}

// crossed takes away what lies in front of the plane, and lists what it passes
// through: small shapes first, so that they are seen where large ones overlap them.
func (c *Cutter) crossed(s *Scene) []int {
	var list []int
	for i := range s.Structures {
		st := &s.Structures[i]
		if st.Mesh == nil || st.Show == Hidden && (s.Paint == nil || s.Paint.Skin != i) {
			continue
		}
		least, most := c.plane.Span(st.Mesh.Bounds)
		switch {
		case most <= 0:
		case least >= 0:
			st.Show, st.Mesh, st.Coarse = Hidden, nil, nil
		default:
			list = append(list, i)
		}
	}
	volume := func(i int) float32 {
		size := s.Structures[i].Mesh.Bounds.Size()
		return size.X * size.Y * size.Z
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(volume(a), volume(b)) })
	return list
}

// cutOne cuts a structure, and adds its cut surface sunk by so many metres.
func (c *Cutter) cutOne(s *Scene, i int, sunk float32) {
	st := &s.Structures[i]
	shape := c.cuts[st.Mesh]
	if shape == nil {
		shape = &cutShape{Cut: geom.CutMesh(st.Mesh, c.plane)}
		c.cuts[st.Mesh] = shape
	}
	if s.Paint != nil && s.Paint.Skin == i {
		s.Paint = carried(s.Paint, shape.Cut, len(st.Mesh.Positions))
	}
	st.Whole, st.Mesh, st.Coarse = st.Mesh, shape.Kept, nil
	own := s.Theme.Colour(st)
	face, rim, width := blend(own, white, 0.26), blend(own, black, 0.42), float32(fineRim)
	switch {
	case st.Tissue == Skin && s.SkinModeOf(st) == SkinOff, st.Tissue != Skin && st.Show != Solid:
		return
	case st.Tissue == Skin:
		face, rim, width, sunk = s.Theme.Fat(), blend(own, black, 0.12), skinRim, fatDepth
	case st.Tissue == Bone || st.Tissue == Tooth:
		face, rim, width = blend(own, marrow, 0.48), blend(own, white, 0.25), cortex
	}
	if shape.face == nil {
		shape.face, shape.rim = shape.Face(sunk), shape.Rim(width, 0)
		if st.Tissue == Muscle {
			shape.face = stippled(shape.face, shape.Stipple(fibreEnds, fibreEnd, sunk-faceStep/2))
		}
	}
	if st.Tissue != Skin || s.Skin == SkinSolid {
		st.sunk = sunk
		s.addCap(i, st.Tissue, shape.face, face, st.Mark)
	}
	s.addCap(i, Fascia, shape.rim, rim, Plain)
}

// stippled joins a face with dots that are dark as the mouths of holes are: of
// one structure with it, so that no outline runs round them.
func stippled(face, dots *geom.Mesh) *geom.Mesh {
	first := uint32(len(face.Positions))
	face.Occlusion = slices.Repeat([]uint8{255}, len(face.Positions))
	face.Occlusion = append(face.Occlusion, slices.Repeat([]uint8{dotShade}, len(dots.Positions))...)
	face.Positions, face.Normals = append(face.Positions, dots.Positions...), append(face.Normals, dots.Normals...)
	for _, i := range dots.Indices {
		face.Indices = append(face.Indices, first+i)
	}
	return face
}

// addCap adds a cut surface of structure i that takes the light as a tissue.
func (s *Scene) addCap(i int, tissue Tissue, m *geom.Mesh, tint color.RGBA, mark Mark) {
	if len(m.Indices) == 0 {
		return
	}
	if tissue == Skin { // which has modes of its own
		tissue = Fascia
	}
	st := s.Structures[i]
	s.Structures = append(s.Structures, Structure{
		ID: st.ID, Side: st.Side, Name: st.Name, Tissue: tissue, Mesh: m, Show: Solid, Mark: mark, Tint: tint, Cap: i + 1,
	})
}

// Hovers reports whether structure i is set off where the pointer is over another:
// itself, or the face that is cut through it.
func (s *Scene) Hovers(i, hover int) bool {
	st := &s.Structures[i]
	return i == hover || st.Cap > 0 && st.Cap-1 == hover && st.Tissue != Fascia
}

// Owner returns the structure that a structure of the scene stands for: itself, or
// the one whose cut surface it is. It returns -1 for -1.
func (s *Scene) Owner(i int) int {
	if i >= 0 && i < len(s.Structures) && s.Structures[i].Cap > 0 {
		return s.Structures[i].Cap - 1
	}
	return i
}

// carried returns the paint of a skin for what is left of it.
func carried(p *Paint, cut *geom.Cut, vertices int) *Paint {
	carry := func(values []float32) []float32 {
		if len(values) != vertices {
			return nil
		}
		return cut.Carry(values)
	}
	return &Paint{Skin: p.Skin, Primary: carry(p.Primary), Spillover: carry(p.Spillover), Related: carry(p.Related)}
}

var (
	white  = color.RGBA{255, 255, 255, 255}
	black  = color.RGBA{0, 0, 0, 255}
	marrow = color.RGBA{0xc4, 0x8a, 0x6a, 255} // spongy bone with what fills it
)

// Fat is the colour of what fills the skin.
func (t *Theme) Fat() color.RGBA {
	return blend(blend(t.Tissue[Skin], t.Tissue[Nerve], 0.26), t.Tissue[Bone], 0.5)
}

// blend returns a colour moved a share t of the way to another.
func blend(a, b color.RGBA, t float32) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8(float32(x) + (float32(y)-float32(x))*t + 0.5) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// hidesCut returns an occluder that hides what was cut away, too: its marks are
// dimmed, as those behind the body are.
func (s *Scene) hidesCut(hides Occluder) Occluder {
	if s.Cut == nil {
		return hides
	}
	return func(at geom.Vec3) bool { return s.Cut.Before(at) > surfaceTolerance || hides(at) }
}
