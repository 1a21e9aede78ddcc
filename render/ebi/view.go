package ebi

import (
	"image/color"
	"math"

	"bodymap/render"
	"bodymap/render/geom"
)

// view is the camera of one picture, in samples.
type view struct {
	render.Basis
	w, h      float32
	focal     float32 // samples that a metre spans at one metre
	low, high float32 // range of 1/z of what is shown, 1/metres
}

func newView(s *render.Scene, w, h int) view {
	v := view{Basis: s.Camera.Basis(), w: float32(w), h: float32(h)}
	v.focal = v.Focal(v.h)
	near, far := float32(math.MaxFloat32), float32(0)
	for i := range s.Structures {
		st := &s.Structures[i]
		if st.Mesh == nil || st.Show == render.Hidden {
			continue
		}
		a, b, visible := v.reach(st.Mesh.Bounds)
		if visible {
			near, far = min(near, a), max(far, b)
		}
	}
	near = max(near, v.Near)
	v.high = 1 / near
	v.low = 1 / max(far, near*1.01)
	return v
}

// reach returns how near and how far a box is along Forward, and whether any of
// it may be in the picture.
func (v *view) reach(b geom.Box) (near, far float32, visible bool) {
	near = math.MaxFloat32
	tx, ty := v.w/2/v.focal, v.h/2/v.focal
	var left, right, above, below int
	for _, p := range b.Corners() {
		d := p.Sub(v.Eye)
		x, y, z := d.Dot(v.Right), d.Dot(v.Up), d.Dot(v.Forward)
		near, far = min(near, z), max(far, z)
		left += one(x < -tx*z)
		right += one(x > tx*z)
		above += one(y > ty*z)
		below += one(y < -ty*z)
	}
	return near, far, far > v.Near && max(left, right, above, below) < 8
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// uniforms returns what every shader may ask of the view.
func (v *view) uniforms() map[string]any {
	dx, dy := v.Right.Mul(1/v.focal), v.Up.Mul(-1/v.focal)
	return map[string]any{
		"Depth": []float32{v.low, v.high}, "Focal": v.focal, "Size": []float32{v.w, v.h},
		"Right": floats(v.Right), "Up": floats(v.Up), "Forward": floats(v.Forward), "Eye": floats(v.Eye),
		"D0": floats(v.Forward.Sub(dx.Mul(v.w / 2)).Sub(dy.Mul(v.h / 2))), "DX": floats(dx), "DY": floats(dy),
	}
}

// light adds what shading asks: lights that stand with the viewer, and colours.
func light(u map[string]any, v *view, s *render.Scene) {
	toward := v.Forward.Mul(-1)
	key := toward.Mul(0.74).Add(v.Right.Mul(-0.42)).Add(v.Up.Mul(0.55)).Unit()
	u["Key"], u["Half"] = floats(key), floats(key.Add(toward).Unit())
	u["Fill"] = floats(toward.Mul(0.5).Add(v.Right.Mul(0.85)).Add(v.Up.Mul(-0.1)).Unit())
	theme := &s.Theme
	var tendon []float32 // as light
	for _, c := range colour(theme.Tissue[render.Tendon]) {
		tendon = append(tendon, float32(math.Pow(float64(c), 2.2))*0.84)
	}
	u["Tendon"] = tendon
	u["Paper"], u["Edge"] = colour(theme.Paper[0]), colour(theme.Paper[1])
	u["Level1"], u["Level4"] = colour(theme.Level[0]), colour(theme.Level[3])
	ink, warm := colour(theme.Outline), colour(theme.Selected)
	var lines []float32
	for _, c := range [][]float32{{0, 0, 0}, colour(theme.Level[2]), colour(theme.Level[0]), mix(ink, warm, 0.30), mix(ink, warm, 0.40)} {
		lines = append(lines, c[0], c[1], c[2], 1)
	}
	u["Lines"] = lines
	veil := append(colour(theme.Tissue[render.Skin]), 0)
	if s.Skin == render.SkinXray {
		veil[3] = theme.SkinAlpha
	}
	u["Veil"] = veil
}

func floats(v geom.Vec3) []float32 { return []float32{v.X, v.Y, v.Z} }

func colour(c color.RGBA) []float32 {
	return []float32{float32(c.R) / 255, float32(c.G) / 255, float32(c.B) / 255}
}

func mix(a, b []float32, t float32) []float32 {
	return []float32{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t, a[2] + (b[2]-a[2])*t}
}
