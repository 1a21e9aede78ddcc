package main

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"

	"bodymap/cmd/internal/bench"
)

func runBench(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	var (
		dir    = fs.String("dir", defaultSite, "folder of the built page")
		rounds = fs.Int("rounds", 5, "how often each page takes its turn")
		three  = fs.String("three", "", "folder of the npm package three "+bench.ThreeVersion+" (default: fetched with npm)")
		atlas  = fs.String("atlas", "both", "body, fused or both")
		paths  = fs.String("paths", "auto,soft,shader", "ways of drawing that are measured")
	)
	if _, err := parse(fs, args); err != nil {
		return err
	}
	o := bench.Options{Site: *dir, Cache: filepath.Dir(defaultSite), Three: *three, Atlas: os.Getenv("ATLAS"), Rounds: *rounds, Log: os.Stderr}
	o.Atlases = []string{*atlas}
	if *atlas == "both" {
		o.Atlases = []string{"body", "fused"}
	}
	o.Paths = strings.Split(strings.ReplaceAll(*paths, "auto", ""), ",")
	return bench.Orbit(o, out)
}
