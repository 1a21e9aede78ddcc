package bench

import (
	"fmt"

	"bodymap/anatomy"
)

// change is how long pictures take that differ from the last in marks alone.
type change struct {
	atlas, path string
	full        []float64 // ms of a whole picture at rest, to compare with
	hover       []float64 // ms of the first picture with another hover
	level       []float64 // ms of the first picture with a level of treatment more or less
	selection   []float64 // ms from the choice of another muscle to its first picture
	fullCount   int       // triangles that the whole picture hands to the graphics processor
	hoverCount  int       // and the changed one
	load        float64
}

// What is selected and hovered: muscles in full sight from the front, on any body.
var superficial = [...]anatomy.ID{"rectus-femoris", "pectoralis-major", "tibialis-anterior", "vastus-lateralis"}

// changes is how often each change is made.
func changes(path string) int {
	if path == "shader" {
		return 2 // without a graphics processor its pictures take seconds
	}
	return 6
}

// measureChange changes hover, marks and selection while the camera rests.
func (r *run) measureChange(atlas, path string) (*change, error) {
	m, err := r.openOurs(atlas, path, "select=muscle:"+string(superficial[0])+"&side=right&labels=0")
	if err != nil {
		return nil, err
	}
	defer m.tab.close()
	c := &change{atlas: atlas, path: path}
	used, err := r.browser.watch(func() error { return c.measure(m.tab, changes(path)) })
	c.load = used.foreign
	return c, err
}

func (c *change) measure(t *tab, times int) error {
	for i := range times {
		frames, err := after(t, `{type: "event", event: {type: "orbit", dx: 1, dy: 0}}`)
		if err != nil {
			return err
		}
		if len(frames) > 1 { // the first moves
			c.full = append(c.full, frames[1].whole())
			c.fullCount = int(frames[1].Triangles)
		}
		hover := fmt.Sprintf(`{type: "hover", ref: {kind: "muscle", id: %q, side: "right"}}`, superficial[1+i%2])
		if frames, err = after(t, hover); err != nil {
			return err
		}
		if len(frames) > 0 {
			c.hover = append(c.hover, frames[0].whole())
			c.hoverCount = int(frames[0].Triangles)
		}
		if frames, err = after(t, fmt.Sprintf(`{type: "event", event: {type: "level", level: 1, on: %t}}`, i%2 == 1)); err != nil {
			return err
		}
		if len(frames) > 0 {
			c.level = append(c.level, frames[0].whole())
		}
	}
	for i := range times / 2 {
		took, err := eval[float64](t, fmt.Sprintf(`(async () => {
			const from = view.probe().now();
			const frames = await view.after({type: "event", event: {type: "select", kind: "muscle", id: %q, side: "right"}});
			return frames.length > 0 ? frames[0].at + frames[0].total - from : 0;
		})()`, superficial[1+i%3]))
		if err != nil {
			return err
		}
		c.selection = append(c.selection, took)
	}
	return nil
}

// after sends a message to our stage and returns the frames that follow.
func after(t *tab, message string) ([]drawn, error) {
	return eval[[]drawn](t, "view.after("+message+")")
}

// share is the part of a whole picture that changed ones take.
func (c *change) share(changed []float64) float64 {
	full := median(c.full)
	if full == 0 {
		return 0
	}
	return median(changed) / full
}
