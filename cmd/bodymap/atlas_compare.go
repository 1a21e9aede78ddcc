package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/body"
	"bodymap/assets/compare"
	"bodymap/cmd/internal/site"
	"bodymap/render/geom"
)

// comparison is the flags of `atlas compare`.
type comparison struct {
	reference, tables, atlas, only, side string
	points, level                        int
	asJSON, markdown, all                bool
	parts                                compare.Parts
	pictures, view, size                 string
	sheets, region                       string
}

func (c *comparison) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("atlas compare", flag.ContinueOnError)
	fs.StringVar(&c.reference, "reference", site.Reference, "the model to compare with")
	fs.StringVar(&c.tables, "tables", builtTables, "folder of tables of our body")
	fs.StringVar(&c.atlas, "atlas", "", "take our body from this file (or body: the one that ships) instead of building it from tables")
	fs.IntVar(&c.level, "level", -1, "level of detail of --atlas: 0 the finest (default: the one shown at rest); tables are always measured at the finest")
	fs.StringVar(&c.only, "only", "", onlyHelp)
	fs.StringVar(&c.side, "side", "", "left, right or both (default: right for numbers, both for pictures); the midline always takes part")
	fs.IntVar(&c.points, "points", 2000, "points on each surface")
	fs.BoolVar(&c.asJSON, "json", false, "print JSON")
	fs.BoolVar(&c.markdown, "markdown", false, "print short tables for a document")
	fs.BoolVar(&c.parts.Landmarks, "landmarks", false, "measure landmarks instead of surfaces: of the bones, or of what --only names")
	fs.BoolVar(&c.parts.Attachments, "attachments", false, "measure how far muscles, tendons and ligaments end from bone")
	fs.BoolVar(&c.parts.Overlaps, "overlaps", false, "measure how far muscles are sunk into bones and other muscles")
	fs.BoolVar(&c.parts.Skin, "skin", false, "list what stands out of the skin")
	fs.BoolVar(&c.all, "all", false, "measure all of these")
	fs.StringVar(&c.pictures, "pictures", "", "write side-by-side pictures into this folder instead of measuring; with --landmarks these are marked, ours red, the reference's blue")
	fs.StringVar(&c.view, "view", "anterior,posterior,right", "of the pictures: anterior, posterior, right, left, superior, inferior")
	fs.StringVar(&c.size, "size", "700x900", "width x height of each half of a picture, in pixels")
	fs.StringVar(&c.sheets, "sheets", "", "write contact sheets of every region and layer into this folder instead of measuring")
	fs.StringVar(&c.region, "region", "", "of the sheets: head, hand, knee, ... separated by commas (default: all)")
	return fs
}

// atlasCompare measures our body against the reference, or draws both.
func atlasCompare(args []string, out io.Writer) error {
	var c comparison
	if extra, err := parse(c.flags(), args); err != nil {
		return err
	} else if len(extra) > 0 {
		return fmt.Errorf("atlas compare: %q is no flag; name structures with --only", extra[0])
	}
	c.choose()
	o, err := c.options()
	if err != nil {
		return err
	}
	facts, err := anatomy.Embedded()
	if err != nil {
		return err
	}
	ours, reference, err := c.open(facts, o.Only)
	if err != nil {
		return err
	}
	switch {
	case c.pictures != "":
		pair := compare.Choose(ours, reference, o)
		if c.parts.Landmarks {
			found := compare.MeasureLandmarks(facts, ours, reference, o)
			pair.Pins = found.Pins()
			for i, l := range found.Rows {
				fmt.Fprintf(out, "%3d %-34s %5.1f mm\n", i+1, l.ID, l.Distance)
			}
		}
		return c.draw(pair, out)
	case c.sheets != "":
		return c.drawSheets(facts, ours, reference, out)
	}
	return c.print(compare.Measure(facts, ours, reference, c.parts, o), out)
}

// choose settles what is measured where the flags leave it open.
func (c *comparison) choose() {
	switch {
	case c.all:
		c.parts = compare.Parts{Distances: true, Landmarks: true, Attachments: true, Overlaps: true, Skin: true}
	case c.parts == compare.Parts{}:
		c.parts.Distances = true
	case c.parts == compare.Parts{Landmarks: true} && c.only == "" && c.atlas == "":
		c.only = "bone,cartilage,tooth" // what nearly all landmarks lie on
	}
}

// around lists the kinds of tables that must be built beside the chosen ones.
func (c *comparison) around() body.Choice {
	var kinds body.Choice
	if c.parts.Attachments || c.parts.Overlaps {
		kinds = append(kinds, "bone", "cartilage", "tooth", "muscle")
	}
	if c.parts.Attachments {
		kinds = append(kinds, "tendon", "ligament", "fascia")
	}
	if c.parts.Skin {
		kinds = append(kinds, "skin")
	}
	return kinds
}

func (c *comparison) print(r compare.Results, out io.Writer) error {
	switch {
	case c.markdown:
		return r.WriteMarkdown(out)
	case c.asJSON:
		e := json.NewEncoder(out)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	return r.WriteText(out)
}

func (c *comparison) options() (compare.Options, error) {
	choice, err := body.ParseChoice(c.only)
	if err != nil {
		return compare.Options{}, err
	}
	side := anatomy.Side(c.side)
	switch {
	case c.side == "" && c.pictures != "":
		side = anatomy.Both
	case c.side == "":
		side = anatomy.Right
	}
	if _, err := anatomy.ParseSide(string(side)); err != nil {
		return compare.Options{}, fmt.Errorf("atlas compare: %w", err)
	}
	return compare.Options{Only: compare.Expand(choice), Side: side, Points: c.points}, nil
}

// open reads the reference while our body is built.
func (c *comparison) open(facts *anatomy.Facts, only body.Choice) (ours, reference *assets.Atlas, err error) {
	var theirs error
	done := make(chan struct{})
	go func() {
		reference, theirs = openAtlas(c.reference, facts)
		close(done)
	}()
	ours, err = c.ours(facts, only)
	<-done
	return ours, reference, errors.Join(err, theirs)
}

func (c *comparison) ours(facts *anatomy.Facts, only body.Choice) (*assets.Atlas, error) {
	if c.atlas != "" {
		atlas, err := openAtlas(c.atlas, facts)
		if err == nil && c.level >= 0 {
			compare.AtLevel(atlas, c.level)
		}
		return atlas, err
	}
	if len(only) > 0 && c.pictures == "" {
		only = append(slices.Clone(only), c.around()...)
	}
	parts, err := buildParts(c.tables, only)
	if err != nil {
		return nil, err
	}
	return compare.Bind(parts, facts)
}

// draw writes one picture per view.
func (c *comparison) draw(pair compare.Pair, out io.Writer) error {
	w, h, err := parseSize(c.size)
	if err != nil {
		return fmt.Errorf("atlas compare: %w", err)
	}
	if err := os.MkdirAll(c.pictures, 0o755); err != nil {
		return err
	}
	artist, err := compare.NewArtist()
	if err != nil {
		return err
	}
	title := c.only
	if title == "" {
		title = "everything"
	}
	for _, view := range strings.Split(c.view, ",") {
		img, err := artist.Picture(pair, view, title, geom.NoBox(), w, h)
		if err != nil {
			return err
		}
		file := filepath.Join(c.pictures, fileName(title)+"-"+view+".png")
		if err := writePNG(file, img); err != nil {
			return err
		}
		fmt.Fprintln(out, file)
	}
	return nil
}

// drawSheets writes the contact sheets, and says so as each is done.
func (c *comparison) drawSheets(facts *anatomy.Facts, ours, reference *assets.Atlas, out io.Writer) error {
	sheets, err := compare.Sheets(facts, ours, reference, strings.FieldsFunc(c.region, func(r rune) bool { return r == ',' }))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.sheets, 0o755); err != nil {
		return err
	}
	artist, err := compare.NewArtist()
	if err != nil {
		return err
	}
	for _, s := range sheets {
		img, err := s.Draw(artist)
		if err != nil {
			return err
		}
		file := filepath.Join(c.sheets, s.Name+".png")
		if err := writePNG(file, img); err != nil {
			return err
		}
		fmt.Fprintln(out, file)
	}
	return nil
}

// fileName makes a short file name of a choice.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '_'
	}, strings.ReplaceAll(title, "*", "all"))
	return name[:min(len(name), 60)]
}

func parseSize(size string) (w, h int, err error) {
	if _, err := fmt.Sscanf(size, "%dx%d", &w, &h); err != nil || w < 16 || h < 16 || w > 8192 || h > 8192 {
		return 0, 0, fmt.Errorf("size %q, expected width x height such as 1280x800", size)
	}
	return w, h, nil
}

func writePNG(file string, img image.Image) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := png.Encode(f, img); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
