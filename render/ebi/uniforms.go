package ebi

import (
	"image/color"
	"math"

	"bodymap/render"
	"bodymap/render/ebi/batch"
	"bodymap/render/geom"
)

// viewUniforms returns what every shader may ask of the view.
func viewUniforms(v *batch.View) map[string]any {
	dx, dy := v.Right.Mul(1/v.Focal), v.Up.Mul(-1/v.Focal)
	return map[string]any{
		"Depth": []float32{v.Low, v.High}, "Focal": v.Focal, "Size": []float32{v.W, v.H},
		"Right": floats(v.Right), "Up": floats(v.Up), "Forward": floats(v.Forward), "Eye": floats(v.Eye),
		"D0": floats(v.Forward.Sub(dx.Mul(v.W / 2)).Sub(dy.Mul(v.H / 2))), "DX": floats(dx), "DY": floats(dy),
	}
}

// light adds what shading asks: lights that stand with the viewer, and colours.
func light(u map[string]any, v *batch.View, s *render.Scene) {
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
	u["Veil"] = []float32{0, 0, 0, 0}
	for i := range s.Structures {
		st := &s.Structures[i]
		if st.Tissue == render.Skin && s.SkinModeOf(st) == render.SkinXray {
			u["Veil"] = append(colour(albedo(s, i)), theme.SkinAlpha)
		}
	}
}

func floats(v geom.Vec3) []float32 { return []float32{v.X, v.Y, v.Z} }

func colour(c color.RGBA) []float32 {
	return []float32{float32(c.R) / 255, float32(c.G) / 255, float32(c.B) / 255}
}

func mix(a, b []float32, t float32) []float32 {
	return []float32{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t, a[2] + (b[2]-a[2])*t}
}
