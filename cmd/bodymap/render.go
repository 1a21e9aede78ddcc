package main

import (
	"flag"
	"fmt"
	"io"
	"strings"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/body"
	"bodymap/cmd/internal/app"
	"bodymap/cmd/internal/bind"
	"bodymap/render"
	"bodymap/render/soft"
	"bodymap/render/soft/annot"
)

func runRender(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("render", flag.ContinueOnError)
	var (
		atlas    = fs.String("atlas", "body", "body, fused, or a .glb or .gltf file")
		tables   = fs.String("tables", "", "draw the body of this folder of tables instead of an atlas")
		only     = fs.String("only", "", "with --tables: "+onlyHelp)
		sel      = fs.String("select", "", "id of a muscle, point, region, level or condition")
		side     = fs.String("side", "right", "left, right or both")
		view     = fs.String("view", "", "anterior, posterior, left, right, posterior-right, superior, ... (default: where the selection is best seen)")
		levels   = fs.String("levels", "1,2,3,4", "levels of treatment that are shown, or none")
		skin     = fs.String("skin", "xray", "off, xray or solid")
		section  = fs.String("section", "", "cut the body: transverse:0.95, coronal:0 or sagittal:0.09:left (metres, and the side that stays)")
		theme    = fs.String("theme", "light", strings.Join(render.ThemeNames[:], ", "))
		fragment = fs.String("link", "", "a whole link fragment instead of the flags above")
		size     = fs.String("size", "1280x800", "width x height in pixels")
		target   = fs.String("o", "bodymap.png", "file to write")
	)
	if _, err := parse(fs, args); err != nil {
		return err
	}
	var w, h int
	if _, err := fmt.Sscanf(*size, "%dx%d", &w, &h); err != nil || w < 16 || h < 16 || w > 8192 || h > 8192 {
		return fmt.Errorf("render: size %q, expected width x height such as 1280x800", *size)
	}
	facts, err := anatomy.Embedded()
	if err != nil {
		return err
	}
	a, err := openDrawn(*atlas, *tables, *only, facts)
	if err != nil {
		return err
	}
	m := bind.New(facts, a)
	m.Resize(w, h)
	colours, ok := render.ThemeNamed(*theme)
	if !ok {
		return fmt.Errorf("render: theme %q, expected one of %s", *theme, strings.Join(render.ThemeNames[:], ", "))
	}
	m.SetTheme(colours)
	link := *fragment
	if link == "" {
		if link, err = linkOf(facts, *sel, *side, *view, *levels, *skin, *section); err != nil {
			return err
		}
	}
	state, err := app.ParseFragment(link, m)
	if err != nil {
		return err
	}
	if err := drawTo(*target, m, state, w, h); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s  #%s\n", *target, state.Fragment())
	return nil
}

// openDrawn opens an atlas, or makes one from tables.
func openDrawn(atlas, tables, only string, facts *anatomy.Facts) (*assets.Atlas, error) {
	if tables == "" {
		if only != "" {
			return nil, fmt.Errorf("render: --only chooses among the tables of --tables")
		}
		return openAtlas(atlas, facts)
	}
	choice, err := body.ParseChoice(only)
	if err != nil {
		return nil, err
	}
	parts, err := buildParts(tables, choice)
	if err != nil {
		return nil, err
	}
	data, err := body.WriteGLB(parts)
	if err != nil {
		return nil, err
	}
	return bindAtlas(tables, "body", data, facts)
}

// linkOf writes the flags as a link: one way in for every state.
func linkOf(facts *anatomy.Facts, sel, side, view, levels, skin, section string) (string, error) {
	parts := []string{"levels=" + levels, "skin=" + skin}
	if view != "" {
		parts = append(parts, "view="+view)
	}
	if section != "" {
		parts = append(parts, "section="+section)
	}
	if sel != "" {
		ref, err := bind.FindRef(facts, sel, "", side)
		if err != nil {
			return "", err
		}
		parts = append(parts, "select="+string(ref.Kind)+":"+string(ref.ID), "side="+string(ref.Side))
	}
	return strings.Join(parts, "&"), nil
}

func drawTo(file string, m *bind.Map, s app.State, w, h int) error {
	painter, err := annot.New()
	if err != nil {
		return err
	}
	scene := m.Scene(s)
	renderer := soft.New()
	img := renderer.Draw(scene, w, h, soft.Print())
	marks := render.Annotate(scene, w, h, m.Picker().Hides(scene, scene.Tolerance()))
	if err := painter.Draw(img, marks, scene.Theme); err != nil {
		return err
	}
	return writePNG(file, img)
}
