// Package soft draws a scene on the CPU, to an image. It is the reference for
// picture tests, the maker of posters, and the drawing path in browsers without
// a GPU.
//
// A picture is made in passes. The geometry pass (project.go, raster.go) leaves
// for every pixel the nearest triangle and its depth, in one layer each for
// solid tissue, ghosts and skin. Resolving (resolve.go) turns the solid layer
// into normals, structures and fibre places, and occlusion.go adds how much of
// the surroundings each place sees. Shading (shade.go, skin.go, outline.go)
// reads those buffers only, so that a change of hover or marks redraws no
// geometry: see [Renderer.Reshade].
//
// Depth is 1/z: linear over the screen, so that triangles interpolate exactly,
// and finest where the eye is near. Pictures do not depend on the number of
// workers: each worker owns rows of the picture and draws in the same order.
package soft
