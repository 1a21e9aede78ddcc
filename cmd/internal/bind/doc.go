// Package bind joins the domain to the renderer: it says what a state looks like
// on an atlas (a [render.Scene]) and what it reads like beside it (a [Panel]).
// It is the only place that knows both medicine and pixels.
package bind
