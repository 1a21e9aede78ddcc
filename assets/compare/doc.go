// Package compare measures the built-in body against another one: how far
// apart the surfaces of each structure lie, and how both look side by side.
//
// Start reading at report.go (what is compared with what), then distance.go
// (what a distance is). Everything is deterministic: the same bodies give the
// same numbers and pictures.
package compare
