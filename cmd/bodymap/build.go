package main

import (
	"flag"
	"fmt"
	"io"

	"bodymap/cmd/internal/site"
)

// defaultSite is where the page is built, relative to the repository root.
const defaultSite = "build/site"

func runBuild(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("build", flag.ContinueOnError)
	dir := fs.String("o", defaultSite, "folder to build into")
	compress := fs.Bool("compress", false, "also write .br files for servers that send them")
	if _, err := parse(fs, args); err != nil {
		return err
	}
	if err := site.Build(".", *dir, *compress); err != nil {
		return err
	}
	fmt.Fprintln(out, "built", *dir)
	return nil
}
