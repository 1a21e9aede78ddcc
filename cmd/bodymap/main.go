// Command bodymap is the map on the command line: it looks up links and facts,
// checks them, draws pictures, and builds and serves the page. It never imports
// Ebitengine, so it runs without a display.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

// command is one subcommand. run gets the arguments after its name.
type command struct {
	name, args, help string
	run              func(args []string, out io.Writer) error
}

var commands = [...]command{
	{"links", "<id> [--side left|right|both] [--json]", "the four levels of treatment linked to a muscle, point, region, level or condition", runLinks},
	{"referred", "<region> [<region> ...] [--json]", "the muscles that refer pain to all of these regions, the most specific first", runReferred},
	{"facts", "<kind> [--json]", "all records of a kind", runFacts},
	{"check", "[--facts dir] [--coverage] [--fix]", "check every record against every rule, or print how complete they are", runCheck},
	{"render", "[--select id] [--side s] [--view v] -o out.png", "draw the map to a picture", runRender},
	{"atlas", "build|compare|measure|bind", "make the built-in body, compare it with another, measure a model, list how a model is bound", runAtlas},
	{"build", "[-o dir]", "build the WASM and the page", runBuild},
	{"serve", "[--addr host:port]", "build and serve the page", runServe},
	{"bench", "[--atlas body|fused|both] [--only row]", "measure the viewer against three.js in a headless Chromium", runBench},
}

func main() {
	err := run(os.Args[1:], os.Stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(0)
	case err != nil:
		fmt.Fprintln(os.Stderr, "bodymap:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		return usage(out)
	}
	for _, c := range commands {
		if c.name == args[0] {
			return c.run(args[1:], out)
		}
	}
	return fmt.Errorf("no command %q; `bodymap help` lists the commands", args[0])
}

func usage(out io.Writer) error {
	fmt.Fprintln(out, "bodymap: an open 3D body map with four linked levels of treatment")
	fmt.Fprintln(out, "Educational; not medical advice.")
	fmt.Fprintln(out)
	for _, c := range commands {
		fmt.Fprintf(out, "  bodymap %s %s\n        %s\n", c.name, c.args, c.help)
	}
	return nil
}

// parse parses flags that may stand before or after the positional arguments,
// and returns the positional ones.
func parse(fs *flag.FlagSet, args []string) ([]string, error) {
	var positional []string
	for {
		if err := fs.Parse(args); err != nil {
			return nil, err
		}
		if fs.NArg() == 0 {
			return positional, nil
		}
		positional = append(positional, fs.Arg(0))
		args = fs.Args()[1:]
	}
}
