package render

import (
	"fmt"
	"image/color"
	"math"
	"os"
	"regexp"
	"testing"
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.RGBA) float64 {
	f := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*f(c.R) + 0.7152*f(c.G) + 0.0722*f(c.B)
}

func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestThemesAreReadable: in every theme what is written on marks can be read,
// outlines and marks stand on the paper, and flesh and bone keep their hue.
func TestThemesAreReadable(t *testing.T) {
	for _, name := range ThemeNames {
		theme, ok := ThemeNamed(name)
		if !ok {
			t.Fatalf("%s is listed and not known", name)
		}
		for i, ink := range theme.Level {
			if c := contrast(ink, theme.Casing); c < 4.5 {
				t.Errorf("%s: the text on marks of level %d has contrast %.1f, expected 4.5 or more", name, i+1, c)
			}
		}
		for _, paper := range theme.Paper {
			if c := contrast(theme.Outline, paper); c < 7 {
				t.Errorf("%s: outlines have contrast %.1f on the paper, expected 7 or more", name, c)
			}
			for i, ink := range theme.Level {
				if c := contrast(ink, paper); c < 4.5 {
					t.Errorf("%s: level %d has contrast %.1f on the paper, expected 4.5 or more", name, i+1, c)
				}
			}
		}
		m, b := theme.Tissue[Muscle], theme.Tissue[Bone]
		if m.R <= m.G || m.G < m.B {
			t.Errorf("%s: muscle %v is not the colour of flesh", name, m)
		}
		if b.R < b.G || b.G <= b.B || luminance(b) < 2*luminance(m) {
			t.Errorf("%s: bone %v is not ivory, paler than flesh %v", name, b, m)
		}
	}
}

// TestThemesAreThoseOfThePage: the inks of the levels are those of the cards.
func TestThemesAreThoseOfThePage(t *testing.T) {
	css, err := os.ReadFile("../web/styles/roles.css")
	if err != nil {
		t.Fatal(err)
	}
	for level := range 4 {
		found := regexp.MustCompile(fmt.Sprintf(`--l%d: (#[0-9a-f]{6});`, level+1)).FindAllSubmatch(css, -1)
		if len(found) != len(ThemeNames) {
			t.Fatalf("roles.css gives level %d %d times, expected once for each of %v", level+1, len(found), ThemeNames)
		}
		for i, name := range ThemeNames {
			theme, _ := ThemeNamed(name)
			c := theme.Level[level]
			if got := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B); got != string(found[i][1]) {
				t.Errorf("%s: level %d is %s on the body and %s on the page", name, level+1, got, found[i][1])
			}
		}
	}
}
