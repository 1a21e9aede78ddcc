package bind

import (
	"time"

	"bodymap/assets"
	"bodymap/render"
	"bodymap/render/geom"
)

// manyTriangles is from how many triangles on a structure is thinned: all that is
// smaller together costs little.
const manyTriangles = 100

// Prepare does what would make somebody wait who asks for it first: trees for picks,
// the extents of regions with the landmarks that they lie by, and coarse shapes. It
// does a piece at a time, until a time, and reports whether all is done.
func (m *Map) Prepare(until time.Time) (done bool) {
	return m.atlas.Warm(until) && m.resolveRegions(until) && m.thin(until)
}

// thin gives structures a coarse level where the atlas brings none.
func (m *Map) thin(until time.Time) (done bool) {
	for m.thinned < len(m.atlas.Structures) {
		s := &m.atlas.Structures[m.thinned]
		m.thinned++
		// Skin is painted by its vertices.
		if coarsest(s) == nil && len(s.Mesh.Indices)/3 >= manyTriangles && tissues[s.System] != render.Skin {
			if thin := s.Mesh.Thin(); thin != nil {
				s.Levels = append(s.Levels, thin)
			}
			if !time.Now().Before(until) {
				break
			}
		}
	}
	return m.thinned == len(m.atlas.Structures)
}

// Coarsen gives a scene the coarse levels that there are now.
func (m *Map) Coarsen(scene *render.Scene) {
	for i := range m.atlas.Structures {
		if st := &scene.Structures[i]; st.Mesh == m.atlas.Structures[i].Mesh { // not cut open
			st.Coarse = coarsest(&m.atlas.Structures[i])
		}
	}
}

// coarsest returns the level of fewest triangles, nil where the one at rest is. Of
// skin it must be over the first of its vertices, as paint is by vertex.
func coarsest(s *assets.Structure) *geom.Mesh {
	last := s.Levels[len(s.Levels)-1]
	if last == s.Mesh || len(last.Positions) == 0 || tissues[s.System] == render.Skin && &last.Positions[0] != &s.Mesh.Positions[0] {
		return nil
	}
	return last
}
