package site

import "testing"

// TestCompiledFactsAreWhatTheFilesSay runs a test of the facts in a program that
// has them compiled in, as the page does.
func TestCompiledFactsAreWhatTheFilesSay(t *testing.T) {
	const root = "../../.."
	err := withFacts(root, func(flags []string) error {
		args := append([]string{"test", "-count=1", "-run", "^TestEmbeddedIsWhatTheFilesSay$"}, flags...)
		return run(root, nil, "go", append(args, "./anatomy")...)
	})
	if err != nil {
		t.Fatal(err)
	}
}
