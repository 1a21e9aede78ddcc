package compare

import (
	"cmp"
	"fmt"
	"image"
	"image/draw"
	"strings"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/render/geom"
)

// Sheet is a contact sheet: one region in all its views (columns) and layers
// (rows), ours beside the reference in each.
type Sheet struct {
	Name string // "knee-soft"
	draw func(*Artist) (*image.RGBA, error)
}

// Draw draws the sheet.
func (s Sheet) Draw(a *Artist) (*image.RGBA, error) { return s.draw(a) }

// Sheets lists two sheets for each region: hard (bones, ligaments and nerves,
// skin) and soft (muscles by layer). names chooses regions; empty means all.
func Sheets(facts *anatomy.Facts, ours, reference *assets.Atlas, names []string) ([]Sheet, error) {
	var out []Sheet
	var known []string
	taken := map[string]bool{}
	for _, r := range regions() {
		known = append(known, r.name)
		if len(names) > 0 && !has(names, r.name) {
			continue
		}
		taken[r.name] = true
		for _, kind := range []struct {
			name   string
			layers []layer
		}{{"hard", hardLayers()}, {"soft", softLayers()}} {
			out = append(out, Sheet{r.name + "-" + kind.name, func(a *Artist) (*image.RGBA, error) {
				return a.sheet(facts, ours, reference, r, kind.layers)
			}})
		}
	}
	for _, name := range names {
		if !taken[name] {
			return nil, fmt.Errorf("there is no sheet %q, expected %s", name, strings.Join(known, ", "))
		}
	}
	return out, nil
}

func has(list []string, name string) bool {
	for _, s := range list {
		if s == name {
			return true
		}
	}
	return false
}

// rowHeight is the height of each picture on most sheets, in pixels.
const rowHeight = 400

func (a *Artist) sheet(facts *anatomy.Facts, ours, reference *assets.Atlas, r region, layers []layer) (*image.RGBA, error) {
	height := cmp.Or(r.height, rowHeight)
	widths, total := make([]int, len(r.views)), 0
	for i, view := range r.views {
		widths[i] = widthOf(r.box(), view, height)
		total += 2 * widths[i]
	}
	out := image.NewRGBA(image.Rect(0, 0, total, height*len(layers)))
	members := r.members(ours, reference)
	for row, l := range layers {
		p := Pair{Ours: r.choose(facts, ours, members, l), Theirs: r.choose(facts, reference, members, l)}
		x := 0
		for i, view := range r.views {
			img, err := a.Picture(p, view, l.name, r.box(), widths[i], height)
			if err != nil {
				return nil, err
			}
			draw.Draw(out, img.Rect.Add(image.Pt(x, row*height)), img, image.Point{}, draw.Src)
			x += img.Rect.Dx()
		}
	}
	return out, nil
}

// choose returns what a body has in a region and layer.
func (r region) choose(facts *anatomy.Facts, a *assets.Atlas, members map[anatomy.ID]bool, l layer) []assets.Structure {
	var out []assets.Structure
	for _, s := range a.Structures {
		if !members[s.ID] || !l.holds(facts, s) || r.limb && s.Side == anatomy.Left {
			continue
		}
		if r.limb && s.System == anatomy.SystemSkin {
			s.Mesh = r.cut(s.Mesh)
		}
		out = append(out, s)
	}
	return out
}

// widthOf gives a picture the shape of what it shows.
func widthOf(box geom.Box, view string, height int) int {
	size := box.Size()
	across, up := size.X, size.Y
	switch view {
	case "right", "left":
		across = size.Z
	case "superior", "inferior":
		up = size.Z
	}
	return min(max(int(float32(height)*across/up), 240), 560)
}
