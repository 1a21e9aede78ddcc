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
	coverage := fs.Bool("coverage", false, "print how complete the records are")
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
	if *coverage {
		printCoverage(out, facts)
		return nil
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

// maxMissing is how many records without something are named in a line.
const maxMissing = 6

// printCoverage prints the coverage table: what is complete, and what is left.
func printCoverage(out io.Writer, facts *anatomy.Facts) {
	for _, c := range facts.Coverage() {
		fmt.Fprintf(out, "%-10s %-40s %4d of %4d", c.Kind, c.What, c.Have, c.Of)
		for i, id := range c.Missing[:min(len(c.Missing), maxMissing)] {
			fmt.Fprintf(out, "%s %s", [...]string{"  without", ","}[min(i, 1)], id)
		}
		if more := len(c.Missing) - maxMissing; more > 0 {
			fmt.Fprintf(out, " and %d more", more)
		}
		fmt.Fprintln(out)
	}
}
