package compare

import (
	"strings"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/render/geom"
)

// region is a part of the body as a sheet shows it: a box in millimetres, x to the
// body's left, y up, z to the front. One of a limb shows the right limb.
type region struct {
	name      string
	low, high [3]float32
	limb      bool
	views     []string
	height    int // of a picture, pixels; 0 is rowHeight
}

// regions lists the sheets from head to foot.
func regions() []region {
	front, sides := []string{"anterior", "posterior"}, []string{"anterior", "posterior", "right"}
	return []region{
		{name: "whole", low: [3]float32{-380, -5, -30}, high: [3]float32{380, 1725, 250}, views: sides, height: 900},
		{name: "head", low: [3]float32{-100, 1490, -40}, high: [3]float32{100, 1725, 190}, views: sides},
		{name: "skull-base", low: [3]float32{-90, 1490, -40}, high: [3]float32{90, 1725, 190}, views: []string{"inferior", "superior"}},
		{name: "neck", low: [3]float32{-110, 1390, -20}, high: [3]float32{110, 1590, 160}, views: sides},
		{name: "thorax", low: [3]float32{-180, 1080, -30}, high: [3]float32{180, 1450, 210}, views: []string{"anterior", "right"}},
		{name: "back", low: [3]float32{-190, 900, -30}, high: [3]float32{190, 1600, 160}, views: []string{"posterior"}},
		{name: "abdomen", low: [3]float32{-180, 860, -10}, high: [3]float32{180, 1230, 210}, views: []string{"anterior", "right"}},
		{name: "spine", low: [3]float32{-75, 835, -20}, high: [3]float32{75, 1590, 130}, views: sides},
		{name: "shoulder", low: [3]float32{-270, 1220, -20}, high: [3]float32{-10, 1470, 170}, limb: true, views: sides},
		{name: "arm", low: [3]float32{-290, 1090, 0}, high: [3]float32{-120, 1450, 160}, limb: true, views: sides},
		{name: "forearm", low: [3]float32{-330, 850, 20}, high: [3]float32{-160, 1170, 180}, limb: true, views: append(front, "left")},
		{name: "hand", low: [3]float32{-350, 715, 80}, high: [3]float32{-195, 900, 215}, limb: true, views: []string{"anterior", "posterior", "right", "left"}},
		{name: "pelvis", low: [3]float32{-195, 780, -30}, high: [3]float32{195, 1060, 170}, views: sides},
		{name: "thigh", low: [3]float32{-200, 420, -20}, high: [3]float32{-5, 980, 180}, limb: true, views: append(sides, "left")},
		{name: "knee", low: [3]float32{-150, 380, -10}, high: [3]float32{-20, 560, 140}, limb: true, views: append(sides, "left")},
		{name: "leg", low: [3]float32{-160, 50, 0}, high: [3]float32{-20, 490, 150}, limb: true, views: append(sides, "left")},
		{name: "foot", low: [3]float32{-195, -5, 0}, high: [3]float32{-20, 140, 255}, limb: true, views: []string{"superior", "inferior", "right", "left"}},
	}
}

// box returns the region in metres.
func (r region) box() geom.Box {
	v := func(p [3]float32) geom.Vec3 { return geom.Vec3{X: p[0], Y: p[1], Z: p[2]}.Mul(0.001) }
	return geom.Box{Min: v(r.low), Max: v(r.high)}
}

// members lists the structures that belong on the region's sheet, by id: those
// of which a good part (of a bone, some) lies there on either body, so that both
// show the same. The skin always does.
func (r region) members(bodies ...*assets.Atlas) map[anatomy.ID]bool {
	const points = 60
	out := map[anatomy.ID]bool{}
	box := r.box()
	for _, a := range bodies {
		for _, s := range a.Structures {
			if out[s.ID] {
				continue
			}
			in := 0
			for _, p := range samples(s.Mesh, points) {
				if box.Contains(p) {
					in++
				}
			}
			share := 0.35
			if isHard(s) {
				share = 0.12
			}
			if float64(in) >= share*points || s.System == anatomy.SystemSkin {
				out[s.ID] = true
			}
		}
	}
	return out
}

// cut returns the part of a mesh near the region: the skin of the rest of the body
// would stand in the way of a limb.
func (r region) cut(m *geom.Mesh) *geom.Mesh {
	const margin = 0.015 // metres beyond the frame
	box := r.box().Grow(margin)
	out := &geom.Mesh{Positions: m.Positions, Normals: m.Normals, Fibres: m.Fibres}
	for i := 0; i+2 < len(m.Indices); i += 3 {
		a, b, c := m.Triangle(i / 3)
		if box.Contains(a) || box.Contains(b) || box.Contains(c) {
			out.Indices = append(out.Indices, m.Indices[i:i+3]...)
		}
	}
	out.SetBounds()
	return out
}

// layer is what is drawn together, from the bones outwards.
type layer struct {
	name  string
	holds func(facts *anatomy.Facts, s assets.Structure) bool
}

// hardLayers and softLayers are the rows of a region's two sheets.
func hardLayers() []layer {
	return []layer{
		{"bones", func(_ *anatomy.Facts, s assets.Structure) bool { return isHard(s) }},
		{"ligaments, nerves", func(_ *anatomy.Facts, s assets.Structure) bool {
			return isHard(s) || s.System == anatomy.SystemLigament || s.System == anatomy.SystemNerve
		}},
		{"skin", func(_ *anatomy.Facts, s assets.Structure) bool { return s.System == anatomy.SystemSkin }},
	}
}

func softLayers() []layer {
	upTo := func(outermost int) func(*anatomy.Facts, assets.Structure) bool {
		return func(facts *anatomy.Facts, s assets.Structure) bool {
			return isHard(s) || s.System == anatomy.SystemMuscle && depthOf(facts, s.ID) <= outermost ||
				outermost == 2 && (s.System == anatomy.SystemTendon || s.System == anatomy.SystemFascia)
		}
	}
	return []layer{{"deep muscles", upTo(0)}, {"intermediate muscles", upTo(1)}, {"superficial muscles", upTo(2)}}
}

func isHard(s assets.Structure) bool {
	return s.System == anatomy.SystemBone || s.System == anatomy.SystemCartilage || s.System == anatomy.SystemTooth
}

// depthOf is 0 for deep muscles, 1 for intermediate, 2 for superficial ones. A
// muscle without a record goes by what its name begins with, else with the
// superficial ones.
func depthOf(facts *anatomy.Facts, id anatomy.ID) int {
	m := facts.Muscles[id]
	if m == nil {
		for _, whole := range facts.IDs(anatomy.KindMuscle) {
			if strings.HasPrefix(string(id), string(whole)+"-") {
				m = facts.Muscles[whole]
			}
		}
	}
	switch {
	case m == nil:
		return 2
	case m.Layer == anatomy.Deep:
		return 0
	case m.Layer == anatomy.Intermediate:
		return 1
	}
	return 2
}
