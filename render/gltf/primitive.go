package gltf

import (
	"fmt"

	"github.com/qmuntal/gltf"

	"bodymap/render/geom"
)

// occlusionAttribute is how open a vertex is to light, 0 to 255, as one
// unsigned byte. The underscore marks an attribute that glTF itself does not know.
const occlusionAttribute = "_OCCLUSION"

// primitive appends the triangles of one primitive to out, in world space.
func (r *reader) primitive(field place, p *gltf.Primitive, world transform, out *geom.Mesh) error {
	for name := range p.Extensions {
		if remedy, ok := compression(name); ok {
			return fmt.Errorf("%s.extensions: %s is not read; %s", field, name, remedy)
		}
	}
	switch p.Mode {
	case gltf.PrimitiveTriangles, gltf.PrimitiveTriangleStrip, gltf.PrimitiveTriangleFan:
	default:
		return nil // points and lines have no surface
	}
	positions, err := r.positions(field, p)
	if err != nil {
		return err
	}
	indices, err := r.indices(field, p, positions.count)
	if err != nil {
		return err
	}
	if err := r.countTriangles(field, len(indices)/3); err != nil {
		return err
	}
	piece, err := r.vertices(field, p, positions, nil, indices, world)
	if err != nil {
		return err
	}
	join(out, piece)
	return nil
}

// positions checks the positions of a primitive and counts them.
func (r *reader) positions(field place, p *gltf.Primitive) (view, error) {
	at, ok := p.Attributes[gltf.POSITION]
	if !ok {
		return view{}, fmt.Errorf("%s.attributes: no POSITION", field)
	}
	v, err := r.attribute(field, gltf.POSITION, at, 3, 0)
	if err != nil {
		return v, err
	}
	if r.placed += v.count; r.placed > maxVertices {
		return v, fmt.Errorf("%s: the scene has more than %d vertices", field, maxVertices)
	}
	return v, nil
}

func (r *reader) countTriangles(field place, n int) error {
	if r.triangles += n; r.triangles > MaxTriangles {
		return fmt.Errorf("%s: the scene has more than %d triangles", field, MaxTriangles)
	}
	return nil
}

// vertices reads those vertices of a primitive that order lists, all where it is
// nil, in world space, and gives them triangles over the numbers in that order.
func (r *reader) vertices(field place, p *gltf.Primitive, positions view, order, indices []uint32, world transform) (*geom.Mesh, error) {
	r.numbers = positions.floats(r.numbers, order)
	m := &geom.Mesh{Positions: points(r.numbers, world)}
	m.Indices = soundTriangles(indices, m.Positions, world.mirrors())
	v := vertexReader{reader: r, field: field, primitive: p, count: positions.count, order: order, mesh: m}
	if err := v.normals(world); err != nil {
		return nil, err
	}
	if err := v.fibres(); err != nil {
		return nil, err
	}
	return m, v.occlusion()
}

// vertexReader reads what a primitive says of its vertices beside where they are.
type vertexReader struct {
	*reader
	field     place
	primitive *gltf.Primitive
	count     int      // of vertices in the file
	order     []uint32 // those that are read; nil for all
	mesh      *geom.Mesh
}

// attribute returns a checked accessor of vertex data with the given number of
// components and, unless it is 0, of elements.
func (r *reader) attribute(field place, name string, accessor, components, count int) (view, error) {
	v, err := r.accessor(accessor)
	if err != nil {
		return v, fmt.Errorf("%s.attributes.%s: %w", field, name, err)
	}
	if v.components != components || v.kind == gltf.ComponentUint {
		return v, fmt.Errorf("%s.attributes.%s: accessors[%d] has %d components of %v, expected %d of float, byte or short",
			field, name, accessor, v.components, v.kind, components)
	}
	if count != 0 && v.count != count {
		return v, fmt.Errorf("%s.attributes.%s: accessors[%d].count is %d, but there are %d positions", field, name, accessor, v.count, count)
	}
	return v, nil
}

// indices returns three corners a triangle, each checked against the vertices.
func (r *reader) indices(field place, p *gltf.Primitive, vertices int) ([]uint32, error) {
	var list []uint32
	if p.Indices == nil {
		list = make([]uint32, vertices)
		for i := range list {
			list[i] = uint32(i)
		}
	} else {
		v, err := r.accessor(*p.Indices)
		if err != nil {
			return nil, fmt.Errorf("%s.indices: %w", field, err)
		}
		unsigned := v.kind == gltf.ComponentUbyte || v.kind == gltf.ComponentUshort || v.kind == gltf.ComponentUint
		if v.components != 1 || !unsigned || v.normalized {
			return nil, fmt.Errorf("%s.indices: accessors[%d] has %d components of %v, expected 1 of an unsigned type", field, *p.Indices, v.components, v.kind)
		}
		list = v.corners()
		for i, corner := range list {
			if int64(corner) >= int64(vertices) {
				return nil, fmt.Errorf("%s.indices: accessors[%d][%d] is %d, but there are %d vertices", field, *p.Indices, i, corner, vertices)
			}
		}
	}
	if p.Mode == gltf.PrimitiveTriangles {
		if len(list)%3 != 0 {
			return nil, fmt.Errorf("%s.indices: %d of them, expected three a triangle", field, len(list))
		}
		return list, nil
	}
	return unroll(list, p.Mode == gltf.PrimitiveTriangleFan), nil
}

// unroll turns a strip or fan into single triangles (glTF 2.0, 3.7.2.1).
func unroll(list []uint32, fan bool) []uint32 {
	var out []uint32
	for i := 2; i < len(list); i++ {
		switch {
		case fan:
			out = append(out, list[i-1], list[i], list[0])
		case i%2 == 0:
			out = append(out, list[i-2], list[i-1], list[i])
		default:
			out = append(out, list[i-1], list[i-2], list[i])
		}
	}
	return out
}

// points returns the points of three coordinates each, in world space.
func points(coordinates []float32, world transform) []geom.Vec3 {
	out := make([]geom.Vec3, len(coordinates)/3)
	for i := range out {
		p := coordinates[3*i : 3*i+3 : 3*i+3]
		out[i] = world.point(p[0], p[1], p[2])
	}
	return out
}

// soundTriangles drops triangles without area or with a corner that is no
// place, moves such corners to a sound one so that nothing else trips over
// them, and turns every triangle round where the transform mirrors.
func soundTriangles(indices []uint32, positions []geom.Vec3, mirrored bool) []uint32 {
	sound := func(p geom.Vec3) bool {
		return p.X > -maxCoord && p.X < maxCoord && p.Y > -maxCoord && p.Y < maxCoord && p.Z > -maxCoord && p.Z < maxCoord
	}
	kept := indices[:0]
	var anchor geom.Vec3
	for i := 0; i+2 < len(indices); i += 3 {
		a, b, c := indices[i], indices[i+1], indices[i+2]
		p, q, s := positions[a], positions[b], positions[c]
		if !sound(p) || !sound(q) || !sound(s) || q.Sub(p).Cross(s.Sub(p)) == (geom.Vec3{}) {
			continue
		}
		if mirrored {
			b, c = c, b
		}
		kept, anchor = append(kept, a, b, c), p
	}
	for i, p := range positions {
		if !sound(p) {
			positions[i] = anchor
		}
	}
	return kept
}

// normals reads the normals; those that are missing or damaged are computed.
func (r *vertexReader) normals(world transform) error {
	piece := r.mesh
	at, ok := r.primitive.Attributes[gltf.NORMAL]
	if !ok {
		piece.SmoothNormals()
		return nil
	}
	v, err := r.attribute(r.field, gltf.NORMAL, at, 3, r.count)
	if err != nil {
		return err
	}
	turn, damaged := world.normals(), false
	read := make([]geom.Vec3, len(piece.Positions))
	r.numbers = v.floats(r.numbers, r.order)
	for i := range read {
		n := r.numbers[3*i : 3*i+3 : 3*i+3]
		read[i] = turn.direction(n[0], n[1], n[2]).Unit()
		damaged = damaged || !read[i].Finite() || read[i] == geom.Vec3{}
	}
	if damaged {
		piece.SmoothNormals()
		for i, n := range piece.Normals {
			if !read[i].Finite() || read[i] == (geom.Vec3{}) {
				read[i] = n
			}
		}
	}
	piece.Normals = read
	return nil
}

// fibres reads TEXCOORD_0: along the muscle from origin to insertion, and
// across it, each within its range.
func (r *vertexReader) fibres() error {
	at, ok := r.primitive.Attributes[gltf.TEXCOORD_0]
	if !ok {
		return nil
	}
	v, err := r.attribute(r.field, gltf.TEXCOORD_0, at, 2, r.count)
	if err != nil {
		return err
	}
	fibres := make([][2]float32, len(r.mesh.Positions))
	r.mesh.Fibres = fibres
	r.numbers = v.floats(r.numbers, r.order)
	for i := range fibres {
		fibres[i] = [2]float32{within(r.numbers[2*i], 0, 1), within(r.numbers[2*i+1], -1, 1)}
	}
	return nil
}

// occlusion reads how open each vertex is to light, an attribute of this
// project's own models.
func (r *vertexReader) occlusion() error {
	at, ok := r.primitive.Attributes[occlusionAttribute]
	if !ok {
		return nil
	}
	v, err := r.accessor(at)
	if err != nil {
		return fmt.Errorf("%s.attributes.%s: %w", r.field, occlusionAttribute, err)
	}
	if v.components != 1 || v.kind != gltf.ComponentUbyte || v.count != r.count {
		return nil // somebody else's attribute of the same name
	}
	open := make([]uint8, len(r.mesh.Positions))
	r.mesh.Occlusion = open
	for i := range open {
		open[i] = v.data[v.offset(i, r.order)]
	}
	return nil
}

func within(v, lo, hi float32) float32 {
	if !(v >= lo) { // also where it is not a number
		return lo
	}
	return min(v, hi)
}

// join appends piece to out. Fibres and occlusion are kept only where every
// piece has them.
func join(out, piece *geom.Mesh) {
	base := uint32(len(out.Positions))
	if base == 0 {
		*out = *piece
		return
	}
	if (out.Fibres == nil) != (piece.Fibres == nil) {
		out.Fibres, piece.Fibres = nil, nil
	}
	if (out.Occlusion == nil) != (piece.Occlusion == nil) {
		out.Occlusion, piece.Occlusion = nil, nil
	}
	out.Positions = append(out.Positions, piece.Positions...)
	out.Occlusion = append(out.Occlusion, piece.Occlusion...)
	out.Normals = append(out.Normals, piece.Normals...)
	out.Fibres = append(out.Fibres, piece.Fibres...)
	for _, i := range piece.Indices {
		out.Indices = append(out.Indices, base+i)
	}
}
