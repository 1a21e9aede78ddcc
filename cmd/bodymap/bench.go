package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"bodymap/cmd/internal/bench"
)

// Where the benchmark keeps what it found, relative to the root of the repository.
const (
	benchResults = "build/bench.json"
	benchPage    = "render/BENCHMARK.md"
	benchPlot    = "render/growth.svg"
	benchNotes   = "render/benchmark-notes.txt"
)

func runBench(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	var (
		dir      = fs.String("dir", defaultSite, "folder of the built page")
		rounds   = fs.Int("rounds", 5, "how often each page takes its turn")
		three    = fs.String("three", "", "folder of the npm package three "+bench.ThreeVersion+" (default: fetched with npm into build)")
		atlas    = fs.String("atlas", "both", "body, fused (the reference, or the .glb that $ATLAS names) or both")
		paths    = fs.String("paths", "auto,soft,shader", "ways of drawing that are measured; auto is the viewer's own choice")
		only     = fs.String("only", "", "rows to measure, separated by commas: "+bench.Rows())
		asJSON   = fs.Bool("json", false, "print JSON")
		markdown = fs.Bool("markdown", false, "write "+benchPage+" and "+benchPlot+" too; rows that are not measured now are those of "+benchResults)
	)
	if _, err := parse(fs, args); err != nil {
		return err
	}
	o := bench.Options{Site: *dir, Cache: filepath.Dir(benchResults), Three: *three, Atlas: os.Getenv("ATLAS"), Rounds: *rounds, Only: fields(*only), Log: os.Stderr}
	switch *atlas {
	case "both":
		o.Atlases = []string{"body", "fused"}
	case "body", "fused":
		o.Atlases = []string{*atlas}
	default:
		return fmt.Errorf("bench: --atlas %q, expected body, fused or both", *atlas)
	}
	for _, p := range fields(*paths) {
		switch p {
		case "auto":
			p = ""
		case "soft", "shader":
		default:
			return fmt.Errorf("bench: --paths %q, expected some of auto, soft and shader", *paths)
		}
		o.Paths = append(o.Paths, p)
	}
	return benchTo(out, o, *asJSON, *markdown)
}

// benchTo measures and writes what was found.
func benchTo(out io.Writer, o bench.Options, asJSON, markdown bool) error {
	results, err := bench.ReadResults(benchResults)
	if err != nil {
		return err
	}
	notes, err := bench.ReadNotes(benchNotes) // before minutes are spent
	if err != nil {
		return err
	}
	found, err := bench.Run(o, func(row bench.Results) error {
		maps.Copy(results, row)
		if !asJSON {
			fmt.Fprint(out, row.Text())
		}
		return results.Write(benchResults)
	})
	if err != nil {
		return err
	}
	if asJSON {
		e := json.NewEncoder(out)
		e.SetIndent("", "\t")
		if err := e.Encode(found.Results); err != nil {
			return err
		}
	}
	if !markdown {
		return nil
	}
	if plot := results.Plot(); plot != "" {
		if err := os.WriteFile(benchPlot, []byte(plot), 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(benchPage, []byte(results.Markdown(found.Machine, notes)), 0o644)
}

// fields splits a list at its commas.
func fields(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}
