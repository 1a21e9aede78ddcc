// Package body makes the built-in body: it turns the small text tables under
// tables/ into meshes and writes them as one glTF file.
//
// Start reading at build.go (the order of things), then table.go (what a table
// file looks like), then the kind of shape you want to change: loft.go for
// muscles, nerves, tendons and ligaments along a path, sheet.go for broad
// muscles and fasciae.
//
// What is meshed one by one is then fitted together: settle.go puts ends on bone
// and takes overlaps away, enclose.go closes the skin over everything,
// occlusion.go darkens what little light reaches.
//
// Tables are in whole millimetres and degrees, hold the right side and the
// midline only (the left is mirrored), and are meant to be corrected by hand:
// x towards the body's left, so that the right side has negative x, y up from
// the floor, z to the front. Meshes are in metres, in the same frame.
//
// Positions and widths were measured on BodyParts3D and Z-Anatomy and rounded;
// structure, names, fibre directions, tendons and sheets are authored. What
// comes out is under CC BY-SA 4.0 with the attribution of Attribution.
package body
