package body

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls do for 0 to n-1 on all cores and waits for the last. The calls
// begin in order and must not depend on each other: what they write goes to
// places of their own, so that the outcome does not depend on the cores.
func each(n int, do func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}
