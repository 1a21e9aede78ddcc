package bind

import (
	"slices"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/geom"
)

// Map is the facts on one atlas. It is used by one goroutine: what it computes
// for a selection is kept until the next.
type Map struct {
	facts    *anatomy.Facts
	atlas    *assets.Atlas
	resolver *anatomy.Resolver
	picker   *render.Picker
	skin     *skinGraph // nil on an atlas without skin
	body     geom.Box
	arms     []bool // by structure: part of a free upper limb

	width, height float32
	thinned       int     // structures up to which a coarse level was seen to
	bottom        float32 // of the height, over which something else lies
	theme         render.Theme

	treated  anatomy.Ref  // the selection that current is of
	also     []anatomy.ID // and the further painful regions
	current  anatomy.Treatment
	ways     map[[2]geom.Vec3][]geom.Vec3 // over the skin, of the selection's referral paths
	revealed map[sight][]int              // structures in the way of a selection
	kin      map[anatomy.Ref][]int        // what stays solid beside a selection; see kinOf
	facing   map[anatomy.Ref]app.View
	patches  []regionPatch // of the regions up to resolved
	resolved int           // regions whose extent was found
	cutter   render.Cutter
	pieces   []piece // the skin cut into dermatomes; nil until asked for
}

// sight is a selection seen from a standard view.
type sight struct {
	ref  anatomy.Ref
	view app.View
}

// New joins facts and an atlas.
func New(facts *anatomy.Facts, atlas *assets.Atlas) *Map {
	m := &Map{
		facts: facts, atlas: atlas, resolver: anatomy.NewResolver(facts, atlas), picker: atlas.Picker,
		width: 1280, height: 800, theme: render.Light, revealed: map[sight][]int{}, kin: map[anatomy.Ref][]int{}, facing: map[anatomy.Ref]app.View{},
	}
	for i, s := range atlas.Structures {
		if i == 0 {
			m.body = s.Mesh.Bounds
		}
		m.body = m.body.Join(s.Mesh.Bounds)
	}
	if i, ok := atlas.Find("skin", anatomy.Midline); ok {
		m.skin = newSkinGraph(i, atlas.Structures[i].Mesh)
	}
	m.arms = make([]bool, len(atlas.Structures))
	m.markArm(anatomy.Left)
	m.markArm(anatomy.Right)
	return m
}

// Resize says how large the picture is, in pixels of any size: views are fitted
// to its shape.
func (m *Map) Resize(w, h int) {
	if w > 0 && h > 0 {
		m.width, m.height = float32(w), float32(h)
	}
}

// SetTheme says in which colours scenes are shown; [render.Light] to begin with.
func (m *Map) SetTheme(t render.Theme) { m.theme = t }

// Above says how many of the picture's lowest pixels something else lies over:
// views are framed above it.
func (m *Map) Above(bottom int) { m.bottom = float32(max(bottom, 0)) }

// Sided implements [app.World].
func (m *Map) Sided(kind anatomy.Kind, id anatomy.ID) (sided, ok bool) {
	ok = slices.Contains(Selectable[:], kind) && m.facts.Has(kind, id)
	return ok && Sided(m.facts, kind, id), ok
}

// Structure implements [app.World].
func (m *Map) Structure(ref app.StructureRef) bool {
	_, ok := m.atlas.Find(ref.ID, ref.Side)
	return ok
}

// Shapes implements [app.World].
func (m *Map) Shapes(ref anatomy.Ref) []app.StructureRef {
	var list []app.StructureRef
	add := func(i int) {
		s := m.atlas.Structures[i]
		list = append(list, app.StructureRef{ID: s.ID, Side: s.Side})
	}
	if ref.Kind == anatomy.KindStructure || ref.Kind == "" {
		if i, ok := m.atlas.Find(ref.ID, ref.Side); ok {
			add(i)
		}
		return list
	}
	for _, side := range sides(ref.Side) {
		for _, i := range m.shapesOf(ref, side) {
			add(i)
		}
	}
	return list
}

// Suggest implements [app.World].
func (m *Map) Suggest(kind anatomy.Kind, id anatomy.ID) anatomy.ID {
	return Suggest(m.facts, kind, id)
}

// Reach implements [app.World].
func (m *Map) Reach() geom.Box { return m.body }

// treatment returns the four levels of the state's selection, if it has one.
func (m *Map) treatment(s app.State) (anatomy.Treatment, bool) {
	if s.Selection.Kind == "" {
		return anatomy.Treatment{}, false
	}
	if m.treated != s.Selection || !slices.Equal(m.also, s.Also) {
		t, err := m.treat(s)
		if err != nil { // Update lets only known selections through
			return anatomy.Treatment{}, false
		}
		m.treated, m.also, m.current = s.Selection, s.Also, t
		m.ways = map[[2]geom.Vec3][]geom.Vec3{}
	}
	return m.current, true
}

func (m *Map) treat(s app.State) (anatomy.Treatment, error) {
	if len(s.Also) == 0 {
		return m.facts.Treat(s.Selection)
	}
	return m.facts.TreatPain(s.Selection.Side, append([]anatomy.ID{s.Selection.ID}, s.Also...)...)
}

// sides lists the sides of the body that a selection takes part in.
func sides(side anatomy.Side) []anatomy.Side {
	switch side {
	case anatomy.Both:
		return []anatomy.Side{anatomy.Left, anatomy.Right}
	case "":
		return []anatomy.Side{anatomy.Midline}
	}
	return []anatomy.Side{side}
}

// muscles lists the muscles of a selection: itself, its members, the muscle of a
// point, those of a nerve or condition.
func (m *Map) muscles(ref anatomy.Ref) []anatomy.ID {
	switch r := m.facts.Record(ref.Kind, ref.ID).(type) {
	case *anatomy.Muscle:
		if len(r.Members) > 0 {
			return r.Members
		}
		return []anatomy.ID{r.ID}
	case *anatomy.Point:
		if r.Muscle != "" {
			return m.muscles(anatomy.Ref{Kind: anatomy.KindMuscle, ID: r.Muscle})
		}
	case *anatomy.Myotome:
		return r.Key
	case *anatomy.Condition:
		var list []anatomy.ID
		for _, c := range r.Muscles {
			list = append(list, m.muscles(anatomy.Ref{Kind: anatomy.KindMuscle, ID: c.Muscle})...)
		}
		return list
	}
	return nil
}

// painful lists the regions that a selection is about.
func (m *Map) painful(ref anatomy.Ref) []anatomy.ID {
	switch r := m.facts.Record(ref.Kind, ref.ID).(type) {
	case *anatomy.Region:
		return []anatomy.ID{r.ID}
	case *anatomy.Condition:
		return r.Regions
	}
	return nil
}

// Picker finds what lies under a pixel of the map's scenes.
func (m *Map) Picker() *render.Picker { return m.picker }
