// Package meshopt packs and unpacks buffer views as the glTF extension
// EXT_meshopt_compression lays them down: vertex attributes as byte-wise
// differences, triangles by the edges they share with those just before, and
// unit vectors as points of an octahedron.
//
// Unpacking takes bytes from strangers: every read is checked, and what is
// given back never has more than the count that the caller has checked.
package meshopt
