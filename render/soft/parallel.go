package soft

import (
	"sync"
	"sync/atomic"
)

// stripsPerWorker evens out strips that take unequally long. More would cost
// more: triangles are looked at once per strip that their structure touches.
const stripsPerWorker = 3

// bands calls draw for every strip of rows of a picture h rows high.
func (r *Renderer) bands(h int, draw func(y0, y1 int)) {
	strips := 1
	if r.opt.Workers > 1 {
		strips = min(r.opt.Workers*stripsPerWorker, h)
	}
	r.each(strips, func(i int) { draw(i*h/strips, (i+1)*h/strips) })
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
