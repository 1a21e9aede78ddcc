package gltf

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/qmuntal/gltf"
)

// document reads of a document what says where triangles are; materials,
// animations and the like are passed over.
func (s *scanner) document() (*gltf.Document, error) {
	doc := &gltf.Document{}
	asset := false
	s.object(func(name []byte) {
		switch string(name) {
		case "asset":
			asset = true
			s.asset(&doc.Asset)
		case "extensionsRequired":
			s.array(func(int) { doc.ExtensionsRequired = append(doc.ExtensionsRequired, s.text()) })
		case "scene":
			doc.Scene = s.index()
		case "scenes":
			doc.Scenes = list(s, name, s.scene)
		case "nodes":
			doc.Nodes = list(s, name, s.node)
		case "meshes":
			doc.Meshes = list(s, name, s.mesh)
		case "accessors":
			doc.Accessors = list(s, name, s.accessor)
		case "bufferViews":
			doc.BufferViews = list(s, name, s.bufferView)
		case "buffers":
			doc.Buffers = list(s, name, s.buffer)
		default:
			s.skip()
		}
	})
	s.end()
	if s.err == nil && !asset {
		s.fail(errors.New("asset: missing"))
	}
	return doc, s.err
}

// list reads an array of objects; null entries are nil. Errors are told with
// the place in the list. Entries are made many at a time: making each alone
// takes longer than reading it.
func list[T any](s *scanner, field []byte, read func(*T)) []*T {
	const many = 64
	var out []*T
	var spare []T
	s.array(func(i int) {
		if s.null() {
			out = append(out, nil)
			return
		}
		if len(spare) == 0 {
			spare = make([]T, min(1+i, many))
		}
		entry := &spare[0]
		spare = spare[1:]
		if read(entry); s.err != nil {
			s.err = fmt.Errorf("%s[%d].%w", field, i, s.err)
		}
		out = append(out, entry)
	})
	return out
}

// index reads a reference to an entry of a list; null is none.
func (s *scanner) index() *int {
	if s.null() {
		return nil
	}
	if len(s.spare) == 0 {
		s.spare = make([]int, 64)
	}
	i := &s.spare[0]
	s.spare = s.spare[1:]
	*i = s.integer()
	return i
}

// indices reads references.
func (s *scanner) indices() (list []int) {
	s.array(func(int) { list = append(list, s.integer()) })
	return list
}

// numbers fills to with as many numbers as it has.
func (s *scanner) numbers(to []float64) {
	n := 0
	s.array(func(i int) {
		v := s.number()
		if n++; i < len(to) {
			to[i] = v
		}
	})
	if s.err == nil && n != len(to) {
		s.fail(fmt.Errorf("%d numbers, expected %d", n, len(to)))
	}
}

// extensions reads the fields of extensions unread, for those who know them.
func (s *scanner) extensions() gltf.Extensions {
	var out gltf.Extensions
	s.object(func(name []byte) {
		if out == nil {
			out = gltf.Extensions{}
		}
		key := s.word(name)
		out[key] = json.RawMessage(s.skip())
	})
	return out
}

func (s *scanner) asset(a *gltf.Asset) {
	s.object(func(name []byte) {
		switch string(name) {
		case "version":
			a.Version = s.text()
		case "copyright":
			a.Copyright = s.text()
		default:
			s.skip()
		}
	})
}

func (s *scanner) scene(to *gltf.Scene) {
	s.object(func(name []byte) {
		if string(name) == "nodes" {
			to.Nodes = s.indices()
			return
		}
		s.skip()
	})
}

func (s *scanner) node(to *gltf.Node) {
	to.Matrix, to.Rotation, to.Scale = gltf.DefaultMatrix, gltf.DefaultRotation, gltf.DefaultScale
	matrix, parts := false, false
	s.object(func(name []byte) {
		switch string(name) {
		case "name":
			to.Name = s.text()
		case "mesh":
			to.Mesh = s.index()
		case "children":
			to.Children = s.indices()
		case "matrix":
			matrix = true
			s.numbers(to.Matrix[:])
		case "rotation":
			parts = true
			s.numbers(to.Rotation[:])
		case "scale":
			parts = true
			s.numbers(to.Scale[:])
		case "translation":
			parts = true
			s.numbers(to.Translation[:])
		case "extensions":
			to.Extensions = s.extensions()
		case "extras":
			to.Extras = s.value()
		default:
			s.skip()
		}
	})
	if s.err == nil && matrix && parts {
		s.fail(errors.New("matrix: beside translation, rotation or scale, expected one or the other"))
	}
}

func (s *scanner) mesh(to *gltf.Mesh) {
	s.object(func(name []byte) {
		switch string(name) {
		case "name":
			to.Name = s.text()
		case "primitives":
			to.Primitives = list(s, name, s.primitive)
		case "extras":
			to.Extras = s.value()
		default:
			s.skip()
		}
	})
}

func (s *scanner) primitive(to *gltf.Primitive) {
	s.object(func(name []byte) {
		switch string(name) {
		case "attributes":
			to.Attributes = gltf.PrimitiveAttributes{}
			s.object(func(name []byte) {
				key := s.word(name)
				to.Attributes[key] = s.integer()
			})
		case "indices":
			to.Indices = s.index()
		case "mode":
			if mode, ok := modeOf(s.integer()); ok {
				to.Mode = mode
			} else {
				s.fail(errors.New("mode: not known"))
			}
		case "extensions":
			to.Extensions = s.extensions()
		default:
			s.skip()
		}
	})
}

// modeOf returns the way of drawing of a WebGL constant.
func modeOf(constant int) (gltf.PrimitiveMode, bool) {
	modes := [...]gltf.PrimitiveMode{gltf.PrimitivePoints, gltf.PrimitiveLines, gltf.PrimitiveLineLoop, gltf.PrimitiveLineStrip,
		gltf.PrimitiveTriangles, gltf.PrimitiveTriangleStrip, gltf.PrimitiveTriangleFan}
	if constant < 0 || constant >= len(modes) {
		return 0, false
	}
	return modes[constant], true
}

func (s *scanner) accessor(to *gltf.Accessor) {
	typed, kind := false, false
	s.object(func(name []byte) {
		switch string(name) {
		case "bufferView":
			to.BufferView = s.index()
		case "byteOffset":
			to.ByteOffset = s.integer()
		case "componentType":
			if to.ComponentType, kind = componentOf(s.integer()); !kind {
				s.fail(errors.New("componentType: not known"))
			}
		case "normalized":
			to.Normalized = s.boolean()
		case "count":
			to.Count = s.integer()
		case "type":
			if to.Type, typed = typeOf(s.text()); !typed {
				s.fail(errors.New("type: not known"))
			}
		case "sparse":
			if s.skip(); s.err == nil {
				to.Sparse = &gltf.Sparse{}
			}
		default:
			s.skip()
		}
	})
	switch {
	case s.err != nil:
	case !kind:
		s.fail(errors.New("componentType: missing"))
	case !typed:
		s.fail(errors.New("type: missing"))
	}
}

// componentOf returns the kind of component of a WebGL constant.
func componentOf(constant int) (gltf.ComponentType, bool) {
	switch constant {
	case 5120:
		return gltf.ComponentByte, true
	case 5121:
		return gltf.ComponentUbyte, true
	case 5122:
		return gltf.ComponentShort, true
	case 5123:
		return gltf.ComponentUshort, true
	case 5125:
		return gltf.ComponentUint, true
	case 5126:
		return gltf.ComponentFloat, true
	}
	return 0, false
}

func typeOf(name string) (gltf.AccessorType, bool) {
	switch name {
	case "SCALAR":
		return gltf.AccessorScalar, true
	case "VEC2":
		return gltf.AccessorVec2, true
	case "VEC3":
		return gltf.AccessorVec3, true
	case "VEC4":
		return gltf.AccessorVec4, true
	case "MAT2":
		return gltf.AccessorMat2, true
	case "MAT3":
		return gltf.AccessorMat3, true
	case "MAT4":
		return gltf.AccessorMat4, true
	}
	return 0, false
}

func (s *scanner) bufferView(to *gltf.BufferView) {
	s.object(func(name []byte) {
		switch string(name) {
		case "buffer":
			to.Buffer = s.integer()
		case "byteOffset":
			to.ByteOffset = s.integer()
		case "byteLength":
			to.ByteLength = s.integer()
		case "byteStride":
			to.ByteStride = s.integer()
		case "extensions":
			to.Extensions = s.extensions()
		default:
			s.skip()
		}
	})
}

func (s *scanner) buffer(to *gltf.Buffer) {
	s.object(func(name []byte) {
		switch string(name) {
		case "byteLength":
			to.ByteLength = s.integer()
		case "uri":
			to.URI = s.text()
		default:
			s.skip()
		}
	})
}
