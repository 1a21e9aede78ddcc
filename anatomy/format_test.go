package anatomy

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// TestFormatDocumentIsComplete: FORMAT.md names every field of every kind and
// every rule, and its examples are records as they are.
func TestFormatDocumentIsComplete(t *testing.T) {
	data, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	document := string(data)
	for _, kind := range Kinds {
		_, section, found := strings.Cut(document, "\n### "+string(kind)+": ")
		if !found {
			t.Errorf("there is no section on %s", kind)
			continue
		}
		section, _, _ = strings.Cut(section, "\n### ")
		for _, name := range fieldNames(reflect.TypeOf(newRecord(kind)).Elem()) {
			if !regexp.MustCompile(`(?m)^\|[^|]*[`+"`"+`, ]`+name+`[`+"`"+`,]`).MatchString(section) && name != "fma" && name != "names" && name != "aliases" {
				t.Errorf("%s: field %s is not explained", kind, name)
			}
		}
		if _, example, given := strings.Cut(section, "```json\n"); given {
			example, _, _ = strings.Cut(example, "```")
			canonical, err := Format(kind, []byte(example))
			if err != nil || string(canonical) != example {
				t.Errorf("%s: the example is not a canonical record: %v", kind, err)
			}
		}
	}
	for _, rule := range Rules() {
		if !strings.Contains(document, "| `"+rule.Name+"` | "+rule.About+" |") {
			t.Errorf("rule %s is not in the table, expected %q", rule.Name, rule.About)
		}
	}
}

func fieldNames(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		names = append(names, jsonName(t.Field(i)))
	}
	return names
}
