package site

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/cmd/internal/app"
	"bodymap/cmd/internal/bind"
	"bodymap/render"
	"bodymap/render/gltf"
	"bodymap/render/soft"
)

// posterHeight is the height of the posters in pixels: that of a stage on a desk.
const posterHeight = 800

// drawPosters draws the built-in body as the stage opens with it, in each theme,
// on nothing: the stage shows it while the program loads, where the first
// picture will put it (web/styles/poster.css).
func drawPosters(root, dir string) error {
	facts, err := anatomy.Load(os.DirFS(filepath.Join(root, "anatomy", "facts")))
	if err != nil {
		return err
	}
	m, err := openBody(root, facts)
	if err != nil {
		return err
	}
	width := posterWidth(m)
	m.Resize(width, posterHeight)
	for _, name := range render.ThemeNames {
		theme, _ := render.ThemeNamed(name)
		m.SetTheme(theme)
		if err := writePoster(filepath.Join(dir, "poster-"+name+".png"), cutOut(m, width)); err != nil {
			return err
		}
	}
	return nil
}

func openBody(root string, facts *anatomy.Facts) (*bind.Map, error) {
	data, err := os.ReadFile(filepath.Join(root, "assets", "models", "body", "model.glb"))
	if err != nil {
		return nil, err
	}
	model, err := gltf.ParseAtRest(data)
	if err != nil {
		return nil, fmt.Errorf("the built-in body: %w", err)
	}
	binding, err := assets.Named("body")
	if err != nil {
		return nil, err
	}
	atlas, err := assets.Bind(model, binding, facts)
	if err != nil {
		return nil, err
	}
	return bind.New(facts, atlas), nil
}

// posterWidth is the least width at which the height alone decides how large the
// body is shown. A picture of that shape lies in any stage as the body does.
func posterWidth(m *bind.Map) int {
	width := posterHeight / 8
	for least := distanceAt(m, 4*posterHeight); width < 2*posterHeight && distanceAt(m, width) > least; width += 2 {
	}
	return width
}

func distanceAt(m *bind.Map, width int) float32 {
	m.Resize(width, posterHeight)
	return m.Camera(app.Initial()).Distance
}

// cutOut draws the opening state on nothing: what differs between its pictures
// on black and on white is see-through.
func cutOut(m *bind.Map, width int) *image.NRGBA {
	on := func(paper color.RGBA) *image.RGBA {
		scene := m.Scene(app.Initial())
		scene.Theme.Paper = [2]color.RGBA{paper, paper}
		return soft.New().Draw(scene, width, posterHeight, soft.Rest())
	}
	black, white := on(color.RGBA{A: 255}), on(color.RGBA{255, 255, 255, 255})
	out := image.NewNRGBA(black.Bounds())
	for i := 0; i < len(out.Pix); i += 4 {
		clear := 0
		for k := range 3 {
			clear += int(white.Pix[i+k]) - int(black.Pix[i+k])
		}
		alpha := 255 - min(max(clear/3, 0), 255)
		if alpha < 8 {
			continue // the grain of the paper
		}
		for k := range 3 {
			out.Pix[i+k] = uint8(min(int(black.Pix[i+k])*255/alpha, 255))
		}
		out.Pix[i+3] = uint8(alpha)
	}
	return out
}

func writePoster(name string, picture image.Image) error {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, picture); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}
