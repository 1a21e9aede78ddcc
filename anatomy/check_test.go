package anatomy

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// folder reads the records of folders into one file system, later ones over
// earlier ones, and returns the paths of the last.
func folder(t *testing.T, dirs ...string) (fstest.MapFS, []string) {
	t.Helper()
	all := fstest.MapFS{}
	var last []string
	for _, dir := range dirs {
		last = nil
		err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path.Join(dir, name))
			all[name] = &fstest.MapFile{Data: data}
			last = append(last, factsRoot+name)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all, last
}

func load(t *testing.T, fsys fs.FS) *Facts {
	t.Helper()
	f, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// complete are the rules that want more records than the small good example has.
var complete = []string{"published-regions", "levels", "dermatome", "homeostatic"}

func TestGoodExampleKeepsEveryRule(t *testing.T) {
	good, _ := folder(t, "testdata/good")
	for _, p := range Check(load(t, good)) {
		if !slices.Contains(complete, p.Rule) || !strings.HasPrefix(p.Text, "is missing") {
			t.Error(p)
		}
	}
}

// TestBadExamples lays each bad example over the good ones: the rule that it is
// named after finds it, in the file that breaks it.
func TestBadExamples(t *testing.T) {
	goodFS, _ := folder(t, "testdata/good")
	before := Check(load(t, goodFS))
	for _, rule := range Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			overlaid, bad := folder(t, "testdata/good", "testdata/bad/"+rule.Name)
			var found []string
			for _, p := range Check(load(t, overlaid)) {
				if slices.Contains(before, p) {
					continue
				}
				if p.Rule == rule.Name && slices.Contains(bad, p.Path) {
					return
				}
				found = append(found, p.String())
			}
			t.Errorf("rule does not find its bad example; found instead:\n%s", strings.Join(found, "\n"))
		})
	}
}

func TestEachBadExampleHasARule(t *testing.T) {
	entries, err := os.ReadDir("testdata/bad")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.ContainsFunc(Rules(), func(r Rule) bool { return r.Name == e.Name() }) {
			t.Errorf("testdata/bad/%s is no rule", e.Name())
		}
	}
}

func TestRulesNameWhatIsMissing(t *testing.T) {
	problems := Check(load(t, fstest.MapFS{}))
	count := map[string]int{}
	for _, p := range problems {
		count[p.Rule]++
	}
	for rule, want := range map[string]int{"published-regions": 75, "levels": 28, "dermatome": 29, "homeostatic": 24, "measure": 1} {
		if count[rule] != want {
			t.Errorf("no records at all: rule %s finds %d problems, expected %d", rule, count[rule], want)
		}
	}
}

func TestExceptions(t *testing.T) {
	const accepted = "facts/muscle/piriformis.json: muscle-point: none is described; way out: add one"
	for _, test := range []struct {
		name, text, rule string // rule that must be found; "" for none beside those of the good example
	}{
		{"accepted", accepted, ""},
		{"comment", "# why\n\n" + accepted, ""},
		{"none", "", "muscle-point"},
		{"other rule", strings.Replace(accepted, "muscle-point", "supply", 1), "muscle-point"},
		{"no longer needed", accepted + "\nfacts/muscle/gluteus-medius.json: muscle-point: none; way out: none", "exception"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys, _ := folder(t, "testdata/good", "testdata/bad/muscle-point")
			fsys[exceptionsFile] = &fstest.MapFile{Data: []byte(test.text)}
			var found []string
			for _, p := range Check(load(t, fsys)) {
				if !slices.Contains(complete, p.Rule) {
					found = append(found, p.Rule)
				}
			}
			if test.rule == "" && len(found) > 0 || test.rule != "" && !slices.Contains(found, test.rule) {
				t.Errorf("found %v, expected %q", found, test.rule)
			}
		})
	}
}

func TestExceptionWithoutReasonIsRefused(t *testing.T) {
	fsys, _ := folder(t, "testdata/good")
	fsys[exceptionsFile] = &fstest.MapFile{Data: []byte("facts/muscle/piriformis.json: muscle-point: because")}
	_, err := Load(fsys)
	if err == nil || !strings.Contains(err.Error(), "facts/exceptions.txt: line 1") {
		t.Errorf("got %v, expected a problem in line 1", err)
	}
}

func TestRuleNamesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Name] || r.About == "" {
			t.Errorf("rule %q is there twice or says nothing about itself", r.Name)
		}
		seen[r.Name] = true
	}
}

func TestCheckReportsInOrder(t *testing.T) {
	problems := Check(load(t, fstest.MapFS{}))
	if !slices.IsSortedFunc(problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error(fmt.Sprint(problems))
	}
}
