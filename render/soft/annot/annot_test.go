package annot

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"bodymap/render"
)

// paper returns a white picture.
func paper(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	return img
}

func paint(t *testing.T, img *image.RGBA, a render.Annotations) *image.RGBA {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Draw(img, a, render.Light); err != nil {
		t.Fatal(err)
	}
	return img
}

func mark(level int, text string) render.ScreenMark {
	return render.ScreenMark{Level: level, Text: text, X: 50, Y: 50, AtX: 50, AtY: 50, Size: 27}
}

// inked counts the pixels of a colour.
func inked(img *image.RGBA, c color.RGBA) (n int) {
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if img.RGBAAt(x, y) == c {
				n++
			}
		}
	}
	return n
}

func TestSignsDifferByShapeAndColour(t *testing.T) {
	var shapes [3][]bool
	for level := 1; level <= 3; level++ {
		a := render.Annotations{Width: 100, Height: 100, Marks: []render.ScreenMark{mark(level, "")}}
		img := paint(t, paper(100, 100), a)
		if n := inked(img, render.Light.Level[level-1]); n < 200 {
			t.Errorf("level %d: %d pixels of its colour", level, n)
		}
		for i := 0; i < len(img.Pix); i += 4 {
			shapes[level-1] = append(shapes[level-1], img.Pix[i] < 200)
		}
	}
	for i := range shapes {
		differ := 0
		for k, v := range shapes[i] {
			if v != shapes[(i+1)%3][k] {
				differ++
			}
		}
		if differ < 60 {
			t.Errorf("levels %d and %d differ in %d pixels only", i+1, (i+1)%3+1, differ)
		}
	}
}

func TestTextIsWritten(t *testing.T) {
	with := paint(t, paper(100, 100), render.Annotations{Width: 100, Height: 100, Marks: []render.ScreenMark{mark(2, "16")}})
	without := paint(t, paper(100, 100), render.Annotations{Width: 100, Height: 100, Marks: []render.ScreenMark{mark(2, "")}})
	ink := render.Light.Level[1]
	if lost := inked(without, ink) - inked(with, ink); lost < 30 {
		t.Errorf("the number covers %d pixels", lost)
	}
}

func TestHiddenIsPalerAndFaintIsHollow(t *testing.T) {
	plain, hidden, faint := mark(3, ""), mark(3, ""), mark(3, "")
	hidden.Hidden, faint.Faint = true, true
	sum := func(m render.ScreenMark) (s int) {
		for _, v := range paint(t, paper(100, 100), render.Annotations{Width: 100, Height: 100, Marks: []render.ScreenMark{m}}).Pix {
			s += 255 - int(v)
		}
		return s
	}
	if p, h, f := sum(plain), sum(hidden), sum(faint); h > p/2 || h == 0 || f > p/2 || f == 0 {
		t.Errorf("ink: plain %d, hidden %d, faint %d", p, h, f)
	}
}

func TestPictureScaleScalesTheSigns(t *testing.T) {
	a := render.Annotations{Width: 100, Height: 100, Marks: []render.ScreenMark{mark(1, "")}}
	small, large := inked(paint(t, paper(100, 100), a), render.Light.Level[0]), inked(paint(t, paper(300, 300), a), render.Light.Level[0])
	if ratio := float64(large) / float64(small); ratio < 8 || ratio > 11 {
		t.Errorf("three times the width gives %.1f times the area", ratio)
	}
}

func TestKindsOfPathDiffer(t *testing.T) {
	var pictures [][]byte
	for _, kind := range []render.PathKind{render.ReferralPrimary, render.ReferralSpillover, render.NervePath} {
		line := render.ScreenLine{Kind: kind, Points: [][2]float32{{10, 20}, {60, 50}, {90, 80}}, End: true}
		img := paint(t, paper(100, 100), render.Annotations{Width: 100, Height: 100, Lines: []render.ScreenLine{line}})
		if bytes.Equal(img.Pix, paper(100, 100).Pix) {
			t.Errorf("kind %d draws nothing", kind)
		}
		for k, other := range pictures {
			if bytes.Equal(img.Pix, other) {
				t.Errorf("kinds %d and %d look the same", kind, k)
			}
		}
		pictures = append(pictures, img.Pix)
	}
}

func TestWhatLiesOutsideIsLeftOut(t *testing.T) {
	far := mark(2, "7")
	far.X, far.Y, far.AtX = -1e7, 1e7, 30
	line := render.ScreenLine{Points: [][2]float32{{-3e6, 5}, {2e6, 5}}, Hidden: true}
	a := render.Annotations{Width: 100, Height: 100, Marks: []render.ScreenMark{far}, Lines: []render.ScreenLine{line}}
	paint(t, paper(100, 100), a)
	paint(t, paper(1, 1), a)
	paint(t, paper(10, 10), render.Annotations{})
}
