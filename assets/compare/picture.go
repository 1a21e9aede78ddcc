package compare

import (
	"fmt"
	"image"
	"image/draw"
	"math"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/render"
	"bodymap/render/geom"
	"bodymap/render/soft"
	"bodymap/render/soft/annot"
)

// views are the directions from which pictures are taken.
var views = [...]struct {
	name       string
	yaw, pitch float32 // degrees
}{
	{"anterior", 0, 0}, {"posterior", 180, 0}, {"right", 270, 0}, {"left", 90, 0}, {"superior", 0, 90}, {"inferior", 0, -90},
}

// camera returns a distant camera, so that sizes hardly change with depth.
func camera(view string) (render.Camera, error) {
	for _, v := range views {
		if v.name == view {
			return render.Camera{Yaw: v.yaw * math.Pi / 180, Pitch: v.pitch * math.Pi / 180, FOV: 10 * math.Pi / 180}, nil
		}
	}
	return render.Camera{}, fmt.Errorf("view %q, expected anterior, posterior, right, left, superior or inferior", view)
}

// Pair is a set of structures of ours and what the reference has for them, with
// places to be marked on both.
type Pair struct {
	Ours, Theirs []assets.Structure
	Pins         []Pin
}

// Choose returns what both bodies have of a choice.
func Choose(ours, reference *assets.Atlas, o Options) Pair {
	return Pair{Ours: chosen(ours, o.Only, o.Side), Theirs: chosen(reference, o.Only, o.Side)}
}

// bounds is the box around both.
func (p Pair) bounds() geom.Box {
	box := geom.NoBox()
	for _, s := range append(append([]assets.Structure{}, p.Ours...), p.Theirs...) {
		box = box.Join(s.Mesh.Bounds)
	}
	return box
}

// Artist draws pictures. It keeps its buffers; not for concurrent use.
type Artist struct {
	renderer *soft.Renderer
	painter  *annot.Painter
}

// NewArtist returns an artist.
func NewArtist() (*Artist, error) {
	p, err := annot.New()
	if err != nil {
		return nil, err
	}
	return &Artist{soft.New(), p}, nil
}

// Picture draws ours on the left and the reference on the right, each w by h
// pixels, at the same scale from the same place, framed by the box or, where that
// is empty, by what is drawn.
func (a *Artist) Picture(p Pair, view, title string, box geom.Box, w, h int) (*image.RGBA, error) {
	cam, err := camera(view)
	if err != nil {
		return nil, err
	}
	if box.Empty() {
		box = p.bounds()
	}
	cam = cam.Fit(box, float32(w), float32(h))
	out := image.NewRGBA(image.Rect(0, 0, 2*w, h))
	for i, side := range [...]struct {
		name string
		list []assets.Structure
	}{{"ours", p.Ours}, {"reference", p.Theirs}} {
		img := a.renderer.Draw(scene(side.list, cam), w, h, soft.Print())
		half := out.SubImage(image.Rect(i*w, 0, (i+1)*w, h)).(*image.RGBA)
		draw.Draw(half, half.Rect, img, image.Point{}, draw.Src)
		if err := a.pins(half, p.Pins, cam); err != nil {
			return nil, err
		}
		caption := fmt.Sprintf("%s: %s, %s", side.name, title, view)
		if err := a.painter.Caption(half, caption, float32(i*w+6), 5, 12, render.Light.Outline); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func scene(list []assets.Structure, cam render.Camera) *render.Scene {
	s := &render.Scene{Camera: cam, Theme: render.Light, Hover: -1, Skin: render.SkinSolid}
	for _, st := range list {
		s.Structures = append(s.Structures, render.Structure{
			ID: string(st.ID), Side: string(st.Side), Name: st.Name, Tissue: tissue(st.System), Mesh: st.Mesh, Show: render.Solid,
		})
	}
	return s
}

func tissue(s anatomy.System) render.Tissue {
	switch s {
	case anatomy.SystemMuscle:
		return render.Muscle
	case anatomy.SystemNerve:
		return render.Nerve
	case anatomy.SystemLigament:
		return render.Ligament
	case anatomy.SystemFascia:
		return render.Fascia
	case anatomy.SystemTendon:
		return render.Tendon
	case anatomy.SystemCartilage:
		return render.Cartilage
	case anatomy.SystemTooth:
		return render.Tooth
	case anatomy.SystemSkin:
		return render.Skin
	}
	return render.Bone
}
