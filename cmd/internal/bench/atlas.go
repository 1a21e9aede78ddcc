package bench

import (
	"fmt"
	"os"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/models"
	"bodymap/cmd/internal/app"
	"bodymap/cmd/internal/bind"
	"bodymap/render"
	"bodymap/render/gltf"
)

// subject is a model as the viewer shows it when it opens: what the peer needs
// to show the same, and how much that is.
type subject struct {
	atlas *assets.Atlas
	world *bind.Map
	plan  plan

	rest, moving [2]int // triangles that are shown without the skin, and of the skin
}

// plan is what the peer's page is told of a model.
type plan struct {
	Hidden  []string          `json:"hidden"`  // systems that are not shown
	Ignored []string          `json:"ignored"` // names of parts that are not shown
	Colours map[string]string `json:"colours"` // of each system, #rrggbb
}

// openSubject reads a model: "body", or the file of another by its name.
func openSubject(name, file string, facts *anatomy.Facts) (*subject, error) {
	data := models.Body()
	if name != "body" {
		var err error
		if data, err = os.ReadFile(file); err != nil {
			return nil, fmt.Errorf("bench: atlas %s: %w", name, err)
		}
	}
	model, err := gltf.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("bench: atlas %s: %w", name, err)
	}
	binding, err := assets.Named(name)
	if err != nil {
		return nil, err
	}
	atlas, err := assets.Bind(model, binding, facts)
	if err != nil {
		return nil, fmt.Errorf("bench: atlas %s: %w", name, err)
	}
	s := &subject{atlas: atlas, world: bind.New(facts, atlas)}
	s.world.Resize(width, height)
	scene := s.world.Scene(app.Initial())
	s.count(scene)
	s.plan = planOf(atlas, scene, binding)
	return s, nil
}

// count counts the triangles of a scene.
func (s *subject) count(scene *render.Scene) {
	for i := range scene.Structures {
		st := &scene.Structures[i]
		if st.Show == render.Hidden || st.Mesh == nil {
			continue
		}
		layer := 0
		if st.Tissue == render.Skin {
			layer = 1
		}
		moving := st.Mesh
		if st.Coarse != nil {
			moving = st.Coarse
		}
		s.rest[layer] += len(st.Mesh.Indices) / 3
		s.moving[layer] += len(moving.Indices) / 3
	}
}

// planOf tells what is shown of an atlas: a system is hidden if all of it is.
func planOf(atlas *assets.Atlas, scene *render.Scene, b assets.Binding) plan {
	p := plan{Hidden: []string{}, Ignored: append([]string{}, b.Ignore...), Colours: map[string]string{}}
	shown := map[anatomy.System]bool{}
	for i, st := range atlas.Structures {
		shown[st.System] = shown[st.System] || scene.Structures[i].Show != render.Hidden
		c := scene.Theme.Tissue[scene.Structures[i].Tissue]
		p.Colours[string(st.System)] = fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	for _, st := range atlas.Structures {
		if !shown[st.System] {
			p.Hidden = append(p.Hidden, string(st.System))
			shown[st.System] = true // said
		}
	}
	return p
}
