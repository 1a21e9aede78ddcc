// Package bench measures the viewer against a three.js page in one headless
// Chromium: the same model, size and way of the camera, the two taking turns.
//
// Milliseconds on a shared machine are indications; ratios of turns that
// alternate are facts, and so, nearly, is processor time. Every result is
// therefore printed beside the load that others put on the machine meanwhile.
// Start reading at bench.go; page/probe.js is what times a frame.
package bench
