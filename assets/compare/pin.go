package compare

import (
	"image"
	"image/color"
	"image/draw"
	"strconv"

	"bodymap/render"
	"bodymap/render/geom"
)

// Pin marks a landmark where each body has it: ours red, the reference's blue, on
// both halves of a picture and through whatever lies in front.
type Pin struct {
	Number       int
	Ours, Theirs geom.Vec3 // metres
}

// Pins numbers landmarks from 1 in their order.
func (l Landmarks) Pins() []Pin {
	at := func(p [3]float64) geom.Vec3 {
		return geom.Vec3{X: float32(p[0]), Y: float32(p[1]), Z: float32(p[2])}.Mul(0.001)
	}
	out := make([]Pin, len(l.Rows))
	for i, r := range l.Rows {
		out[i] = Pin{i + 1, at(r.Ours), at(r.Theirs)}
	}
	return out
}

// pins draws pins over a picture.
func (a *Artist) pins(img *image.RGBA, pins []Pin, cam render.Camera) error {
	size := img.Rect.Size()
	ours, theirs := color.RGBA{0xc8, 0x10, 0x10, 255}, color.RGBA{0x10, 0x40, 0xd0, 255}
	for _, p := range pins {
		for _, mark := range []struct {
			at  geom.Vec3
			ink color.RGBA
		}{{p.Theirs, theirs}, {p.Ours, ours}} {
			x, y, depth := cam.Project(mark.at, float32(size.X), float32(size.Y))
			if depth <= 0 {
				continue
			}
			at := image.Pt(int(x), int(y)).Add(img.Rect.Min)
			cross(img, at, 2, color.RGBA{255, 255, 255, 255})
			cross(img, at, 1, mark.ink)
			if mark.ink == ours {
				if err := a.painter.Caption(img, strconv.Itoa(p.Number), float32(at.X+5), float32(at.Y-14), 11, mark.ink); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// cross draws an upright cross with arms so thick, in pixels.
func cross(img *image.RGBA, at image.Point, thick int, ink color.RGBA) {
	const arm = 5
	for _, r := range []image.Rectangle{
		{at.Sub(image.Pt(arm+thick-1, thick-1)), at.Add(image.Pt(arm+thick, thick))},
		{at.Sub(image.Pt(thick-1, arm+thick-1)), at.Add(image.Pt(thick, arm+thick))},
	} {
		draw.Draw(img, r.Intersect(img.Rect), image.NewUniform(ink), image.Point{}, draw.Src)
	}
}
