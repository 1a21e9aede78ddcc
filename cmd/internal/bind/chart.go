package bind

import (
	"image/color"
	"slices"
	"strings"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/geom"
)

// piece is the skin of one dermatome on one side, cut from the atlas's skin.
type piece struct {
	ref  anatomy.Ref
	mesh *geom.Mesh
}

// chart colours the scene by spinal segment.
func (m *Map) chart(s app.State, scene *render.Scene) {
	switch s.Chart {
	case app.Dermatomes:
		m.chartSkin(s, scene)
	case app.Myotomes:
		for i := range scene.Structures {
			if muscle, ok := m.facts.Muscles[m.atlas.Structures[i].ID]; ok {
				scene.Structures[i].Tint = segmentColour(m.mainSegment(muscle.ID))
			}
		}
	}
}

// chartSkin puts the dermatomes, as structures of their own, in the place of the
// skin. They come after those of the atlas.
func (m *Map) chartSkin(s app.State, scene *render.Scene) {
	if m.skin == nil {
		return
	}
	scene.Skin = render.SkinSolid
	scene.Structures[m.skin.index].Show = render.Hidden
	for _, p := range m.dermatomes() {
		st := render.Structure{ID: string(p.ref.ID), Side: string(p.ref.Side), Name: "Face (trigeminal nerve)", Tissue: render.Skin, Mesh: p.mesh, Show: render.Solid}
		if d := m.facts.Dermatomes[p.ref.ID]; d != nil {
			st.Name, st.Tint = m.facts.Name(anatomy.KindDermatome, d.ID), segmentColour(d.Segment)
			if s.Selection.Kind == p.ref.Kind && s.Selection.ID == p.ref.ID && slices.Contains(sides(s.Selection.Side), p.ref.Side) {
				st.Mark = render.Selected
			}
		}
		scene.Structures = append(scene.Structures, st)
	}
}

// Charted returns the dermatome that structure i of a scene shows, if it is none
// of the atlas's.
func (m *Map) Charted(i int) (anatomy.Ref, bool) {
	k := i - len(m.atlas.Structures)
	if k < 0 || k >= len(m.pieces) || m.pieces[k].ref.ID == "" {
		return anatomy.Ref{}, false
	}
	return m.pieces[k].ref, true
}

// keys names the dermatomes of one side at the places where they are tested.
func (m *Map) keys(s app.State) []render.Marker {
	if s.Chart != app.Dermatomes {
		return nil
	}
	b := markBuilder{m: m, seen: map[string]bool{}}
	side := chartSide(s.Selection.Side)
	for _, id := range m.facts.IDs(anatomy.KindDermatome) {
		d := m.facts.Dermatomes[id]
		if p, err := m.resolver.Place(d.Key, side); err == nil {
			b.add(anatomy.Ref{Kind: anatomy.KindDermatome, ID: id, Side: side}, p,
				render.Marker{Text: string(d.Segment), Label: m.facts.Name(anatomy.KindDermatome, id) + ", where it is tested"})
		}
	}
	return b.list
}

// chartSide is the side on which a chart is named: the selection's, else the right.
func chartSide(side anatomy.Side) anatomy.Side {
	if side == anatomy.Left {
		return side
	}
	return anatomy.Right
}

// mainSegment is the segment in the middle of those that nearly all sources give
// for a muscle, or "".
func (m *Map) mainSegment(muscle anatomy.ID) anatomy.Segment {
	core := m.facts.SegmentsOf(muscle).Core
	if len(core) == 0 {
		return ""
	}
	return core[len(core)/2]
}

// segmentColour gives each part of the spine a hue, and its segments shades that
// take turns, so that neighbours differ. What has no segment has no colour.
func segmentColour(s anatomy.Segment) color.RGBA {
	shades, ok := segmentShades[strings.TrimRight(string(s), "0123456789")]
	if !ok {
		return color.RGBA{}
	}
	return shades[s.Index()%len(shades)]
}

var segmentShades = map[string][3]color.RGBA{
	"C": {{0x6f, 0xa8, 0xcf, 0xff}, {0xa9, 0xcd, 0xe6, 0xff}, {0x46, 0x7f, 0xae, 0xff}},
	"T": {{0x86, 0xb8, 0x79, 0xff}, {0xc0, 0xdc, 0xb0, 0xff}, {0x55, 0x90, 0x55, 0xff}},
	"L": {{0xe6, 0xb0, 0x5e, 0xff}, {0xf3, 0xd6, 0xa2, 0xff}, {0xc1, 0x82, 0x35, 0xff}},
	"S": {{0xb9, 0x8a, 0xc4, 0xff}, {0xdd, 0xc1, 0xe2, 0xff}, {0x8b, 0x5c, 0x9b, 0xff}},
}

// bareSkin is how many radii from every path skin lies that no dermatome claims.
const bareSkin = 2.5

// longestEdge bounds the edges of the skin that is cut, in metres: a band round
// the trunk is two or three centimetres high, and must not slip between vertices.
const longestEdge = 0.015

// dermatomes cuts the skin into dermatomes: each place belongs to the one whose
// path is nearest, in radii of the path, over the skin. The first piece, without
// an id, is what belongs to none: the face, which the trigeminal nerve supplies.
func (m *Map) dermatomes() []piece {
	if m.pieces != nil || m.skin == nil {
		return m.pieces
	}
	c := chartist{m: m, skin: newSkinGraph(0, geom.Refine(m.skin.mesh, longestEdge))}
	fields := [][]float32{c.face()}
	refs := []anatomy.Ref{{Kind: anatomy.KindStructure}}
	for _, id := range m.facts.IDs(anatomy.KindDermatome) {
		for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
			if field := c.dermatome(m.facts.Dermatomes[id], side); field != nil {
				fields = append(fields, field)
				refs = append(refs, anatomy.Ref{Kind: anatomy.KindDermatome, ID: id, Side: side})
			}
		}
	}
	m.pieces = []piece{}
	for k, mesh := range geom.Divide(c.skin.mesh, fields) {
		if mesh != nil {
			m.pieces = append(m.pieces, piece{refs[k], mesh})
		}
	}
	return m.pieces
}

// chartist measures how far each vertex of the skin is from what claims it.
type chartist struct {
	m    *Map
	skin *skinGraph
}

// dermatome is the distance of each vertex from a dermatome's paths, in radii;
// nil where this atlas lacks what they lie by.
func (c *chartist) dermatome(d *anatomy.Dermatome, side anatomy.Side) []float32 {
	patches := c.m.areaPatches(d, side)
	if len(patches) == 0 {
		return nil
	}
	field := c.skin.filled(bareSkin + 1)
	for _, p := range patches {
		c.nearer(field, p)
	}
	c.skin.spread(field)
	return field
}

// face is low in the face, where no dermatome reaches, and bareSkin everywhere
// else.
func (c *chartist) face() []float32 {
	field := c.skin.filled(bareSkin)
	for _, id := range trigeminal {
		for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
			if p, err := patchOf(c.m.resolver.Region(id, side)); err == nil {
				c.nearer(field, p)
			}
		}
	}
	c.skin.spread(field)
	return field
}

// trigeminal are the regions of the trigeminal nerve. The angle of the jaw and
// the ear belong to C2 and C3.
var trigeminal = []anatomy.ID{"cheek", "eye", "eyebrow", "forehead", "jaw-tmj", "teeth", "temple", "vertex"}

// nearer lowers a field to the distance from a patch's path in its radii.
func (c *chartist) nearer(field []float32, p patch) {
	c.skin.grow(p.path, p.radius, (bareSkin-1)*p.radius, c.m.picker.Tree(c.skin.mesh), func(v uint32, d float32) {
		field[v] = min(field[v], d/p.radius+1)
	})
}

// areaPatches resolves the areas of a dermatome.
func (m *Map) areaPatches(d *anatomy.Dermatome, side anatomy.Side) []patch {
	var list []patch
	for _, area := range d.Areas {
		if p, err := patchOf(m.resolver.Area(area, side)); err == nil && len(p.path) > 0 {
			list = append(list, p)
		}
	}
	return list
}
