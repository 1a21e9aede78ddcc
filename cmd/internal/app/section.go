package app

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"bodymap/anatomy"
	"bodymap/render"
	"bodymap/render/geom"
)

// Section cuts the body open by a plane. The zero Axis cuts nothing.
type Section struct {
	Axis Axis
	At   float64 // where the plane lies along its axis: x, y or z in metres
	Keep View    // the side that stays: one of the two that the axis parts
}

// Axis is the direction across which a section lies.
type Axis string

// The planes of the body.
const (
	Sagittal   Axis = "sagittal"   // parts left from right
	Coronal    Axis = "coronal"    // front from back
	Transverse Axis = "transverse" // above from below
)

// Axes lists the axes of sections.
var Axes = [...]Axis{Sagittal, Coronal, Transverse}

// sides returns the sides that an axis parts: that towards which the axis
// points, and the other.
func (a Axis) sides() [2]View {
	switch a {
	case Sagittal:
		return [2]View{LateralLeft, LateralRight}
	case Coronal:
		return [2]View{Anterior, Posterior}
	}
	return [2]View{Superior, Inferior}
}

func (a Axis) along(p geom.Vec3) float64 {
	switch a {
	case Sagittal:
		return float64(p.X)
	case Coronal:
		return float64(p.Z)
	}
	return float64(p.Y)
}

func (a Axis) normal() geom.Vec3 {
	switch a {
	case Sagittal:
		return geom.Vec3{X: 1}
	case Coronal:
		return geom.Vec3{Z: 1}
	}
	return geom.Vec3{Y: 1}
}

// Plane returns the plane of a section; what lies in front of it is cut away.
func (s Section) Plane() geom.Plane {
	p := geom.Plane{Normal: s.Axis.normal(), Offset: float32(s.At)}
	if s.Keep == s.Axis.sides()[0] {
		p.Normal, p.Offset = p.Normal.Mul(-1), -p.Offset
	}
	return p
}

// Range returns how far a section can be moved, in metres.
func (a Axis) Range(reach geom.Box) (from, to float64) { return a.along(reach.Min), a.along(reach.Max) }

// valid returns what is wrong with a section, and the section to a millimetre.
func (s Section) valid(w World) (Section, error) {
	if !slices.Contains(Axes[:], s.Axis) {
		return s, fmt.Errorf("axis %q is unknown, expected one of %s", s.Axis, either(Axes[:]))
	}
	sides := s.Axis.sides()
	if !slices.Contains(sides[:], s.Keep) {
		return s, fmt.Errorf("side %q cannot be kept, expected one of %s", s.Keep, either(sides[:]))
	}
	if math.IsNaN(s.At) {
		return s, fmt.Errorf("the place is not a number")
	}
	from, to := s.Axis.Range(w.Reach())
	s.At = round(min(max(s.At, from), to), 1000)
	return s, nil
}

// cut changes the section. What the event leaves out stays as it is; a new axis
// cuts the selection through its middle, away from the viewer, and the camera
// turns to see the face of the cut.
func cut(s *State, e Event, w World) error {
	if e.Axis == "" {
		s.Section = Section{}
		return nil
	}
	next, fresh := s.Section, e.Axis != s.Section.Axis
	if fresh {
		next = firstCut(*s, e.Axis, w)
	}
	if e.At != nil {
		next.At = *e.At
	}
	if e.Keep != "" {
		next.Keep = e.Keep
	}
	next, err := next.valid(w)
	if err != nil {
		return fmt.Errorf("section: %w", err)
	}
	s.Section = next
	if c, turned := facingCut(w.Camera(*s), next); fresh && turned {
		s.Camera = &c
	}
	return nil
}

func firstCut(s State, axis Axis, w World) Section {
	framed := s
	framed.Camera = nil
	sides := axis.sides()
	cut := Section{Axis: axis, At: axis.along(w.Camera(framed).Target), Keep: sides[1]}
	toEye := axis.along(w.Camera(s).Basis().Forward) * -1
	switch {
	case toEye < -0.2:
		cut.Keep = sides[0]
	case toEye < 0.2 && axis == Sagittal && s.Selection.Side == anatomy.Left:
		cut.Keep = sides[0]
	}
	return cut
}

// How the camera looks at the face of a cut, as cosines and radians.
const (
	oblique  = 0.4                // the least that the face must be turned to the viewer
	cutPitch = 50 * math.Pi / 180 // from above or below
	sideways = 65 * math.Pi / 180 // from the front, or as much from the back
	askew    = 20 * math.Pi / 180
)

// facingCut returns the camera turned to see the face of a cut, and whether it
// had to turn.
func facingCut(c render.Camera, s Section) (render.Camera, bool) {
	normal := s.Plane().Normal
	toEye := c.Basis().Forward.Mul(-1)
	if toEye.Dot(normal) >= oblique {
		return c, false
	}
	behind := toEye.Z < 0
	switch {
	case normal.Y != 0:
		c.Pitch = cutPitch * normal.Y
		return c, true
	case normal.X != 0:
		c.Yaw = sideways
		if behind {
			c.Yaw = math.Pi - sideways
		}
		if normal.X < 0 {
			c.Yaw = 2*math.Pi - c.Yaw
		}
	case normal.Z > 0:
		c.Yaw = askew
	default:
		c.Yaw = math.Pi + askew
	}
	c.Pitch = min(max(c.Pitch, -askew), askew)
	return c, true
}

// text is a section in a link: "transverse:0.95:inferior".
func (s Section) text() string {
	return strings.Join([]string{string(s.Axis), strconv.FormatFloat(s.At, 'f', -1, 64), string(s.Keep)}, ":")
}

// parseSection reads a section; without a side the one is kept that the axis
// points away from.
func parseSection(text string, w World) (Section, error) {
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return Section{}, fmt.Errorf("%q, expected axis:metres or axis:metres:side", text)
	}
	s := Section{Axis: Axis(parts[0])}
	s.Keep = s.Axis.sides()[1]
	if len(parts) == 3 {
		s.Keep = View(parts[2])
	}
	var err error
	if s.At, err = strconv.ParseFloat(parts[1], 64); err != nil {
		return Section{}, fmt.Errorf("%q, expected a place in metres after the axis", text)
	}
	return s.valid(w)
}
