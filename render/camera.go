package render

import (
	"math"

	"bodymap/render/geom"
)

// Camera looks at Target from Distance away. Yaw turns about the body's long
// axis: 0 looks at its front, 90 degrees at its left side, 180 at its back, 270
// at its right. Pitch raises the eye. Angles in radians, lengths in metres.
type Camera struct {
	Target   geom.Vec3
	Yaw      float32
	Pitch    float32
	Distance float32
	FOV      float32 // vertical field of view, radians; 0 means DefaultFOV
}

// Limits of the camera. The near plane lies a fixed share of the distance in
// front of the eye, so that near views do not cut into what they look at.
const (
	DefaultFOV  = 28 * math.Pi / 180
	MaxPitch    = 85 * math.Pi / 180
	MinDistance = 0.12 // metres
	MaxDistance = 12
	nearShare   = 0.04
	fitMargin   = 1.06 // room around what Fit frames
)

// Basis is a camera ready to project: its eye and axes, unit length.
type Basis struct {
	Eye, Right, Up, Forward geom.Vec3
	Near                    float32 // metres along Forward
	Tan                     float32 // tangent of half the vertical field of view
}

// Basis returns the camera's eye and axes.
func (c Camera) Basis() Basis {
	sy, cy := sincos(c.Yaw)
	sp, cp := sincos(c.Pitch)
	back := geom.Vec3{X: sy * cp, Y: sp, Z: cy * cp}
	right := geom.Vec3{X: cy, Z: -sy}
	return Basis{
		Eye:     c.Target.Add(back.Mul(c.Distance)),
		Right:   right,
		Up:      back.Cross(right),
		Forward: back.Mul(-1),
		Near:    max(c.Distance*nearShare, 0.005),
		Tan:     float32(math.Tan(float64(c.fov()) / 2)),
	}
}

func (c Camera) fov() float32 {
	if c.FOV <= 0 {
		return DefaultFOV
	}
	return c.FOV
}

// Focal returns the pixels that one metre spans at one metre from the eye, in a
// picture h pixels high.
func (b Basis) Focal(h float32) float32 { return h / 2 / b.Tan }

// Project returns where p falls in a picture of w by h pixels, from the top
// left corner, and its depth as 1/z in 1/metres: nearer is larger, and it is
// linear over the screen, so that it may be interpolated without perspective.
// Depth is 0 or less for what lies behind the eye.
func (b Basis) Project(p geom.Vec3, w, h float32) (x, y, depth float32) {
	d := p.Sub(b.Eye)
	z := d.Dot(b.Forward)
	if z <= 0 {
		return 0, 0, 0
	}
	depth = 1 / z
	f := b.Focal(h)
	return w/2 + d.Dot(b.Right)*depth*f, h/2 - d.Dot(b.Up)*depth*f, depth
}

// Ray returns the ray from the eye through a pixel position.
func (b Basis) Ray(x, y, w, h float32) geom.Ray {
	f := b.Focal(h)
	dir := b.Forward.Add(b.Right.Mul((x - w/2) / f)).Add(b.Up.Mul((h/2 - y) / f))
	return geom.Ray{Origin: b.Eye, Dir: dir.Unit()}
}

// Project is Basis().Project for a single point.
func (c Camera) Project(p geom.Vec3, w, h float32) (x, y, depth float32) {
	return c.Basis().Project(p, w, h)
}

// Ray is Basis().Ray for a single pixel.
func (c Camera) Ray(x, y, w, h float32) geom.Ray { return c.Basis().Ray(x, y, w, h) }

// Fit returns the camera moved along its line of sight, and aimed at the box, so
// that the whole box shows in a picture of w by h pixels. An empty box changes
// nothing.
func (c Camera) Fit(box geom.Box, w, h float32) Camera {
	if box.Empty() || w <= 0 || h <= 0 {
		return c
	}
	c.Target = box.Centre()
	b := c.Basis()
	tanX, tanY := b.Tan*w/h, b.Tan
	var distance float32
	for _, p := range box.Corners() {
		d := p.Sub(c.Target)
		toward := -d.Dot(b.Forward)
		need := max(abs(d.Dot(b.Right))/tanX, abs(d.Dot(b.Up))/tanY)
		distance = max(distance, need*fitMargin+toward)
	}
	c.Distance = clamp(distance, MinDistance, MaxDistance)
	return c
}

// FitAbove is Fit into the part of the picture above its lowest pixels, over which
// something else lies.
func (c Camera) FitAbove(box geom.Box, w, h, bottom float32) Camera {
	if bottom <= 0 || bottom >= h {
		return c.Fit(box, w, h)
	}
	part := c
	part.FOV = 2 * float32(math.Atan(float64(c.Basis().Tan*(h-bottom)/h)))
	c = part.Fit(box, w, h-bottom).withFOV(c.FOV)
	b := c.Basis()
	c.Target = c.Target.Sub(b.Up.Mul(b.Tan * c.Distance * bottom / h))
	return c
}

func (c Camera) withFOV(fov float32) Camera {
	c.FOV = fov
	return c
}

// Orbit turns the camera about its target by angles in radians.
func (c Camera) Orbit(dYaw, dPitch float32) Camera {
	const turn = 2 * math.Pi
	c.Yaw = float32(math.Mod(math.Mod(float64(c.Yaw+dYaw), turn)+turn, turn))
	c.Pitch = clamp(c.Pitch+dPitch, -MaxPitch, MaxPitch)
	return c
}

// Pan moves the picture by dx to the right and dy down, in fractions of its
// height; the target stays within reach of the box.
func (c Camera) Pan(dx, dy float32, reach geom.Box) Camera {
	b := c.Basis()
	span := 2 * b.Tan * c.Distance // metres that the picture's height spans at the target
	c.Target = c.Target.Sub(b.Right.Mul(dx * span)).Add(b.Up.Mul(dy * span))
	if !reach.Empty() {
		c.Target = reach.Clamp(c.Target)
	}
	return c
}

// Zoom divides the distance by factor: 2 shows half as much, twice as large.
func (c Camera) Zoom(factor float32) Camera {
	if factor > 0 {
		c.Distance = clamp(c.Distance/factor, MinDistance, MaxDistance)
	}
	return c
}

// Toward returns the camera a share t (0 to 1) of the way to another, turning
// the shorter way round: for flights between views.
func (c Camera) Toward(to Camera, t float32) Camera {
	turn := float32(math.Remainder(float64(to.Yaw-c.Yaw), 2*math.Pi))
	mix := func(a, b float32) float32 { return a + (b-a)*t }
	zoom := math.Pow(float64(to.Distance/c.Distance), float64(t)) // even growth on the screen
	return Camera{
		Target:   c.Target.Add(to.Target.Sub(c.Target).Mul(t)),
		Yaw:      c.Yaw + turn*t,
		Pitch:    mix(c.Pitch, to.Pitch),
		Distance: c.Distance * float32(zoom),
		FOV:      mix(c.fov(), to.fov()),
	}
}

// Standing returns the camera of a named standard view: "anterior",
// "posterior", "left", "right" or one of the corners such as "posterior-right",
// whose eye is a little above the target, as one looks at a person; "superior"
// from above and "inferior" from below, with the body's left on the same side of
// the picture as in "anterior". The target and distance are those of c.
func (c Camera) Standing(view string) (Camera, bool) {
	angles, ok := map[string][2]float32{ // degrees
		"anterior": {0, 4}, "anterior-left": {40, 4}, "left": {90, 4}, "posterior-left": {140, 4},
		"posterior": {180, 4}, "posterior-right": {220, 4}, "right": {270, 4}, "anterior-right": {320, 4},
		"superior": {0, 85}, "inferior": {0, -85},
	}[view]
	if !ok {
		return c, false
	}
	c.Yaw, c.Pitch = angles[0]*math.Pi/180, angles[1]*math.Pi/180
	return c, true
}

func sincos(a float32) (sin, cos float32) {
	s, c := math.Sincos(float64(a))
	return float32(s), float32(c)
}

func abs(v float32) float32 { return max(v, -v) }

func clamp(v, lo, hi float32) float32 { return min(max(v, lo), hi) }
