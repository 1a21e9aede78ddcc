// Package ebi draws a scene on the graphics processor, by Ebitengine's shaders.
// Where there is none, or it is slow, the viewer shows the pictures of render/soft
// instead.
//
// This is the only package besides cmd/viewer that imports Ebitengine. It draws
// surfaces only: markers, paths and labels are the page's.
package ebi
