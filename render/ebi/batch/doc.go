// Package batch makes of a scene the triangles that the graphics processor is
// given for one picture: placed on the screen once, without those that cannot
// show. It knows no Ebitengine, so that it can be tested and measured without a
// display; package ebi hands its vertices over as they are.
//
// Each vertex is copied several times on its way through the engine, in every
// pass, so that the work here pays: what faces away, lies beside the picture or
// covers no sample is left out, and with it the vertices that nothing else uses.
package batch
