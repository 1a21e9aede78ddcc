package assets

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"bodymap/anatomy"
)

// Binding says what the names of a model mean, where its FMA ids and names do
// not say so by themselves. A model without one is bound by FMA id and name.
type Binding struct {
	Model string `json:"model"`

	// Structures gives a structure the parts that make it up, by their names in
	// the model without the side: "multifidus": ["Multifidus lumborum", ...].
	Structures map[anatomy.ID][]string `json:"structures,omitempty"`

	// Ignore lists part names without the side that are not shown.
	Ignore []string `json:"ignore,omitempty"`

	// Shells lists structures that the model gives an inner wall of their own:
	// it is left out.
	Shells []anatomy.ID `json:"shells,omitempty"`

	// Landmarks states positions, in metres, where they cannot be derived from
	// the model's bones: landmark -> side -> [x, y, z].
	Landmarks map[anatomy.ID]map[anatomy.Side]anatomy.Vec `json:"landmarks,omitempty"`
}

//go:embed models/*/binding.json
var bindings embed.FS

// Named returns the binding of a model that the project knows, or an empty one.
func Named(model string) (Binding, error) {
	data, err := bindings.ReadFile("models/" + model + "/binding.json")
	if err != nil {
		return Binding{Model: model}, nil
	}
	b, err := ParseBinding(data)
	if err != nil {
		return Binding{}, fmt.Errorf("assets/models/%s/binding.json: %w", model, err)
	}
	return b, nil
}

// ParseBinding reads a binding and reports all its problems at once.
func ParseBinding(data []byte) (Binding, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var b Binding
	if err := d.Decode(&b); err != nil {
		return Binding{}, err
	}
	if _, err := d.Token(); err != io.EOF {
		return Binding{}, errors.New("text follows the binding, expected one object")
	}
	var problems []error
	if b.Model == "" {
		problems = append(problems, errors.New("model: empty, expected the model's name"))
	}
	for _, id := range slices.Sorted(maps.Keys(b.Structures)) {
		if len(b.Structures[id]) == 0 {
			problems = append(problems, fmt.Errorf("structures.%s: no part names", id))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b.Landmarks)) {
		for side := range b.Landmarks[id] {
			if _, err := anatomy.ParseSide(string(side)); err != nil || side == anatomy.Both {
				problems = append(problems, fmt.Errorf("landmarks.%s: side %q, expected left, right or midline", id, side))
			}
		}
	}
	return b, errors.Join(problems...)
}
