package body

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
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
	Mesh   *geom.Mesh
	gap    float32 // metres that a bone keeps from others that do

	// Coarser holds ever fewer triangles over the vertices of Mesh, three corners
	// each: the levels of detail below the finest.
	Coarser [][]uint32
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
		{"tooth", buildBones},
		{"skin", buildSkin},
	}
}

// Build makes the whole body from a tree of tables: the same tables give the
// same parts in the same order. Problems of all tables are reported at once.
func Build(fsys fs.FS) ([]Part, error) {
	tables, err := ReadTables(fsys)
	parts, meshErr := finishParts(tables, func(*Part) {})
	if err := errors.Join(err, meshErr); err != nil {
		return nil, err
	}
	return parts, nil
}

// finishParts meshes tables, settles the parts, reshapes each and readies it to
// be drawn.
func finishParts(tables []Table, reshape func(*Part)) ([]Part, error) {
	parts, err := meshAll(tables)
	if err != nil {
		return nil, err
	}
	openJoints(parts)
	settle(parts)
	tuck(parts)
	enclose(parts)
	each(len(parts), func(i int) { reshape(&parts[i]) })
	addLevels(parts)
	occlude(parts)
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

// meshAll makes the parts of the right side and the midline, kind by kind and
// table by table in the order of builders, each table on any core.
func meshAll(tables []Table) ([]Part, error) {
	byKind := map[string][]Table{}
	for _, t := range tables {
		byKind[t.Kind] = append(byKind[t.Kind], t)
	}
	var jobs []job
	for _, b := range builders() {
		jobs = append(jobs, b.jobs(byKind[b.kind])...)
		delete(byKind, b.kind)
	}
	var problems []error
	for _, t := range tables {
		if _, unmade := byKind[t.Kind]; unmade {
			problems = append(problems, t.Rows[0].Errorf("kind", "nothing makes meshes from tables/%s", t.Kind))
		}
	}
	made := make([][]Part, len(jobs))
	failed := make([]error, len(jobs))
	last := len(jobs) - 1
	each(len(jobs), func(i int) { // the last first: the skin takes longest
		made[last-i], failed[last-i] = jobs[last-i].build(jobs[last-i].tables)
	})
	return slices.Concat(made...), errors.Join(append(failed, problems...)...)
}

// job is a table to be meshed, after the templates of its kind.
type job struct {
	build  func([]Table) ([]Part, error)
	tables []Table
}

func (b builder) jobs(tables []Table) []job {
	var templates []Table
	for _, t := range tables {
		if t.has("template") {
			templates = append(templates, t)
		}
	}
	var out []job
	for _, t := range tables {
		if !t.has("template") {
			out = append(out, job{b.build, append(slices.Clone(templates), t)})
		}
	}
	return out
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
