package anatomy

import "fmt"

// Tolerances of projection, in metres.
const (
	wallThickness = 0.008 // open models of the skin have an inner and an outer wall this close together
	sampleStep    = 0.010 // spacing of the samples of a path
	maxHalvings   = 10    // a stretch of path has at most 2^10 samples, where it is very uneven
)

// stepsBack are how far before the base a ray starts, in metres: a place between
// two landmarks may lie just outside the surface that it is moved to.
var stepsBack = [...]float64{0, 0.02, 0.05}

// onto moves a position to the surface of a structure.
func (r *Resolver) onto(at Position, p Place, side Side) (Position, error) {
	shape, err := r.shape(p.Onto, side)
	if err != nil {
		return at, err
	}
	if p.Facing == "" {
		return nearest(shape, at.At), nil
	}
	dir, err := axisOf(p.Facing, side)
	if err != nil {
		return at, err
	}
	if exit, ok := exitNear(shape, at.At, dir); ok {
		return exit, nil
	}
	return nearest(shape, at.At), nil
}

// exitNear is the place nearest to p at which the line through p along dir
// leaves the surface, so that neither the arm beside the hip nor the far side
// of the bone is taken.
func exitNear(shape Shape, p, dir Vec) (Position, bool) {
	var best Position
	found := false
	for _, back := range stepsBack {
		q, normal, ok := shape.Ray(p.sub(dir.mul(back)), dir)
		if ok && (!found || q.sub(p).len() < best.At.sub(p).len()-1e-6) {
			best, found = Position{q, normal}, true
		}
	}
	return best, found
}

// nearest is the nearest place on a surface. From within a model whose skin has
// two walls that is the inner one, which faces p: the outer one behind it is taken.
func nearest(shape Shape, p Vec) Position {
	q, normal := shape.Nearest(p)
	out := q.sub(p)
	if out.len() > 1e-3 {
		if outer, n, ok := shape.Ray(p, out.unit()); ok && outer.sub(q).len() <= wallThickness {
			return Position{outer, n}
		}
	}
	return Position{q, normal}
}

// Path resolves places on the skin and the way between them along the skin, a
// sample about every centimetre: what a zone, a region or a referral path is drawn on.
// Without a skin the way is straight.
func (r *Resolver) Path(places []Place, side Side) ([]Position, error) {
	skin, err := r.shape(SkinID, side)
	var path []Position
	for i, p := range places {
		at, placeErr := r.Place(p, side)
		if placeErr != nil {
			return nil, placeErr
		}
		if err == nil && p.Onto != SkinID {
			at = nearest(skin, at.At)
		}
		if i > 0 {
			path = lay(path, skin, path[len(path)-1], at, maxHalvings)
		}
		path = append(path, at)
	}
	return path, nil
}

// lay appends the samples between two positions: the middle, moved to the skin,
// then the middles of both halves.
func lay(path []Position, skin Shape, a, b Position, halvings int) []Position {
	if halvings == 0 || b.At.sub(a.At).len() <= sampleStep {
		return path
	}
	middle := between(a, b, 0.5)
	if skin != nil {
		middle = middleOnSkin(skin, a, b)
	}
	path = lay(path, skin, a, middle, halvings-1)
	path = append(path, middle)
	return lay(path, skin, middle, b, halvings-1)
}

// middleOnSkin is the place on the skin between two others. The nearest place
// is right while it faces the way they do; on a stretch round the body the
// straight middle lies deep, and the way out is along their normals.
func middleOnSkin(skin Shape, a, b Position) Position {
	middle := between(a, b, 0.5)
	near := nearest(skin, middle.At)
	if middle.Normal == (Vec{}) || near.Normal.dot(middle.Normal) > 0.3 {
		return near
	}
	exit, ok := exitNear(skin, middle.At, middle.Normal)
	if !ok || exit.At.sub(middle.At).len() > b.At.sub(a.At).len() {
		return near
	}
	return exit
}

// Patch is an area of skin: all of it within Radius, in metres, of a path.
type Patch struct {
	Path   []Position
	Radius float64
}

// Zone resolves a referral zone.
func (r *Resolver) Zone(z Zone, side Side) (Patch, error) {
	return r.patch(z.Path, z.RadiusCun, side)
}

// Region resolves the extent of a region.
func (r *Resolver) Region(id ID, side Side) (Patch, error) {
	region := r.facts.Regions[id]
	if region == nil {
		return Patch{}, fmt.Errorf("there is no region %q", id)
	}
	if region.Midline {
		side = Midline
	}
	patch, err := r.patch(region.Extent, region.RadiusCun, side)
	return patch, neededBy(err, KindRegion, id)
}

// Area resolves an area of skin.
func (r *Resolver) Area(a Area, side Side) (Patch, error) {
	return r.patch(a.Path, a.RadiusCun, side)
}

func (r *Resolver) patch(places []Place, radiusCun float64, side Side) (Patch, error) {
	path, err := r.Path(places, side)
	if err != nil {
		return Patch{}, err
	}
	cun, err := r.Cun(bodyMeasure, side)
	return Patch{path, radiusCun * cun}, err
}
