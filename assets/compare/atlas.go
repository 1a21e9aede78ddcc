package compare

import (
	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/assets/body"
	"bodymap/render/gltf"
)

// Bind makes an atlas of freshly built parts, as if they came from a file.
func Bind(parts []body.Part, facts *anatomy.Facts) (*assets.Atlas, error) {
	model := &gltf.Model{Copyright: body.Attribution}
	for _, p := range parts {
		model.Parts = append(model.Parts, gltf.Part{
			Name: p.Name, ID: p.ID, FMA: p.FMA, Side: p.Side, System: p.System, Mesh: p.Mesh,
		})
		model.Triangles += len(p.Mesh.Indices) / 3
	}
	binding, err := assets.Named("body")
	if err != nil {
		return nil, err
	}
	return assets.Bind(model, binding, facts)
}

// AtLevel changes an atlas to show a level of detail: 0 the finest. What has no
// such level shows its coarsest.
func AtLevel(a *assets.Atlas, level int) {
	for i := range a.Structures {
		s := &a.Structures[i]
		if len(s.Levels) > 0 {
			s.Mesh = s.Levels[min(max(level, 0), len(s.Levels)-1)]
		}
	}
}

// chosen returns the structures that a choice names, those of one side and the
// midline; side Both takes all.
func chosen(a *assets.Atlas, c body.Choice, side anatomy.Side) []assets.Structure {
	var out []assets.Structure
	for _, s := range a.Structures {
		if side != anatomy.Both && s.Side != side && s.Side != anatomy.Midline {
			continue
		}
		if c.Has(string(s.System), string(s.ID)) {
			out = append(out, s)
		}
	}
	return out
}
