package compare

import (
	"testing"

	"bodymap/anatomy"
)

// TestEveryStructureIsOnASheet: besides the one of the whole body, in some view
// that exists; otherwise nobody would look at it.
func TestEveryStructureIsOnASheet(t *testing.T) {
	_, a := shipped(t)
	shown := map[anatomy.ID]bool{}
	names := map[string]bool{}
	for _, r := range regions() {
		if names[r.name] || r.box().Empty() {
			t.Errorf("%s: twice, or without room", r.name)
		}
		names[r.name] = true
		for _, view := range r.views {
			if _, err := camera(view); err != nil {
				t.Errorf("%s: %v", r.name, err)
			}
		}
		if r.name == "whole" {
			continue
		}
		for id := range r.members(a) {
			shown[id] = true
		}
	}
	for _, s := range a.Structures {
		if !shown[s.ID] {
			t.Errorf("%s is on no sheet", s.ID)
		}
	}
}

// TestSheetsShowBothBodies: a sheet has a row for each layer, and what a layer
// holds is drawn on ours and on the reference.
func TestSheetsShowBothBodies(t *testing.T) {
	facts, a := shipped(t)
	sheets, err := Sheets(facts, a, a, []string{"foot"})
	if err != nil || len(sheets) != 2 {
		t.Fatalf("%d sheets, %v", len(sheets), err)
	}
	artist, err := NewArtist()
	if err != nil {
		t.Fatal(err)
	}
	img, err := sheets[0].Draw(artist)
	if err != nil {
		t.Fatal(err)
	}
	if img.Rect.Dy() != rowHeight*len(hardLayers()) {
		t.Errorf("%d pixels high", img.Rect.Dy())
	}
	w := widthOf(regions()[len(regions())-1].box(), "superior", rowHeight)
	differ := 0
	for y := 30; y < img.Rect.Dy(); y++ { // below the captions, of the first view
		for x := range w {
			if img.RGBAAt(x, y) != img.RGBAAt(x+w, y) {
				differ++
			}
		}
	}
	if differ > w*img.Rect.Dy()/50 {
		t.Errorf("the halves of one body differ in %d pixels", differ)
	}
}
