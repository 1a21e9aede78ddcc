package soft

import (
	"sync"
	"sync/atomic"
)

// bandRows is the height of the strips of the picture that workers share out.
const bandRows = 32

// bands calls draw for every strip of rows of a picture h rows high.
func (r *Renderer) bands(h int, draw func(y0, y1 int)) {
	r.each((h+bandRows-1)/bandRows, func(i int) {
		draw(i*bandRows, min((i+1)*bandRows, h))
	})
}

// each calls do for 0 to n-1, shared among the workers.
func (r *Renderer) each(n int, do func(i int)) {
	workers := min(r.opt.Workers, n)
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}
