// Package anatomy is the domain of Bodymap: muscles, nerves, points, regions,
// levels and conditions, the links between them, and where they are on a body.
//
// It imports the standard library only and knows no pixels: a place on the body
// is said in the field's own terms (a landmark, a ratio between two landmarks,
// so far along a muscle, beside a vertebra) and resolved on whatever [Body] is
// loaded. Facts are one JSON record per file under facts/<kind>/<id>.json; the
// format is described in FORMAT.md. Every claim cites a source.
//
// Start reading at facts.go (what there is) and FORMAT.md (how it is written), then
// links.go (selection in, four levels of treatment out), then place.go and resolve.go (a
// point in words becomes a position); check.go lists the rules that all records keep.
package anatomy
