// Package body makes the built-in body: it turns the small text tables under
// tables/ into meshes and writes them as one glTF file.
//
// Start reading at build.go (the order of things), then table.go (what a table
// file looks like), then the kind of shape you want to change: loft.go for
// muscles, nerves, tendons and ligaments along a path, sheet.go for broad
// muscles and fasciae, contour.go and relief.go for the skin.
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
//
// # Another body
//
// The tables describe a man. Another body is a second set of measures, not a
// second set of tables: measures/man.txt names heights, breadths and depths of
// his, measures/woman.txt gives hers under the same names, and measures.go moves
// every point of every mesh smoothly by their ratio, after the structures have
// settled, so that bones, muscles, nerves and skin stay beside each other as they
// were. Where proportion is not enough, a "move" shifts what is around a named
// place (the pubic arch, the brim of the pelvis), and a table under
// measures/woman/ replaces or adds single rows (overlay.go), in his places: the
// breasts are two bumps on the skin.
//
// Her body is begun, not finished, and does not ship. What is next: measures
// that somebody has looked up instead of the estimates; moves for the sacrum's
// width and tilt and for the carrying angle of the elbow; rows for a finer
// jaw and brow in skull and mandible; muscles thinner than proportion makes
// them, as a factor on the thickness of lofts and sheets; then a model of her
// beside the one that ships, with its own test that it is regenerated.
package body
