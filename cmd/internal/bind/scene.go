package bind

import (
	"slices"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/geom"
)

// Scene returns what a state looks like.
func (m *Map) Scene(s app.State) *render.Scene {
	scene := &render.Scene{
		Structures: make([]render.Structure, len(m.atlas.Structures)),
		Camera:     m.Camera(s), Theme: m.theme, Hover: -1, Skin: skinModes[s.Skin],
	}
	for i, st := range m.atlas.Structures {
		scene.Structures[i] = render.Structure{
			ID: string(st.ID), Side: string(st.Side), Name: st.Name, Tissue: tissues[st.System], Mesh: st.Mesh,
			Coarse: coarsest(&m.atlas.Structures[i]), Show: m.show(s, i),
		}
	}
	m.mark(s, scene)
	scene.Paint = m.paint(s)
	scene.Markers = append(m.markers(s), m.keys(s)...)
	scene.Paths = m.paths(s)
	m.chart(s, scene)
	if s.Section.Axis != "" {
		m.cutter.Cut(scene, s.Section.Plane())
	}
	return scene
}

var skinModes = map[app.SkinMode]render.SkinMode{
	app.SkinOff: render.SkinOff, app.SkinXray: render.SkinXray, app.SkinSolid: render.SkinSolid,
}

var tissues = map[anatomy.System]render.Tissue{
	anatomy.SystemMuscle: render.Muscle, anatomy.SystemBone: render.Bone, anatomy.SystemNerve: render.Nerve,
	anatomy.SystemLigament: render.Ligament, anatomy.SystemFascia: render.Fascia, anatomy.SystemTendon: render.Tendon,
	anatomy.SystemCartilage: render.Cartilage, anatomy.SystemTooth: render.Tooth, anatomy.SystemSkin: render.Skin,
}

// show says how structure i takes part, before marks.
func (m *Map) show(s app.State, i int) render.Show {
	st := m.atlas.Structures[i]
	if slices.Contains(s.Hidden, app.StructureRef{ID: st.ID, Side: st.Side}) {
		return render.Hidden
	}
	soft := st.System != anatomy.SystemBone && st.System != anatomy.SystemCartilage &&
		st.System != anatomy.SystemTooth && st.System != anatomy.SystemSkin
	chosen := s.Selection.Kind != ""
	switch {
	case m.isOwn(s.Selection, i):
		return render.Solid
	case soft && m.depth(i) < s.Depth, st.System == anatomy.SystemNerve && !m.showsNerve(s, st.ID):
		return render.Hidden
	case s.Isolate && soft && !slices.Contains(m.kinOf(s.Selection), i):
		return render.Hidden
	case s.Ghost && chosen && st.System != anatomy.SystemSkin:
		if slices.Contains(m.kinOf(s.Selection), i) {
			return render.Solid
		}
		return render.Ghost
	case slices.Contains(m.inTheWay(s.Selection, s.View), i):
		if m.arms[i] {
			return render.Ghost
		}
		return render.Hidden
	}
	return render.Solid
}

// bareNerves is the depth from which all nerves are shown: over whole muscles,
// those to the skin would hang in the air.
const bareNerves = 2

// showsNerve reports whether a nerve is shown. With a selection only its own are,
// and those that a caution of its treatment names: they stand out once the
// others are gone.
func (m *Map) showsNerve(s app.State, nerve anatomy.ID) bool {
	if s.Selection.Kind == "" {
		return s.Depth >= bareNerves
	}
	if slices.Contains(m.nerves(s.Selection), nerve) {
		return true
	}
	if t, ok := m.treatment(s); ok {
		for _, level := range t.Levels {
			for _, item := range level.Items {
				if slices.Contains(item.Cautions, nerve) {
					return true
				}
			}
		}
	}
	return false
}

func (m *Map) isOwn(ref anatomy.Ref, i int) bool {
	for _, side := range sides(ref.Side) {
		if slices.Contains(m.shapesOf(ref, side), i) {
			return true
		}
	}
	return false
}

// touching is how near a bone comes to a muscle that is attached to it, in metres.
const touching = 0.004

// kinOf lists what belongs to a selection: its nerves on its side, and the bones
// that its shapes touch.
func (m *Map) kinOf(ref anatomy.Ref) []int {
	if list, ok := m.kin[ref]; ok {
		return list
	}
	list := []int{}
	for _, side := range sides(ref.Side) {
		for _, nerve := range m.nerves(ref) {
			list = append(list, m.atlas.FindAll(nerve, side)...)
		}
		for _, own := range m.shapesOf(ref, side) {
			list = append(list, m.bonesAt(m.atlas.Structures[own].Mesh)...)
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	m.kin[ref] = list
	return list
}

// bonesAt lists the bones that a shape touches.
func (m *Map) bonesAt(shape *geom.Mesh) []int {
	var list []int
	grow := geom.Vec3{X: touching, Y: touching, Z: touching}
	for i, s := range m.atlas.Structures {
		if s.System != anatomy.SystemBone {
			continue
		}
		box := geom.Box{Min: s.Mesh.Bounds.Min.Sub(grow), Max: s.Mesh.Bounds.Max.Add(grow)}
		for k := 0; k < len(shape.Positions); k += max(1, len(shape.Positions)/(2*probes)) {
			p := shape.Positions[k]
			if box.Clamp(p) != p {
				continue
			}
			if _, near := m.picker.Tree(s.Mesh).Nearest(p, touching); near {
				list = append(list, i)
				break
			}
		}
	}
	return list
}

// depth is the layer of a structure: 0 superficial, 1 intermediate, 2 deep.
// Fasciae lie over muscles; what has no record counts as superficial.
func (m *Map) depth(i int) int {
	st := m.atlas.Structures[i]
	if muscle, ok := m.facts.Muscles[st.ID]; ok {
		switch muscle.Layer {
		case anatomy.Intermediate:
			return 1
		case anatomy.Deep:
			return 2
		}
	}
	if st.System == anatomy.SystemNerve || st.System == anatomy.SystemLigament {
		return app.MaxDepth // nerves and ligaments stay with the bones
	}
	return 0
}

// mark sets off the selection, the muscles that refer to it, and its nerves.
func (m *Map) mark(s app.State, scene *render.Scene) {
	t, ok := m.treatment(s)
	if !ok {
		return
	}
	for _, side := range sides(s.Selection.Side) {
		if !s.Off[0] {
			for _, item := range t.Levels[0].Items {
				for _, i := range m.shapesOf(anatomy.Ref{Kind: item.Kind, ID: item.ID}, side) {
					if item.Kind == anatomy.KindMuscle {
						scene.Structures[i].Mark = render.Refers
					}
				}
			}
		}
		if !s.Off[2] {
			for _, nerve := range m.nerves(s.Selection) {
				if i, ok := m.atlas.Find(nerve, side); ok {
					scene.Structures[i].Mark = render.Carrier
				}
			}
		}
		for _, i := range m.shapesOf(s.Selection, side) {
			scene.Structures[i].Mark = render.Selected
		}
	}
}

// nerves lists the nerves of a selection, alphabetically.
func (m *Map) nerves(ref anatomy.Ref) []anatomy.ID {
	if ref.Kind == anatomy.KindNerve {
		return []anatomy.ID{ref.ID}
	}
	var list []anatomy.ID
	if ref.Kind == anatomy.KindMuscle || ref.Kind == anatomy.KindPoint {
		for _, id := range m.muscles(ref) {
			list = append(list, m.facts.NervesOf(id)...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// markArm marks the structures of the free upper limb on a side: those that lie
// in the box of its bones.
func (m *Map) markArm(side anatomy.Side) {
	humerus, ok := m.atlas.Find("humerus", side)
	if !ok {
		return
	}
	box := m.atlas.Structures[humerus].Mesh.Bounds
	for _, id := range []anatomy.ID{"radius", "ulna", "metacarpal-1", "metacarpal-5", "distal-phalanx-of-middle-finger"} {
		if i, ok := m.atlas.Find(id, side); ok {
			box = box.Join(m.atlas.Structures[i].Mesh.Bounds)
		}
	}
	grow := geom.Vec3{X: 0.015, Y: 0.03, Z: 0.05}
	box = geom.Box{Min: box.Min.Sub(grow), Max: box.Max.Add(grow)}
	for i, s := range m.atlas.Structures {
		b := s.Mesh.Bounds
		if s.Side == side && box.Clamp(b.Min) == b.Min && box.Clamp(b.Max) == b.Max {
			m.arms[i] = true
		}
	}
}

// blocked is the share of a selection that something must hide, seen from the
// selection's own view, to be taken out of the way.
const blocked = 0.1

// probes is how many places of a selection are looked at for what hides them.
const probes = 160

// inTheWay lists the structures that hide a selection from a standard view: soft
// tissue over it, and the arm beside the hip.
func (m *Map) inTheWay(ref anatomy.Ref, view app.View) []int {
	if ref.Kind == "" {
		return nil
	}
	key := sight{ref, view}
	if list, ok := m.revealed[key]; ok {
		return list
	}
	count := map[int]int{}
	total := 0
	camera, _ := render.Camera{}.Standing(string(view))
	toEye := camera.Basis().Forward.Mul(-1)
	for _, side := range sides(ref.Side) {
		for _, own := range m.shapesOf(ref, side) {
			positions := m.atlas.Structures[own].Mesh.Positions
			for k := 0; k < len(positions); k += max(1, len(positions)/probes) {
				total++
				m.countHiders(geom.Ray{Origin: positions[k].Add(toEye.Mul(0.002)), Dir: toEye}, ref, count)
			}
		}
	}
	list := []int{}
	beside := !m.inArm(ref) // what lies in the arm is not beside it
	armHides := map[anatomy.Side]bool{}
	for i, n := range count {
		if beside && m.arms[i] && n > 0 {
			armHides[m.atlas.Structures[i].Side] = true
			continue
		}
		if float64(n) < blocked*float64(total) {
			continue
		}
		if m.atlas.Structures[i].System != anatomy.SystemBone {
			list = append(list, i)
		}
	}
	for i, part := range m.arms {
		if part && armHides[m.atlas.Structures[i].Side] && !m.isOwn(ref, i) {
			list = append(list, i)
		}
	}
	slices.Sort(list)
	m.revealed[key] = list
	return list
}

// inArm reports whether a shape of a selection is part of a free upper limb.
func (m *Map) inArm(ref anatomy.Ref) bool {
	for i, part := range m.arms {
		if part && m.isOwn(ref, i) {
			return true
		}
	}
	return false
}

func (m *Map) countHiders(ray geom.Ray, ref anatomy.Ref, count map[int]int) {
	const reach = 1.0 // metres
	for i, s := range m.atlas.Structures {
		if s.System == anatomy.SystemSkin || !ray.Meets(s.Mesh.Bounds, reach) || m.isOwn(ref, i) {
			continue
		}
		if _, hit := m.picker.Tree(s.Mesh).First(ray, reach); hit {
			count[i]++
		}
	}
}
