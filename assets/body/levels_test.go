package body_test

import (
	"bytes"
	"testing"

	"github.com/andybalholm/brotli"

	"bodymap/assets/body"
	"bodymap/render/geom"
	"bodymap/render/gltf"
)

// TestLevelsKeepTheirBudget: the whole body has at most so many triangles at
// each level, every part is there at every level, and each level is a closed
// surface over vertices of the finest.
func TestLevelsKeepTheirBudget(t *testing.T) {
	parts, err := built()
	if err != nil {
		t.Fatal(err)
	}
	budgets := []int{400_000, 150_000, 40_000}
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
		if total > budgets[k] || total < budgets[k]*9/10 {
			t.Errorf("level %d has %d triangles, expected a little under %d", k, total, budgets[k])
		}
	}
}

// TestCoarseLevelsKeepTheShape: at rest no part strays far from its finest level,
// and even while moving its volume stays about the same.
func TestCoarseLevelsKeepTheShape(t *testing.T) {
	parts, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		fine := volume(p.Mesh)
		for k, loss := range []float64{0.15, 0.5} {
			got := volume(&geom.Mesh{Positions: p.Mesh.Positions, Indices: p.Coarser[k]})
			if got < fine*(1-loss) || got > fine*(1+loss) {
				t.Errorf("%s %s: volume %.3g ml at level %d, %.3g ml at the finest", p.ID, p.Side, 1e6*got, k+1, 1e6*fine)
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
