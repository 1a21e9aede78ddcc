package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"bodymap/anatomy"
)

// Event is one thing that happened. Type says which; the other fields are those
// that web/PROTOCOL.md lists for the type.
type Event struct {
	Type     string       `json:"type"`
	Kind     anatomy.Kind `json:"kind,omitempty"`
	ID       anatomy.ID   `json:"id,omitempty"`
	Side     anatomy.Side `json:"side,omitempty"`
	Level    int          `json:"level,omitempty"`
	On       *bool        `json:"on,omitempty"` // left out: the other of what it is now
	View     View         `json:"view,omitempty"`
	Yaw      float64      `json:"yaw,omitempty"`   // degrees
	Pitch    float64      `json:"pitch,omitempty"` // degrees
	Distance float64      `json:"distance,omitempty"`
	Target   *[3]float64  `json:"target,omitempty"` // metres
	DX       float64      `json:"dx,omitempty"`
	DY       float64      `json:"dy,omitempty"`
	Factor   float64      `json:"factor,omitempty"`
	Mode     SkinMode     `json:"mode,omitempty"`
	Depth    int          `json:"depth,omitempty"`
	Step     int          `json:"step,omitempty"`
	Axis     Axis         `json:"axis,omitempty"`
	At       *float64     `json:"at,omitempty"` // metres
	Keep     View         `json:"keep,omitempty"`
	Cun      float64      `json:"cun,omitempty"`
	Chart    Chart        `json:"chart,omitempty"`
	Value    string       `json:"value,omitempty"`
}

// The types of event.
const (
	EventSelect   = "select"
	EventAlso     = "also"
	EventClear    = "clear"
	EventSide     = "side"
	EventLevel    = "level"
	EventView     = "view"
	EventCamera   = "camera"
	EventOrbit    = "orbit"
	EventPan      = "pan"
	EventZoom     = "zoom"
	EventFit      = "fit"
	EventSkin     = "skin"
	EventDepth    = "depth"
	EventPeel     = "peel"
	EventGhost    = "ghost"
	EventIsolate  = "isolate"
	EventHide     = "hide"
	EventReveal   = "reveal"
	EventSection  = "section"
	EventLateral  = "lateral"
	EventLabels   = "labels"
	EventChart    = "chart"
	EventUndo     = "undo"
	EventRedo     = "redo"
	EventFragment = "fragment"
)

// maxEvent bounds an event's JSON, in bytes: a fragment is its longest field.
const maxEvent = 16 << 10

// ParseEvent reads an event from JSON, refusing fields that it does not know.
func ParseEvent(data []byte) (Event, error) {
	if len(data) > maxEvent {
		return Event{}, fmt.Errorf("event: %d bytes long, expected at most %d", len(data), maxEvent)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var e Event
	if err := d.Decode(&e); err != nil {
		return Event{}, fmt.Errorf("event: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return Event{}, fmt.Errorf("event: text follows the object, expected one object")
	}
	return e, nil
}
