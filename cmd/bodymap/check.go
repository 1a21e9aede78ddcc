package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"bodymap/anatomy"
)

func runCheck(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("check", flag.ContinueOnError)
	dir := fs.String("facts", "", "folder of facts to check instead of those built in")
	fix := fs.Bool("fix", false, "rewrite the records of --facts in canonical form")
	if _, err := parse(fs, args); err != nil {
		return err
	}
	if *fix {
		return fixFacts(*dir, out)
	}
	load := anatomy.Embedded
	if *dir != "" {
		load = func() (*anatomy.Facts, error) { return anatomy.Load(os.DirFS(*dir)) }
	}
	facts, err := load()
	if err != nil && *dir != "" {
		return fmt.Errorf("%s: %w", *dir, err)
	}
	if err != nil {
		return err
	}
	problems := anatomy.Check(facts)
	for _, p := range problems {
		fmt.Fprintln(out, p)
	}
	if len(problems) > 0 {
		return fmt.Errorf("check: %d problems", len(problems))
	}
	total := 0
	for _, kind := range anatomy.Kinds {
		n := len(facts.IDs(kind))
		total += n
		fmt.Fprintf(out, "%5d %s\n", n, kind)
	}
	fmt.Fprintf(out, "%5d records, no problems\n", total)
	return nil
}
