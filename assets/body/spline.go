package body

// spline samples values of equal dimension, known at increasing places, by
// cubic Hermite curves through them (Catmull-Rom for uneven places: the slope
// at a value is that of the parabola through it and its neighbours). s counts
// values: 1.5 is half-way from the second to the third.
func spline(values [][]float64, places []float64, s float64) []float64 {
	last := len(values) - 1
	i := min(max(int(s), 0), max(last-1, 0))
	if last == 0 {
		return append([]float64(nil), values[0]...)
	}
	t, h := s-float64(i), places[i+1]-places[i]
	t2, t3 := t*t, t*t*t
	out := make([]float64, len(values[i]))
	for k := range out {
		m0, m1 := slope(values, places, i, k)*h, slope(values, places, i+1, k)*h
		out[k] = (2*t3-3*t2+1)*values[i][k] + (t3-2*t2+t)*m0 + (3*t2-2*t3)*values[i+1][k] + (t3-t2)*m1
	}
	return out
}

// slope is the slope of component k at value i.
func slope(values [][]float64, places []float64, i, k int) float64 {
	rise := func(a int) (float64, float64) {
		h := places[a+1] - places[a]
		return (values[a+1][k] - values[a][k]) / h, h
	}
	last := len(values) - 1
	switch {
	case last == 1:
		d, _ := rise(0)
		return d
	case i == 0:
		d, _ := rise(0)
		return 1.5*d - 0.5*slope(values, places, 1, k)
	case i == last:
		d, _ := rise(last - 1)
		return 1.5*d - 0.5*slope(values, places, last-1, k)
	}
	d0, h0 := rise(i - 1)
	d1, h1 := rise(i)
	return (d0*h1 + d1*h0) / (h0 + h1)
}

// even returns n places one apart.
func even(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = float64(i)
	}
	return out
}
