package anatomy

import "fmt"

// Cun returns the length of one cun of a measure, in metres, on the body shown.
// On the midline it is the mean of both sides.
func (r *Resolver) Cun(measure ID, side Side) (float64, error) {
	if measure == "" {
		measure = bodyMeasure
	}
	key := sided{measure, side}
	if known, ok := r.cun[key]; ok {
		return known.value, known.err
	}
	length, err := r.measureCun(measure, side)
	r.cun[key] = resolved[float64]{length, err}
	return length, err
}

func (r *Resolver) measureCun(measure ID, side Side) (float64, error) {
	if side != Left && side != Right {
		left, err := r.Cun(measure, Left)
		if err != nil {
			return 0, err
		}
		right, err := r.Cun(measure, Right)
		return (left + right) / 2, err
	}
	run, cun, err := r.run(measure, side)
	if err != nil {
		return 0, err
	}
	if run.len() == 0 {
		return 0, fmt.Errorf("measure %s has no length on this atlas", measure)
	}
	return run.len() / cun, nil
}

// run is the vector from the proximal to the distal end of a measure.
func (r *Resolver) run(measure ID, side Side) (run Vec, cun float64, err error) {
	m := r.facts.Measures[measure]
	if m == nil || m.Cun <= 0 {
		return Vec{}, 0, fmt.Errorf("there is no measure %q", measure)
	}
	from, err := r.Landmark(m.From, side)
	if err != nil {
		return Vec{}, 0, neededBy(err, KindMeasure, measure)
	}
	to, err := r.Landmark(m.To, side)
	if err != nil {
		return Vec{}, 0, neededBy(err, KindMeasure, measure)
	}
	return to.At.sub(from.At), m.Cun, nil
}

// offset is a step in metres.
func (r *Resolver) offset(o Offset, side Side) (Vec, error) {
	cun, err := r.Cun(o.Measure, side)
	if err != nil {
		return Vec{}, err
	}
	if o.Toward == Proximal || o.Toward == Distal {
		run, _, err := r.run(o.Measure, side)
		if o.Toward == Proximal {
			run = run.mul(-1)
		}
		return run.unit().mul(o.Cun * cun), err
	}
	axis, err := axisOf(o.Toward, side)
	return axis.mul(o.Cun * cun), err
}
