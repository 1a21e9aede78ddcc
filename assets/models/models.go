// Package models holds the body models of the project as files: the command line
// embeds the built-in body, the page fetches it. A folder per model:
// model.glb (only of models made here), binding.json, origin.json.
package models

import _ "embed"

//go:embed body/model.glb
var body []byte

// Body returns the built-in body as .glb bytes.
func Body() []byte { return body }
