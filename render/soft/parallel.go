package soft

import (
	"image"
	"sync"
	"sync/atomic"
)

// stripsPerWorker evens out strips that take unequally long. More would cost
// more: triangles are looked at once per strip that their structure touches.
const stripsPerWorker = 3

// bands calls draw for strips of rows that make up an area between them. They
// begin at multiples of step rows, but for the first.
func (r *Renderer) bands(area image.Rectangle, step int, draw func(image.Rectangle)) {
	if area.Empty() {
		return
	}
	first, last := area.Min.Y/step, (area.Max.Y+step-1)/step
	strips := 1
	if r.opt.Workers > 1 {
		strips = min(r.opt.Workers*stripsPerWorker, last-first)
	}
	r.each(strips, func(i int) {
		strip := area
		strip.Min.Y = max((first+i*(last-first)/strips)*step, area.Min.Y)
		strip.Max.Y = min((first+(i+1)*(last-first)/strips)*step, area.Max.Y)
		draw(strip)
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
