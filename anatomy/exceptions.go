package anatomy

import (
	"io/fs"
	"strings"
)

// exception is an accepted gap: a problem that a rule finds and that stands,
// with its reason and the way out. Each is one line of facts/exceptions.txt:
//
//	facts/muscle/gemellus-superior.json: muscle-point: no point of its own is described; way out: none expected
//
// Lines that are empty or start with # are comments.
type exception struct {
	line           int
	path, rule     string
	reason, wayOut string
}

// exceptions reads the accepted gaps.
func (l *loader) exceptions(e fs.DirEntry) []exception {
	data, err := readBounded(l.fsys, exceptionsFile, e, maxExceptionBytes)
	if err != nil {
		l.problem(exceptionsFile, "", "%v", err)
		return nil
	}
	var all []exception
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		e, ok := parseException(line)
		if !ok {
			l.problem(exceptionsFile, "", "line %d is %q, expected \"path: rule: reason; way out\"", i+1, line)
			continue
		}
		e.line = i + 1
		all = append(all, e)
	}
	return all
}

func parseException(line string) (exception, bool) {
	path, rest, _ := strings.Cut(line, ":")
	rule, rest, _ := strings.Cut(rest, ":")
	reason, wayOut, _ := strings.Cut(rest, ";")
	e := exception{
		path: strings.TrimSpace(path), rule: strings.TrimSpace(rule),
		reason: strings.TrimSpace(reason), wayOut: strings.TrimSpace(wayOut),
	}
	return e, e.path != "" && e.rule != "" && e.reason != "" && e.wayOut != ""
}
