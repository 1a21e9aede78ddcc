package main

import (
	"flag"
	"fmt"
	"io"

	"bodymap/anatomy"
	"bodymap/assets/body"
	"bodymap/cmd/internal/site"
)

// atlasMeasure prints the stations of a structure as rows of a table of the
// built-in body: a start to be reviewed by eye.
func atlasMeasure(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("atlas measure", flag.ContinueOnError)
	name := fs.String("atlas", site.Reference, "the model to measure")
	side := fs.String("side", "right", "left, right or midline")
	stations := fs.Int("stations", 8, "most stations along the structure, 2 to 12")
	ids, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(ids) != 1 {
		return fmt.Errorf("atlas measure: %d ids given, expected one, such as gluteus-medius", len(ids))
	}
	facts, err := anatomy.Embedded()
	if err != nil {
		return err
	}
	atlas, err := openAtlas(*name, facts)
	if err != nil {
		return err
	}
	i, ok := atlas.Find(anatomy.ID(ids[0]), anatomy.Side(*side))
	if !ok {
		return fmt.Errorf("atlas measure: %s has no structure %q on the side %q; `bodymap atlas bind` lists them", *name, ids[0], *side)
	}
	table, err := body.MeasureLoft(atlas.Structures[i].Mesh, body.Hints{Stations: *stations})
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, table)
	return err
}
