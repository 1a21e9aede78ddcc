package render

import "bodymap/render/geom"

// Camera looks at Target from Distance away. Yaw turns about the body's long
// axis: 0 looks at its front, 90 degrees at its left side, 180 at its back, 270
// at its right. Pitch raises the eye. Angles in radians, lengths in metres.
type Camera struct {
	Target   geom.Vec3
	Yaw      float32
	Pitch    float32
	Distance float32
	FOV      float32 // vertical field of view, radians
}
