// Package compare measures the built-in body: against a reference anatomy (how
// far the surfaces of each structure and the landmarks lie apart, how both look
// side by side) and against itself (where muscles end, what they cut into, what
// stands out of the skin). README.md says what each number means.
//
// Start reading at everything.go (what is measured), then distance.go and
// report.go (surfaces), landmarks.go, attach.go, overlap.go and poke.go, one
// measure each; picture.go, sheet.go and region.go draw. counterparts.txt says
// what the two bodies cut or name differently, doubts.txt which landmarks are
// unsteady on the reference. The same bodies give the same numbers and pictures,
// however many processors share the work.
package compare
