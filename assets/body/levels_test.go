package body_test

import (
	"bytes"
	"testing"

	"github.com/andybalholm/brotli"

	"bodymap/assets/body"
	"bodymap/render/geom"
	"bodymap/render/gltf"
)

// TestLevelsKeepTheirBudget: the whole body has about so many triangles at
// each level, every part is there at every level, and each level is a closed
// surface over vertices of the finest.
func TestLevelsKeepTheirBudget(t *testing.T) {
	parts, err := built()
	if err != nil {
		t.Fatal(err)
	}
	budgets := []int{400_000, 150_000, 45_000}
	totals := make([]int, len(budgets))
	for _, p := range parts {
		if len(p.Coarser) != len(budgets)-1 {
			t.Fatalf("%s %s: %d coarser levels, expected %d", p.ID, p.Side, len(p.Coarser), len(budgets)-1)
		}
		for k, list := range append([][]uint32{p.Mesh.Indices}, p.Coarser...) {
			totals[k] += len(list) / 3
			if len(list) < 12 {
				t.Errorf("%s %s: %d corners at level %d, expected at least a solid", p.ID, p.Side, len(list), k)
			}
			if n := openEdges(&geom.Mesh{Positions: p.Mesh.Positions, Indices: list}); n > 0 {
				t.Errorf("%s %s: %d open edges at level %d", p.ID, p.Side, n, k)
			}
		}
	}
	for k, total := range totals {
		if total > budgets[k]*11/10 || total < budgets[k]*9/10 {
			t.Errorf("level %d has %d triangles, expected about %d", k, total, budgets[k])
		}
	}
}

// TestCoarseLevelsKeepTheShape: at rest no part is seen to stray from its finest
// level (1.5 mm is about a pixel of a whole figure on a large screen), and
// while it moves not by more than the eye then follows.
func TestCoarseLevelsKeepTheShape(t *testing.T) {
	parts, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		if p.Side == "left" {
			continue // its right is the same
		}
		for k, most := range []float32{1.5, 10} {
			tree := geom.NewTree(&geom.Mesh{Positions: p.Mesh.Positions, Indices: p.Coarser[k]})
			var sum float32
			for _, v := range p.Mesh.Positions {
				near, _ := tree.Nearest(v, 1)
				sum += 1000 * near.Distance
			}
			if mean := sum / float32(len(p.Mesh.Positions)); mean > most {
				t.Errorf("%s: level %d lies %.1f mm from the finest, expected at most %v", p.ID, k+1, mean, most)
			}
		}
	}
}

// TestModelIsSmall: what the page fetches, with all levels of detail.
func TestModelIsSmall(t *testing.T) {
	parts, err := built()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := body.WriteGLB(parts)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, 11)
	if _, err := w.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if packed.Len() > 1_500_000 {
		t.Errorf("%d bytes after brotli, expected at most 1.5 MB", packed.Len())
	}
	model, err := gltf.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range model.Parts {
		if len(p.Coarser) != 2 {
			t.Errorf("%s %s is read with %d coarser levels, expected 2", p.ID, p.Side, len(p.Coarser))
		}
	}
}
