package bench

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The release of three.js that is measured against, and the sum that the
// registry states for it.
const (
	ThreeVersion = "0.187.0"
	threeSum     = "Qiu7R+Cmh8CstZsY1uJOSWnVlfo7ZtNLV7mF8Jltk3LB3AtDu9cRZlcnRKkAk8Y4z6KKw35z7Y7Urd7jWY8etA=="
)

// findThree returns the folder of three.js: the one given, else the one kept in
// cache, else what npm fetches into it.
func findThree(given, cache string) (string, error) {
	if given != "" {
		if _, err := os.Stat(filepath.Join(given, "build", "three.module.js")); err != nil {
			return "", fmt.Errorf("bench: --three: %w; name the folder of an unpacked npm package three", err)
		}
		return given, nil
	}
	dir := filepath.Join(cache, "three-"+ThreeVersion)
	if _, err := os.Stat(filepath.Join(dir, "package", "build", "three.module.js")); err == nil {
		return filepath.Join(dir, "package"), nil
	}
	if err := fetchThree(dir); err != nil {
		return "", fmt.Errorf("bench: three.js %s, which is measured against, could not be fetched: %w\n"+
			"Install npm and go online once, or unpack the npm package yourself and name its folder with --three", ThreeVersion, err)
	}
	return filepath.Join(dir, "package"), nil
}

// fetchThree fetches the package with npm, checks it and unpacks what the peer's
// page loads.
func fetchThree(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	cmd := exec.Command("npm", "pack", "--silent", "three@"+ThreeVersion)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("npm pack: %w %s", err, strings.TrimSpace(string(out)))
	}
	archive := filepath.Join(dir, "three-"+ThreeVersion+".tgz")
	defer os.Remove(archive)
	data, err := os.ReadFile(archive)
	if err != nil {
		return err
	}
	if sum := sha512.Sum512(data); base64.StdEncoding.EncodeToString(sum[:]) != threeSum {
		return fmt.Errorf("%s is not the package that was published: its SHA-512 differs", filepath.Base(archive))
	}
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	return unpack(f, dir)
}

// unpack writes the scripts of a package into a folder.
func unpack(archive io.Reader, dir string) error {
	z, err := gzip.NewReader(archive)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	files := tar.NewReader(z)
	for {
		h, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		wanted := strings.HasPrefix(h.Name, "package/build/") || strings.HasPrefix(h.Name, "package/examples/jsm/") || h.Name == "package/LICENSE"
		if h.Typeflag != tar.TypeReg || !wanted {
			continue
		}
		if err := root.MkdirAll(filepath.Dir(h.Name), 0o755); err != nil {
			return err
		}
		data, err := io.ReadAll(files)
		if err != nil {
			return err
		}
		if err := root.WriteFile(h.Name, data, 0o644); err != nil {
			return err
		}
	}
}
