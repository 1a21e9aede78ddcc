package bench

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
)

// growth is how the processor time of a frame grows with what is drawn.
type growth struct {
	Path   string  `json:"path"`
	Points []point `json:"points"`
}

// point is one model: how many triangles it has, and the time of a moving frame.
type point struct {
	Triangles int     `json:"triangles"`
	CPU       float64 `json:"cpu"` // ms in the frame's callback
}

// The models that are made for this: ever more balls of equal triangles fill
// the same room, so that the picture covers as many pixels.
const (
	ballRings     = 50
	ballTriangles = 2 * ballRings * (ballRings - 1)
)

var ballCounts = [...]int{10, 25, 50, 100, 200}

// measureGrowth turns ever larger models.
func (r *run) measureGrowth(path string) (*growth, error) {
	g := &growth{Path: path}
	for _, n := range ballCounts {
		name := fmt.Sprintf("balls-%d", n)
		glb, err := ballModel(n)
		if err != nil {
			return nil, err
		}
		r.server.models[name+".glb"] = glb
		cpu, _, err := r.measureCPU(name, path)
		if err != nil {
			return nil, err
		}
		g.Points = append(g.Points, point{n * ballTriangles, cpu})
		r.log("growth, %s: %d triangles, %.1f ms", path, n*ballTriangles, cpu)
	}
	return g, nil
}

// measureCPU turns a model and returns the median processor time of a moving
// frame, in its callback and on the whole main thread, in milliseconds.
func (r *run) measureCPU(atlas, path string) (callback, thread float64, err error) {
	m, err := r.openUntil("view.shown()", atlas, path, "") // at rest the largest takes minutes without a graphics processor
	if err != nil {
		return 0, 0, err
	}
	defer m.tab.close()
	if _, err := m.orbit(3); err != nil { // which fills what is kept from frame to frame
		return 0, 0, err
	}
	var frames []drawn
	var used spent
	times, err := m.tab.trace(func() error {
		used, err = r.browser.watch(func() (err error) {
			frames, err = m.orbit(turnFrames)
			return err
		})
		return err
	})
	if err != nil || len(frames) == 0 {
		return 0, 0, err
	}
	// The longest are those that drew; the others found nothing to do.
	return medianOfLargest(times, len(frames)), float64(used.main) / millisecond / float64(len(frames)), nil
}

// line is the straight line nearest to points, by least squares, and the share
// of their spread that it explains (R²).
func (g *growth) line() (slope, offset, explains float64) {
	n := float64(len(g.Points))
	var sx, sy, sxx, sxy, syy float64
	for _, p := range g.Points {
		x, y := float64(p.Triangles), p.CPU
		sx, sy, sxx, sxy, syy = sx+x, sy+y, sxx+x*x, sxy+x*y, syy+y*y
	}
	vx, vy, vxy := sxx-sx*sx/n, syy-sy*sy/n, sxy-sx*sy/n
	if vx == 0 || vy == 0 {
		return 0, sy / n, 0
	}
	slope = vxy / vx
	return slope, (sy - slope*sx) / n, vxy * vxy / (vx * vy)
}

// ballModel writes a glTF model of n balls on a lattice as high as a person.
func ballModel(n int) ([]byte, error) {
	positions, indices := ball()
	var bin bytes.Buffer
	for _, list := range []any{positions, positions, indices} { // on a ball of radius 1 a place is its normal
		if err := binary.Write(&bin, binary.LittleEndian, list); err != nil {
			return nil, err
		}
	}
	type object = map[string]any
	size := 4 * len(positions)
	var nodes []object
	var list []int
	for i, at := range lattice(n) {
		radius := 0.3 / math.Cbrt(float64(n))
		nodes = append(nodes, object{"name": fmt.Sprintf("ball %d", i+1), "mesh": 0, "translation": at, "scale": []float64{radius, radius, radius},
			"extras": object{"system": "muscle"}})
		list = append(list, i)
	}
	head, err := json.Marshal(object{
		"asset": object{"version": "2.0"}, "scene": 0, "scenes": []object{{"nodes": list}}, "nodes": nodes,
		"meshes":  []object{{"primitives": []object{{"attributes": object{"POSITION": 0, "NORMAL": 1}, "indices": 2}}}},
		"buffers": []object{{"byteLength": bin.Len()}},
		"bufferViews": []object{{"buffer": 0, "byteOffset": 0, "byteLength": size}, {"buffer": 0, "byteOffset": size, "byteLength": size},
			{"buffer": 0, "byteOffset": 2 * size, "byteLength": 4 * len(indices)}},
		"accessors": []object{
			{"bufferView": 0, "componentType": 5126, "count": len(positions) / 3, "type": "VEC3", "min": []int{-1, -1, -1}, "max": []int{1, 1, 1}},
			{"bufferView": 1, "componentType": 5126, "count": len(positions) / 3, "type": "VEC3"},
			{"bufferView": 2, "componentType": 5125, "count": len(indices), "type": "SCALAR"}},
	})
	if err != nil {
		return nil, err
	}
	return glb(head, bin.Bytes()), nil
}

// ball returns a ball of radius 1: rings of corners from pole to pole.
func ball() (positions []float32, indices []uint32) {
	for ring := range ballRings {
		polar := math.Pi * float64(ring) / (ballRings - 1)
		for step := range ballRings {
			around := 2 * math.Pi * float64(step) / ballRings
			positions = append(positions, float32(math.Sin(polar)*math.Cos(around)), float32(math.Cos(polar)), float32(-math.Sin(polar)*math.Sin(around)))
		}
	}
	corner := func(ring, step int) uint32 { return uint32(ring*ballRings + step%ballRings) }
	for ring := range ballRings - 1 {
		for step := range ballRings {
			a, b, c, d := corner(ring, step), corner(ring+1, step), corner(ring+1, step+1), corner(ring, step+1)
			indices = append(indices, a, b, c, a, c, d)
		}
	}
	return positions, indices
}

// lattice spreads n places evenly over a room 1.7 m high, standing on the floor.
func lattice(n int) [][3]float64 {
	const wide, high, deep = 0.5, 1.7, 0.3
	step := math.Cbrt(wide * high * deep / float64(n))
	across, along := max(int(wide/step), 1), max(int(deep/step), 1)
	rows := (n + across*along - 1) / (across * along)
	var places [][3]float64
	for i := range n {
		x, z, y := i%across, i/across%along, i/(across*along)
		places = append(places, [3]float64{
			wide * ((float64(x)+0.5)/float64(across) - 0.5), high * (float64(y) + 0.5) / float64(rows), deep * ((float64(z)+0.5)/float64(along) - 0.5)})
	}
	return places
}

// glb joins the two chunks of a binary glTF file.
func glb(head, bin []byte) []byte {
	pad := func(b []byte, with byte) []byte {
		for len(b)%4 != 0 {
			b = append(b, with)
		}
		return b
	}
	head, bin = pad(head, ' '), pad(bin, 0)
	out := append([]byte("glTF"), 2, 0, 0, 0)
	out = binary.LittleEndian.AppendUint32(out, uint32(12+8+len(head)+8+len(bin)))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(head)))
	out = append(append(out, "JSON"...), head...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(bin)))
	return append(append(out, "BIN\x00"...), bin...)
}
