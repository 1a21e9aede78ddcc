package body

import (
	"os"
	"slices"
	"testing"
)

// Neighbours are measured one by one: without a joint space the facets of two
// vertebrae would lie in each other.
func TestJointsAreOpen(t *testing.T) {
	tables, err := ReadTables(os.DirFS("tables"))
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{"vertebra", "vertebra-t5", "vertebra-t6", "rib-6"}
	tables = slices.DeleteFunc(tables, func(t Table) bool { return t.Kind != "bone" || !slices.Contains(ids, t.ID) })
	parts, err := buildBones(tables)
	if err != nil {
		t.Fatal(err)
	}
	before := deepestOverlap(parts)
	openJoints(parts)
	after := deepestOverlap(parts)
	if before < 0.0005 || after > 0.0005 {
		t.Errorf("the deepest vertex lies %.1f mm in the next bone, %.1f mm before, expected it to leave it", after*1000, before*1000)
	}
}

// deepestOverlap returns how deep, in metres, a vertex of a part lies in another part.
func deepestOverlap(parts []Part) (deepest float32) {
	for i := range parts {
		solid := newInterior(parts[i].Mesh)
		for k := range parts {
			if k == i {
				continue
			}
			for _, p := range parts[k].Mesh.Positions {
				if a, ok := solid.depth(p, 0.01); ok {
					deepest = max(deepest, -a.distance)
				}
			}
		}
	}
	return deepest
}
