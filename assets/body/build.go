package body

import (
	"embed"
	"errors"
	"io/fs"
	"sort"

	"bodymap/render/geom"
)

// Part is one structure on one side, ready to be drawn.
type Part struct {
	ID     string // "gluteus-medius"
	Side   string // "left", "right", "midline"
	System string // "muscle", "bone", "nerve", ...
	FMA    string // the sided concept, "FMA22331"; empty where there is none
	Left   string // the concept of the left part that mirrors a right one
	Name   string
	Tendon [2]float32 // how much of the fibres, 0 to 1, is tendon at the origin and at the insertion
	Mesh   *geom.Mesh
}

//go:embed tables
var tree embed.FS

// Tables returns the tables of the built-in body.
func Tables() (fs.FS, error) { return fs.Sub(tree, "tables") }

// builder turns the tables of one kind into the parts of the right side and
// the midline.
type builder struct {
	kind  string
	build func([]Table) ([]Part, error)
}

// builders lists every kind of table and what makes its meshes.
func builders() []builder {
	return []builder{
		{"muscle", buildSoft},
		{"tendon", buildSoft},
		{"fascia", buildSoft},
		{"ligament", buildSoft},
		{"nerve", buildSoft},
		{"bone", buildBones},
		{"cartilage", buildBones},
		{"skin", buildSkin},
	}
}

// Build makes the whole body from a tree of tables: the same tables give the
// same parts in the same order. Problems of all tables are reported at once.
func Build(fsys fs.FS) ([]Part, error) {
	tables, err := ReadTables(fsys)
	problems := []error{err}
	byKind := map[string][]Table{}
	for _, t := range tables {
		byKind[t.Kind] = append(byKind[t.Kind], t)
	}
	var parts []Part
	for _, b := range builders() {
		right, err := b.build(byKind[b.kind])
		problems = append(problems, err)
		parts = append(parts, right...)
		delete(byKind, b.kind)
	}
	for _, t := range tables {
		if _, unmade := byKind[t.Kind]; unmade {
			problems = append(problems, t.Rows[0].Errorf("kind", "nothing makes meshes from tables/%s", t.Kind))
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	parts = mirrorAll(parts)
	sort.SliceStable(parts, func(i, j int) bool {
		a, b := parts[i], parts[j]
		if a.System != b.System {
			return a.System < b.System
		}
		if a.ID != b.ID {
			return a.ID < b.ID
		}
		return a.Side < b.Side
	})
	return parts, nil
}

// Generate makes the built-in body from its own tables, as the bytes of a .glb
// file.
func Generate() ([]byte, error) {
	fsys, err := Tables()
	if err != nil {
		return nil, err
	}
	parts, err := Build(fsys)
	if err != nil {
		return nil, err
	}
	return WriteGLB(parts)
}

// newPart makes the part of a table's right or midline structure.
func newPart(t Table, h Head, m *geom.Mesh) Part {
	p := Part{ID: t.ID, Side: "midline", System: t.Kind, FMA: h.FMA, Left: h.Left, Name: h.Name, Mesh: m}
	if h.Paired {
		p.Side = "right"
	}
	return p
}
