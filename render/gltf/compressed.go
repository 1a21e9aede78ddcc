package gltf

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/qmuntal/gltf"

	"bodymap/render/gltf/meshopt"
)

// meshoptExtension is the one compression that is read: it needs no second
// decoder in the page, and the usual tools write it.
const meshoptExtension = "EXT_meshopt_compression"

// maxUnpacked is how many bytes the compressed buffer views of a file may hold
// together once they are unpacked.
const maxUnpacked = 1 << 29

// packedView is what the extension says of a buffer view.
type packedView struct {
	Buffer, ByteOffset, ByteLength, ByteStride, Count int
	Mode, Filter                                      string
}

func (s *scanner) packedView(to *packedView) {
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
		case "count":
			to.Count = s.integer()
		case "mode":
			to.Mode = s.text()
		case "filter":
			to.Filter = s.text()
		default:
			s.skip()
		}
	})
}

// packed returns what the extension says of a buffer view; ok is false where
// the view is not compressed.
func packed(v *gltf.BufferView) (p packedView, ok bool, err error) {
	raw, ok := v.Extensions[meshoptExtension].(json.RawMessage)
	if !ok {
		return p, false, nil
	}
	s := scanner{data: raw}
	s.packedView(&p)
	if s.err != nil {
		return p, true, fmt.Errorf("extensions.%s.%w", meshoptExtension, s.err)
	}
	return p, true, nil
}

// placeholder reports whether buffer i has no bytes because everything in it is
// stored compressed in another.
func placeholder(doc *gltf.Document, i int) bool {
	used := false
	for _, v := range doc.BufferViews {
		if v == nil || v.Buffer != i {
			continue
		}
		if _, ok := v.Extensions[meshoptExtension]; !ok {
			return false
		}
		used = true
	}
	return used
}

// unpack returns the bytes of a compressed buffer view.
func (r *reader) unpack(i int, v *gltf.BufferView, p packedView) ([]byte, error) {
	fail := func(field, format string, args ...any) ([]byte, error) {
		return nil, fmt.Errorf("bufferViews[%d].extensions.%s.%s: %s", i, meshoptExtension, field, fmt.Sprintf(format, args...))
	}
	switch {
	case p.Count < 1 || p.Count > 3*MaxTriangles:
		return fail("count", "%d, expected 1 to %d", p.Count, 3*MaxTriangles)
	case p.ByteStride < 1 || p.ByteStride > 256:
		return fail("byteStride", "%d, expected up to 256", p.ByteStride)
	case v.ByteLength != p.Count*p.ByteStride:
		return fail("count", "%d of %d bytes each, but the buffer view has %d bytes", p.Count, p.ByteStride, v.ByteLength)
	case v.ByteLength > maxUnpacked-r.unpackedBytes:
		return fail("count", "the file unpacks to more than %d bytes", maxUnpacked)
	}
	data, err := r.slice(p.Buffer, p.ByteOffset, p.ByteLength)
	if err != nil {
		return nil, fmt.Errorf("bufferViews[%d].extensions.%s.%w", i, meshoptExtension, err)
	}
	if data, err = p.unpack(data); err != nil {
		return nil, fmt.Errorf("bufferViews[%d].extensions.%s: %w", i, meshoptExtension, err)
	}
	r.unpackedBytes += len(data)
	return data, nil
}

// unpack turns compressed bytes into those of the buffer view.
func (p packedView) unpack(data []byte) ([]byte, error) {
	var list []uint32
	var err error
	switch p.Mode {
	case "ATTRIBUTES":
		out, err := meshopt.UnpackAttributes(data, p.Count, p.ByteStride)
		if err != nil {
			return nil, err
		}
		return out, meshopt.Unfilter(out, p.ByteStride, p.Filter)
	case "TRIANGLES":
		list, err = meshopt.UnpackTriangles(data, p.Count)
	case "INDICES":
		list, err = meshopt.UnpackIndices(data, p.Count)
	default:
		return nil, fmt.Errorf("mode %q, expected ATTRIBUTES, TRIANGLES or INDICES", p.Mode)
	}
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(list)*p.ByteStride)
	for _, v := range list {
		switch p.ByteStride {
		case 2:
			out = binary.LittleEndian.AppendUint16(out, uint16(v))
		case 4:
			out = binary.LittleEndian.AppendUint32(out, v)
		default:
			return nil, errors.New("byteStride: expected 2 or 4 for indices")
		}
	}
	return out, nil
}
