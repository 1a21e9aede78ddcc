package site

import (
	"testing"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
	"bodymap/render/soft"
)

// TestPosterIsTheFirstPicture: laid on the stage's paper, the poster is the
// picture that takes its place.
func TestPosterIsTheFirstPicture(t *testing.T) {
	facts, err := anatomy.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	m, err := openBody("../../..", facts)
	if err != nil {
		t.Fatal(err)
	}
	width := posterWidth(m)
	m.Resize(width, posterHeight)
	poster := cutOut(m, width)
	want := soft.New().Draw(m.Scene(app.Initial()), width, posterHeight, soft.Rest())
	paper := want.RGBAAt(0, 0) // of the corner: the rest is a few shades lighter
	const shades = 24
	sum, covered := 0, 0
	for i := 0; i < len(want.Pix); i += 4 {
		alpha := int(poster.Pix[i+3])
		if alpha > 0 {
			covered++
		}
		for k, p := range [3]uint8{paper.R, paper.G, paper.B} {
			got := (int(poster.Pix[i+k])*alpha + int(p)*(255-alpha)) / 255
			off := max(got-int(want.Pix[i+k]), int(want.Pix[i+k])-got)
			sum += off
			if off > shades {
				t.Fatalf("pixel %d, %d: %d shades from the picture", i/4%width, i/4/width, off)
			}
		}
	}
	if mean := float64(sum) / float64(3*width*posterHeight); mean > 8 {
		t.Errorf("%.1f shades from the picture on average", mean)
	}
	if share := float64(covered) / float64(width*posterHeight); share < 0.3 || share > 0.7 {
		t.Errorf("%.0f %% of the poster are covered", 100*share)
	}
	if m.Resize(4*posterHeight, posterHeight); m.Camera(app.Initial()).Distance != distanceAt(m, width) {
		t.Error("a wider stage sees the body from another distance than the poster does")
	}
}
