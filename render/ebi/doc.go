// Package ebi draws a scene with Ebitengine. There are two ways behind one
// interface, [Painter]: [Soft] draws on the processor and copies the picture to
// the screen, [Shader] draws on the graphics processor. Which is faster depends
// on the machine; the viewer measures.
//
// This is the only package besides cmd/viewer that imports Ebitengine. It draws
// surfaces only: markers, paths and labels are the page's.
package ebi
