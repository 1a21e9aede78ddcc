// Package render is the 3D core: what there is to draw ([Scene]), from where
// ([Camera]), what lies under a pixel (picking), and the annotations over it
// (markers, paths). It knows ids and tissues, no medicine and no Ebitengine.
//
// Two back ends draw a Scene: render/soft on the CPU, to an image; render/ebi
// with Ebitengine shaders. Both draw the same surfaces: structures, skin, and
// the paint on the skin. Markers, paths and labels are annotations: projected
// here (annotate.go), drawn as vectors by soft and as HTML and SVG by the page.
package render
