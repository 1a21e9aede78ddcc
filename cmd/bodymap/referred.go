package main

import (
	"flag"
	"fmt"
	"io"
	"strings"

	"bodymap/anatomy"
	"bodymap/cmd/internal/bind"
)

// runReferred looks the referral up in reverse: from where it hurts to the
// muscles that may cause it.
func runReferred(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("referred", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "print JSON")
	ids, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return fmt.Errorf("referred: no region given, expected one or more, such as buttock thigh-posterior")
	}
	facts, err := anatomy.Embedded()
	if err != nil {
		return err
	}
	regions := make([]anatomy.ID, len(ids))
	for i, id := range ids {
		ref, err := bind.FindRef(facts, id, string(anatomy.KindRegion), string(anatomy.Right))
		if err != nil {
			return fmt.Errorf("referred: %w", err)
		}
		regions[i] = ref.ID
	}
	ranked := facts.Referring(regions...)
	if *asJSON {
		return printJSON(out, ranked)
	}
	for _, r := range ranked {
		cites := make([]string, len(r.Cite))
		for i, c := range r.Cite {
			cites[i] = string(c)
		}
		fmt.Fprintf(out, "%-28s %s; and %d more regions [%s]\n", facts.Name(anatomy.KindMuscle, r.Muscle), r.Reason, len(r.Elsewhere), strings.Join(cites, "; "))
	}
	if len(ranked) == 0 {
		fmt.Fprintln(out, "no muscle is recorded to refer to all of these together; ask for fewer regions")
	}
	return nil
}
