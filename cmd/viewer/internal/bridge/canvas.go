//go:build js

package bridge

import (
	"image"
	"syscall/js"
)

// Canvas is a plain canvas that fills the stage, under its marks. Pictures are
// copied to it.
type Canvas struct {
	stage, element, context js.Value
	size                    image.Point // of the pictures
	bytes, picture          js.Value    // the last one, as Uint8Array and as the ImageData over it
}

// OpenCanvas puts the canvas on the stage, and takes any canvas of the engine away.
func OpenCanvas() *Canvas {
	document := js.Global().Get("document")
	for old := document.Call("querySelector", "body > canvas"); old.Truthy(); old = document.Call("querySelector", "body > canvas") {
		old.Call("remove")
	}
	c := &Canvas{stage: document.Call("getElementById", "stage"), element: document.Call("createElement", "canvas")}
	c.element.Set("id", "picture")
	c.element.Call("setAttribute", "aria-hidden", "true")
	c.context = c.element.Call("getContext", "2d", map[string]any{"alpha": false})
	c.stage.Call("prepend", c.element)
	return c
}

// Size returns the size of the stage in CSS pixels.
func (c *Canvas) Size() (width, height float64) {
	return c.stage.Get("clientWidth").Float(), c.stage.Get("clientHeight").Float()
}

// Show shows a picture, stretched over the stage.
func (c *Canvas) Show(picture *image.RGBA) {
	if size := picture.Rect.Size(); size != c.size {
		c.size = size
		c.element.Set("width", size.X)
		c.element.Set("height", size.Y)
		c.bytes = js.Global().Get("Uint8Array").New(len(picture.Pix))
		clamped := js.Global().Get("Uint8ClampedArray").New(c.bytes.Get("buffer"))
		c.picture = js.Global().Get("ImageData").New(clamped, size.X, size.Y)
	}
	js.CopyBytesToJS(c.bytes, picture.Pix)
	c.context.Call("putImageData", c.picture, 0, 0)
}

// EachFrame calls frame before each of the browser's frames, for ever.
func (c *Canvas) EachFrame(frame func()) {
	var next js.Func
	next = js.FuncOf(func(js.Value, []js.Value) any {
		js.Global().Call("requestAnimationFrame", next)
		frame()
		return nil
	})
	js.Global().Call("requestAnimationFrame", next)
	select {}
}
