package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"

	"bodymap/anatomy"
	"bodymap/cmd/internal/bind"
)

func runLinks(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("links", flag.ContinueOnError)
	side := fs.String("side", "right", "left, right or both")
	asJSON := fs.Bool("json", false, "print JSON")
	kind := fs.String("kind", "", "muscle, point, region, level, condition or nerve, where the id alone is ambiguous")
	ids, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(ids) != 1 {
		return fmt.Errorf("links: %d ids given, expected one, such as gluteus-medius", len(ids))
	}
	facts, err := anatomy.Embedded()
	if err != nil {
		return err
	}
	ref, err := bind.FindRef(facts, ids[0], *kind, *side)
	if err != nil {
		return err
	}
	t, err := facts.Treat(ref)
	if err != nil {
		return err
	}
	if *asJSON {
		return printJSON(out, t)
	}
	printTreatment(out, facts, t)
	return nil
}

func printJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func printTreatment(out io.Writer, facts *anatomy.Facts, t anatomy.Treatment) {
	fmt.Fprintf(out, "%s (%s, %s)\n", facts.Name(t.Selection.Kind, t.Selection.ID), t.Selection.Kind, t.Selection.Side)
	for _, l := range t.Levels {
		fmt.Fprintf(out, "\n%d  %s\n", l.Level, l.Name)
		for _, item := range l.Items {
			cites := make([]string, len(item.Sources))
			for i, c := range item.Sources {
				cites[i] = string(c)
			}
			fmt.Fprintf(out, "   %-28s %s [%s]\n", item.Name, item.Reason, strings.Join(cites, "; "))
		}
		if len(l.Items) == 0 {
			fmt.Fprintln(out, "   none recorded")
		}
	}
}
