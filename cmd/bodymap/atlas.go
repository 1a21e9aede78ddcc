package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/body"
	"bodymap/assets/models"
	"bodymap/cmd/internal/site"
	"bodymap/render/gltf"
)

func runAtlas(args []string, out io.Writer) error {
	if len(args) == 0 {
		return fmt.Errorf("atlas: expected build, compare, measure or bind")
	}
	switch args[0] {
	case "build":
		return atlasBuild(args[1:], out)
	case "compare":
		return atlasCompare(args[1:], out)
	case "measure":
		return atlasMeasure(args[1:], out)
	case "bind":
		return atlasBind(args[1:], out)
	}
	return fmt.Errorf("atlas: no command %q, expected build, compare, measure or bind", args[0])
}

// Where the built-in body and its tables lie, from the root of the repository.
const (
	builtBody   = "assets/models/body/model.glb"
	builtTables = "assets/body/tables"
)

func atlasBuild(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("atlas build", flag.ContinueOnError)
	tables := fs.String("tables", builtTables, "folder of tables")
	only := fs.String("only", "", onlyHelp+"; needs -o")
	who := fs.String("body", body.Bodies()[0], strings.Join(body.Bodies(), " or ")+"; any but the first needs -o")
	target := fs.String("o", "", "file to write (default "+builtBody+")")
	if _, err := parse(fs, args); err != nil {
		return err
	}
	if *target == "" && *who != body.Bodies()[0] {
		return fmt.Errorf("atlas build: --body %s is not the body that ships and must not replace it; name a file with -o", *who)
	}
	if *target == "" && *only != "" {
		return fmt.Errorf("atlas build: --only makes a part of the body, which must not replace the one that ships; name a file with -o")
	}
	if *target == "" {
		*target = builtBody
	}
	choice, err := body.ParseChoice(*only)
	if err != nil {
		return err
	}
	debug.SetGCPercent(400) // many short-lived small things: collected less often, the build takes a seventh less time
	parts, err := buildBody(*tables, choice, *who)
	if err != nil {
		return err
	}
	data, err := body.WriteGLB(parts)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*target, data, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d structures, %d bytes\n", *target, len(parts), len(data))
	return nil
}

// onlyHelp says how structures are chosen.
const onlyHelp = "ids, kinds or patterns, separated by commas: femur, bone, muscle/gluteus-*"

// buildParts makes the body, or the chosen structures of it, from tables.
func buildParts(tables string, only body.Choice) ([]body.Part, error) {
	return buildBody(tables, only, body.Bodies()[0])
}

// buildBody makes one of the bodies, or the chosen structures of it.
func buildBody(tables string, only body.Choice, who string) ([]body.Part, error) {
	tree, err := body.Only(os.DirFS(tables), only)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", tables, err)
	}
	return body.BuildBody(tree, who)
}

func atlasBind(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("atlas bind", flag.ContinueOnError)
	name := fs.String("atlas", "body", "body, fused, or a .glb or .gltf file")
	if _, err := parse(fs, args); err != nil {
		return err
	}
	facts, err := anatomy.Embedded()
	if err != nil {
		return err
	}
	atlas, err := openAtlas(*name, facts)
	if err != nil {
		return err
	}
	known := 0
	for _, s := range atlas.Structures {
		mark := " "
		if s.Known {
			known++
			mark = "*"
		}
		fmt.Fprintf(out, "%s %-44s %-8s %-10s %s\n", mark, s.ID, s.Side, s.System, s.Name)
	}
	for _, r := range atlas.Missing {
		fmt.Fprintf(out, "- %-44s %s: not on this atlas\n", r.ID, r.Kind)
	}
	fmt.Fprintf(out, "%d structures, %d claimed by a record (*), %d records without a structure (-)\n", len(atlas.Structures), known, len(atlas.Missing))
	return nil
}

// openAtlas opens the built-in body, the reference beside the checkout, or a file.
func openAtlas(name string, facts *anatomy.Facts) (*assets.Atlas, error) {
	file, data := name, models.Body()
	switch name {
	case "body":
		file = builtBody
	case "fused":
		file = site.Reference
		fallthrough
	default:
		var err error
		if data, err = os.ReadFile(file); err != nil {
			return nil, fmt.Errorf("atlas: %w; name body, fused or a .glb or .gltf file", err)
		}
	}
	base := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	if name == "body" {
		base = "body"
	}
	return bindAtlas(file, base, data, facts)
}

// bindAtlas reads a model and binds it as the model of the given name; file is
// where it lies, for messages and for what lies beside it.
func bindAtlas(file, name string, data []byte, facts *anatomy.Facts) (*assets.Atlas, error) {
	model, err := gltf.ParseWith(data, beside(file))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	binding, err := assets.Named(name)
	if err != nil {
		return nil, err
	}
	atlas, err := assets.Bind(model, binding, facts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return atlas, nil
}

// beside opens the buffers of a .gltf file, which lie in its folder.
func beside(file string) func(uri string) ([]byte, error) {
	root := os.DirFS(filepath.Dir(file))
	return func(uri string) ([]byte, error) {
		f, err := root.Open(uri) // refuses paths that lead out of the folder
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return io.ReadAll(f)
	}
}
