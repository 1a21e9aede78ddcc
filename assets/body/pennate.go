package body

import (
	"math"

	"bodymap/render/geom"
)

// pennation reads at what angle, in whole degrees, the fibres of a muscle run to
// its length, and returns by how many half-widths they move across from origin
// to insertion, in either half across:
//
//	pennate 15     # one feather: from the edge where across is -1 to the other
//	bipennate 20   # two feathers: from both edges to the middle; below 0 outwards
//
// A muscle without such a row has fibres along its length.
func (t Table) pennation(shapes []shape) ([2]float32, error) {
	var out [2]float32
	for _, r := range t.Rows {
		if r.Key != "pennate" && r.Key != "bipennate" {
			continue
		}
		v, err := r.Numbers(0, "degrees")
		if err != nil {
			return out, err
		}
		if math.Abs(v[0]) > 45 {
			return out, r.Errorf(r.Key, "%v degrees, expected at most 45 either way", v[0])
		}
		length, half := shapes[0].size()
		moved := math.Tan(v[0]*math.Pi/180) * length / math.Max(half, 1)
		step := float32(math.Round(moved*geom.PennateSteps) / geom.PennateSteps)
		step = min(max(step, -geom.MaxPennate), geom.MaxPennate)
		out = [2]float32{step, step}
		if r.Key == "bipennate" {
			out[1] = -step
		}
	}
	return out, nil
}
