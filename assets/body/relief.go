package body

import "math"

// relief raises or lowers the skin around a place or along a line, by a height
// that fades out smoothly:
//
//	bump chin 0 1522 183  12 2          # x y z, radius, height
//	bump eyelid -32 1596 160  16 10 12 1  # x y z, radius in x, y and z, height
//	ridge helix 4 1  -80 1614 52  -85 1602 42  ...   # radius, height, then points
//	groove mouth 4 1  0 1543 186  -24 1543 172       # radius, depth, then points
//
// All in millimetres; heights may have a decimal. A negative height of a bump
// is a hollow. The fall from the middle to the radius is steep where the
// height is more than a third of the radius.
type relief struct {
	points []vec
	radii  vec
	height float64
}

// newRelief reads a row of relief.
func newRelief(r Row) (relief, error) {
	if r.Key == "bump" {
		return newBump(r)
	}
	n := (len(r.Fields) - 3) / 3
	if n < 2 || n > 12 || len(r.Fields) != 3+3*n {
		return relief{}, r.Errorf(r.Key, "expected a name, radius, height and 2 to 12 points of x y z")
	}
	names := []string{"radius", "height"}
	for i := 0; i < n; i++ {
		names = append(names, "x", "y", "z")
	}
	v, err := r.Numbers(1, names...)
	if err != nil {
		return relief{}, err
	}
	out := relief{radii: vec{v[0], v[0], v[0]}, height: v[1]}
	if r.Key == "groove" {
		out.height = -v[1]
	}
	var values [][]float64
	for i := 0; i < n; i++ {
		values = append(values, v[2+3*i:5+3*i])
	}
	for _, p := range curve(values, 4) {
		out.points = append(out.points, vec{p[0], p[1], p[2]})
	}
	return out, out.check(r)
}

func newBump(r Row) (relief, error) {
	names := []string{"x", "y", "z", "radius", "height"}
	if len(r.Fields) == 8 {
		names = []string{"x", "y", "z", "radius", "radius", "radius", "height"}
	} else if len(r.Fields) != 6 {
		return relief{}, r.Errorf("bump", "expected a name, x y z, one radius or three, and a height")
	}
	v, err := r.Numbers(1, names...)
	if err != nil {
		return relief{}, err
	}
	out := relief{points: []vec{{v[0], v[1], v[2]}}, radii: vec{v[3], v[3], v[3]}, height: v[len(v)-1]}
	if len(v) == 7 {
		out.radii = vec{v[3], v[4], v[5]}
	}
	return out, out.check(r)
}

func (f relief) check(r Row) error {
	for _, x := range f.radii {
		if x <= 0 {
			return r.Errorf("radius", "%v is no radius, expected more than 0", x)
		}
		if math.Abs(f.height) > 0.7*x {
			return r.Errorf("height", "%v is too steep for a radius of %v, expected at most 0.7 of it", f.height, x)
		}
	}
	return nil
}

func (f relief) reach() (low, high vec) {
	low, high = f.points[0], f.points[0]
	for _, p := range f.points {
		low, high = joined(low, high, p, p)
	}
	return low.sub(f.radii), high.add(f.radii)
}

// at returns how far the skin is raised at p.
func (f relief) at(p vec) float64 {
	least := math.Inf(1)
	for i := range f.points {
		q := f.points[i]
		if i > 0 {
			a, ab := f.points[i-1], q.sub(f.points[i-1])
			t := p.sub(a).dot(ab) / math.Max(ab.dot(ab), 1e-9)
			q = a.lerp(q, math.Min(math.Max(t, 0), 1))
		} else if len(f.points) > 1 {
			continue
		}
		sum := 0.0
		for k, x := range p.sub(q) {
			sum += x / f.radii[k] * (x / f.radii[k])
		}
		least = math.Min(least, sum)
	}
	if least >= 1 {
		return 0
	}
	return f.height * (1 - least) * (1 - least)
}
