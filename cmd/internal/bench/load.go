package bench

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// ticks is how many of the units of /proc/stat make a second; Linux has told
// programs 100 on every machine for decades.
const ticks = 100

// usage is the processor time that was used up to a moment.
type usage struct {
	at      time.Time
	all     time.Duration         // of all cores, by anybody
	own     time.Duration         // of this process
	process map[int]time.Duration // of each process of the browser
	main    map[int]time.Duration // of each of those processes' main thread
}

// measureUsage reads the processor times of the machine, of this process and of
// a process tree.
func measureUsage(root int) (usage, error) {
	u := usage{at: time.Now(), process: map[int]time.Duration{}, main: map[int]time.Duration{}}
	stat, err := os.ReadFile("/proc/stat")
	if err != nil {
		return u, fmt.Errorf("bench: processor time is read from /proc, as on Linux: %w", err)
	}
	if u.all, err = busy(stat); err != nil {
		return u, err
	}
	u.own, _ = processTime(os.Getpid())
	for _, pid := range tree(root) {
		u.process[pid], u.main[pid] = processTime(pid)
	}
	return u, nil
}

// busy reads the time that all cores were busy from /proc/stat.
func busy(stat []byte) (time.Duration, error) {
	line, _, _ := bytes.Cut(stat, []byte("\n"))
	fields := strings.Fields(string(line))
	if len(fields) < 8 || fields[0] != "cpu" {
		return 0, fmt.Errorf("bench: /proc/stat begins with %q, expected the times of cpu", line)
	}
	var sum int64
	for i, f := range fields[1:9:9] {
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("bench: /proc/stat: %w", err)
		}
		if i != 3 && i != 4 { // idle, waiting for input
			sum += n
		}
	}
	return time.Duration(sum) * time.Second / ticks, nil
}

// tree lists a process and all that descend from it.
func tree(root int) []int {
	children := map[int][]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range stats {
		data, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		if pid, parent, ok := parentOf(string(data)); ok {
			children[parent] = append(children[parent], pid)
		}
	}
	list := []int{root}
	for i := 0; i < len(list); i++ {
		list = append(list, children[list[i]]...)
	}
	return list
}

// parentOf reads a process and its parent from /proc/<pid>/stat, in which the
// program's name, between brackets, may hold anything.
func parentOf(stat string) (pid, parent int, ok bool) {
	open, end := strings.IndexByte(stat, '('), strings.LastIndexByte(stat, ')')
	if open < 0 || end < open {
		return 0, 0, false
	}
	rest := strings.Fields(stat[end+1:])
	if len(rest) < 2 {
		return 0, 0, false
	}
	pid, err := strconv.Atoi(strings.TrimSpace(stat[:open]))
	if err != nil {
		return 0, 0, false
	}
	parent, err = strconv.Atoi(rest[1])
	return pid, parent, err == nil
}

// processTime is the time that the living threads of a process ran, and its main
// thread alone; 0 for a process that has ended.
func processTime(pid int) (all, main time.Duration) {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		fields := strings.Fields(string(data))
		if len(fields) == 0 {
			continue
		}
		n, err := strconv.ParseInt(fields[0], 10, 64)
		if err != nil {
			continue
		}
		all += time.Duration(n)
		if filepath.Base(filepath.Dir(file)) == strconv.Itoa(pid) {
			main = time.Duration(n)
		}
	}
	return all, main
}

// spent is what was used between two moments.
type spent struct {
	wall    time.Duration
	browser time.Duration // by the whole tree
	main    time.Duration // by the busiest main thread of the tree that is not the root's
	foreign float64       // cores that others kept busy
}

// since returns what was used since an earlier moment. A process that has ended
// in between counts for what it had used at the first.
func (u usage) since(from usage, root int) spent {
	s := spent{wall: u.at.Sub(from.at)}
	for pid, t := range u.process {
		s.browser += max(t-from.process[pid], 0)
	}
	for pid, t := range u.main {
		if pid != root {
			s.main = max(s.main, t-from.main[pid])
		}
	}
	if s.wall > 0 {
		others := (u.all - from.all) - s.browser - (u.own - from.own)
		s.foreign = max(0, others.Seconds()/s.wall.Seconds())
	}
	return s
}

// watch measures what is used while f runs.
func (b *browser) watch(f func() error) (spent, error) {
	from, err := measureUsage(b.pid)
	if err != nil {
		return spent{}, err
	}
	if err := f(); err != nil {
		return spent{}, err
	}
	to, err := measureUsage(b.pid)
	if err != nil {
		return spent{}, err
	}
	return to.since(from, b.pid), nil
}
