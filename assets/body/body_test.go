package body_test

import (
	"bytes"
	"flag"
	"math"
	"os"
	"sync"
	"testing"

	"bodymap/assets/body"
	"bodymap/render/geom"
	"bodymap/render/gltf"
)

var update = flag.Bool("update", false, "write assets/models/body/model.glb from the tables")

// built makes the body once for all tests.
var built = sync.OnceValues(func() ([]body.Part, error) {
	tables, err := body.Tables()
	if err != nil {
		return nil, err
	}
	return body.Build(tables)
})

const shipped = "../models/body/model.glb"

// TestModelIsRegenerated: the committed model is what the tables give.
func TestModelIsRegenerated(t *testing.T) {
	parts, err := built()
	if err != nil {
		t.Fatal(err)
	}
	got, err := body.WriteGLB(parts)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(shipped, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s has %d bytes, the tables give %d others; run go test ./assets/body -update", shipped, len(want), len(got))
	}
	if len(want) > 4<<20 {
		t.Errorf("%s has %d bytes, expected at most 4 MiB", shipped, len(want))
	}
}

// TestModelIsReadBack: what is written is what the reader of the product sees.
func TestModelIsReadBack(t *testing.T) {
	parts, err := built()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := body.WriteGLB(parts)
	if err != nil {
		t.Fatal(err)
	}
	model, err := gltf.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	if len(model.Parts) != len(parts) {
		t.Fatalf("%d parts read, %d written", len(model.Parts), len(parts))
	}
	read := map[string]gltf.Part{}
	for _, q := range model.Parts {
		read[q.ID+" "+q.Side] = q
	}
	for _, p := range parts {
		q, ok := read[p.ID+" "+p.Side]
		if !ok || q.System != p.System || q.FMA != p.FMA {
			t.Errorf("%s %s %s %s read as %s %s", p.ID, p.Side, p.System, p.FMA, q.System, q.FMA)
			continue
		}
		if d := q.Mesh.Bounds.Centre().Sub(p.Mesh.Bounds.Centre()).Len(); d > 1e-4 {
			t.Errorf("%s %s lies %v m from where it was written", p.ID, p.Side, d)
		}
		if got, want := volume(q.Mesh), volume(p.Mesh); math.Abs(got-want) > 0.05*want {
			t.Errorf("%s %s: %.4g ml written, %.4g ml read", p.ID, p.Side, 1e6*want, 1e6*got)
		}
		if (p.Mesh.Fibres == nil) != (q.Mesh.Fibres == nil) {
			t.Errorf("%s %s: fibres lost or invented", p.ID, p.Side)
		}
	}
}

// TestNothingPokesOutOfTheSkin: not a vertex of any other structure.
func TestNothingPokesOutOfTheSkin(t *testing.T) {
	parts, err := built()
	if err != nil {
		t.Fatal(err)
	}
	var skin *geom.Tree
	for _, p := range parts {
		if p.System == "skin" {
			skin = geom.NewTree(p.Mesh)
		}
	}
	if skin == nil {
		t.Fatal("no skin")
	}
	out := geom.Vec3{X: 0.5773, Y: 0.5211, Z: 0.6286}.Unit()
	for _, p := range parts {
		if p.System == "skin" {
			continue
		}
		outside := 0
		for _, v := range p.Mesh.Positions {
			if skin.Leaves(geom.Ray{Origin: v, Dir: out}) < 1 && !skin.Inside(v) {
				outside++
			}
		}
		if outside > 0 {
			t.Errorf("%s %s: %d of %d vertices lie outside the skin", p.ID, p.Side, outside, len(p.Mesh.Positions))
		}
	}
}
