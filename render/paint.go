package render

// Paint colours the skin. Each field holds one signed distance per vertex of
// the skin mesh, in metres, negative inside the zone; nil where there is none.
// Distances interpolate well, so that edges stay crisp on a coarse skin.
type Paint struct {
	Skin      int       // index into Scene.Structures
	Primary   []float32 // level 1: solid tint
	Spillover []float32 // level 1: stippled
	Related   []float32 // level 4: hatched
}
