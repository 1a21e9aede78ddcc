package batch

import (
	"bodymap/render"
	"bodymap/render/geom"
)

// View is the camera of one picture, in samples.
type View struct {
	render.Basis
	W, H      float32
	Focal     float32 // samples that a metre spans at one metre
	Low, High float32 // range of 1/z of what is shown, 1/metres

	sides   [4]side
	forward geom.Vec3 // Forward's components without their signs
}

// newView returns the view of a camera in a picture of w by h samples, yet
// without the range of depth.
func newView(c render.Camera, w, h int) View {
	v := View{Basis: c.Basis(), W: float32(w), H: float32(h)}
	v.Focal = v.Basis.Focal(v.H)
	v.forward = unsigned(v.Forward)
	wide, high := v.Forward.Mul(v.W/2/v.Focal), v.Forward.Mul(v.H/2/v.Focal)
	v.sides = [4]side{
		newSide(wide.Add(v.Right)), newSide(wide.Sub(v.Right)), newSide(high.Add(v.Up)), newSide(high.Sub(v.Up)),
	}
	return v
}

// liftOf returns how many metres nearer a structure counts than it is.
func liftOf(s *render.Scene, st *render.Structure) float32 {
	if st.Tissue == render.Skin && s.Opaque(st) {
		return render.SkinLift
	}
	return 0
}

// reach is where a box lies as the camera sees it.
type reach struct {
	near, far float32 // along Forward, metres
	visible   bool    // some of it may be in the picture
	whole     bool    // all of it is
}

// reach returns where a box lies, from its middle and half its extent.
func (v *View) reach(b geom.Box) reach {
	at, half := b.Centre().Sub(v.Eye), b.Size().Mul(0.5)
	z, dz := at.Dot(v.Forward), half.Dot(v.forward)
	r := reach{near: z - dz, far: z + dz}
	r.visible, r.whole = r.far > v.Near, r.near > v.Near
	for i := range v.sides {
		s := &v.sides[i]
		d, reach := at.Dot(s.normal), half.Dot(s.extent)
		r.visible = r.visible && d > -reach
		r.whole = r.whole && d >= reach
	}
	return r
}

// side is a plane through the eye and a side of the picture.
type side struct {
	normal geom.Vec3 // inward
	extent geom.Vec3 // its components without their signs
}

func newSide(normal geom.Vec3) side { return side{normal, unsigned(normal)} }

func unsigned(v geom.Vec3) geom.Vec3 { return v.Max(v.Mul(-1)) }
