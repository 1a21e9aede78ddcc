//go:build js

// Package bridge joins the viewer to the script of the stage page
// (web/src/stage.ts). Both sides speak JSON; the script alone speaks with other
// windows and checks what they say. This is the only user of syscall/js.
package bridge

import (
	"encoding/json"
	"fmt"
	"sync"
	"syscall/js"
)

// Command is what the script asks for; Type says which fields count.
type Command struct {
	Type string `json:"type"` // start, event, hover, open, pick, point, leave, resize, theme

	// start
	Model    string `json:"model"` // the name of the atlas
	URL      string `json:"url"`   // where it came from, for messages
	Path     string `json:"path"`  // "soft" or "shader" to force how it is drawn
	Software bool   `json:"software"`
	Reduced  bool   `json:"reduced"` // reduced motion
	Fragment string `json:"fragment"`
	Bottom   int    `json:"bottom"` // CSS pixels over which the page lays something
	Theme    string `json:"theme"`  // also of theme: one of render.ThemeNames
	Bytes    []byte `json:"-"`      // the atlas

	Event json.RawMessage `json:"event"`
	Hover *Ref            `json:"ref"`
	Mark  string          `json:"mark"` // open: the refs of a sign that several share
	X     float64         `json:"x"`    // CSS pixels from the top left corner of the stage
	Y     float64         `json:"y"`
}

// Ref names what is pointed at, as in web/PROTOCOL.md.
type Ref struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Side string `json:"side"`
}

// Bridge receives commands and tells the script what happens.
type Bridge struct {
	mu      sync.Mutex
	waiting []Command
	arrived chan struct{} // holds a value while commands wait
	page    js.Value
}

// Open makes the program's function known to the script.
func Open() *Bridge {
	b := &Bridge{arrived: make(chan struct{}, 1), page: js.Global().Get("bodymap")}
	b.page.Set("ask", js.FuncOf(func(_ js.Value, args []js.Value) any {
		b.receive(args)
		return nil
	}))
	return b
}

func (b *Bridge) receive(args []js.Value) {
	var c Command
	if err := json.Unmarshal([]byte(args[0].String()), &c); err != nil {
		b.Fail("message", fmt.Errorf("message to the program: %w", err), "", false)
		return
	}
	if len(args) > 1 && args[1].Truthy() {
		c.Bytes = make([]byte, args[1].Get("length").Int())
		js.CopyBytesToGo(c.Bytes, args[1])
	}
	b.mu.Lock()
	b.waiting = append(b.waiting, c)
	b.mu.Unlock()
	select {
	case b.arrived <- struct{}{}:
	default:
	}
}

// Commands returns the commands that have arrived since it was last called.
func (b *Bridge) Commands() []Command {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := b.waiting
	b.waiting = nil
	return list
}

// Wait returns when a command has arrived.
func (b *Bridge) Wait() { <-b.arrived }

// PixelRatio returns how many of the screen's pixels one CSS pixel has now. The
// engine would answer with the first ratio that it saw.
func (b *Bridge) PixelRatio() float64 { return max(js.Global().Get("devicePixelRatio").Float(), 0.1) }

// Tell sends a message, a value that JSON can hold, to the script.
func (b *Bridge) Tell(message any) {
	text, err := json.Marshal(message)
	if err != nil { // a number that is not finite; nothing else can fail
		b.Fail("message", fmt.Errorf("message to the page: %w", err), "", false)
		return
	}
	b.page.Call("tell", string(text))
}

// Fail tells of an error; after a fatal one there is no body to show.
func (b *Bridge) Fail(code string, err error, remedy string, fatal bool) {
	b.Tell(map[string]any{"type": "error", "code": code, "message": err.Error(), "remedy": remedy, "fatal": fatal})
}
