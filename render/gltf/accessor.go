package gltf

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/qmuntal/gltf"
)

// view is an accessor that was checked: every element lies within data.
type view struct {
	data       []byte
	count      int
	stride     int // bytes from one element to the next
	components int
	size       int // bytes of a component
	kind       gltf.ComponentType
	normalized bool
}

// accessor checks accessor i and everything it refers to.
func (r *reader) accessor(i int) (view, error) {
	if i < 0 || i >= len(r.doc.Accessors) || r.doc.Accessors[i] == nil {
		return view{}, fmt.Errorf("accessor %d, but there are %d accessors", i, len(r.doc.Accessors))
	}
	a := r.doc.Accessors[i]
	fail := func(field, format string, args ...any) (view, error) {
		return view{}, fmt.Errorf("accessors[%d].%s: %s", i, field, fmt.Sprintf(format, args...))
	}
	v := view{count: a.Count, components: a.Type.Components(), kind: a.ComponentType, normalized: a.Normalized}
	v.size = v.kind.ByteSize()
	element := v.components * v.size
	switch {
	case a.Sparse != nil:
		return fail("sparse", "sparse accessors are not read; store the values densely")
	case a.BufferView == nil:
		return fail("bufferView", "missing")
	case a.Count < 1 || a.Count > maxVertices:
		return fail("count", "%d, expected 1 to %d", a.Count, maxVertices)
	case element == 0:
		return fail("type", "%v of %v is not known", a.Type, a.ComponentType)
	case v.normalized && (v.kind == gltf.ComponentFloat || v.kind == gltf.ComponentUint):
		return fail("normalized", "true, which %v values cannot be", v.kind)
	}
	data, stride, err := r.bufferView(*a.BufferView)
	if err != nil {
		return view{}, fmt.Errorf("accessors[%d].bufferView: %w", i, err)
	}
	if v.stride = stride; stride == 0 {
		v.stride = element
	}
	if v.stride < element {
		return view{}, fmt.Errorf("bufferViews[%d].byteStride: %d, but accessors[%d] has elements of %d bytes", *a.BufferView, stride, i, element)
	}
	if a.ByteOffset < 0 || a.ByteOffset > len(data) {
		return fail("byteOffset", "%d, but its buffer view has %d bytes", a.ByteOffset, len(data))
	}
	v.data = data[a.ByteOffset:]
	if need := (v.count-1)*v.stride + element; need > len(v.data) {
		return fail("count", "%d elements need %d bytes from offset %d, but its buffer view has %d", v.count, need, a.ByteOffset, len(data))
	}
	return v, nil
}

// bufferView checks buffer view i and returns its bytes and stride, 0 for none.
func (r *reader) bufferView(i int) (data []byte, stride int, err error) {
	if i < 0 || i >= len(r.doc.BufferViews) || r.doc.BufferViews[i] == nil {
		return nil, 0, fmt.Errorf("%d, but there are %d buffer views", i, len(r.doc.BufferViews))
	}
	v := r.doc.BufferViews[i]
	for name := range v.Extensions {
		if remedy, ok := compression(name); ok {
			return nil, 0, fmt.Errorf("bufferViews[%d].extensions: %s is not read; %s", i, name, remedy)
		}
	}
	if v.ByteStride != 0 && (v.ByteStride < 4 || v.ByteStride > 252) {
		return nil, 0, fmt.Errorf("bufferViews[%d].byteStride: %d, expected 4 to 252", i, v.ByteStride)
	}
	p, compressed, err := packed(v)
	switch {
	case err != nil:
		err = fmt.Errorf("bufferViews[%d].%w", i, err)
	case compressed:
		data, err = r.unpack(i, v, p)
	default:
		if data, err = r.slice(v.Buffer, v.ByteOffset, v.ByteLength); err != nil {
			err = fmt.Errorf("bufferViews[%d].%w", i, err)
		}
	}
	return data, v.ByteStride, err
}

// slice returns bytes of a buffer. Errors begin with the field of the view.
func (r *reader) slice(buffer, offset, length int) ([]byte, error) {
	if buffer < 0 || buffer >= len(r.buffers) {
		return nil, fmt.Errorf("buffer: %d, but there are %d buffers", buffer, len(r.buffers))
	}
	data := r.buffers[buffer]
	if offset < 0 || offset > len(data) {
		return nil, fmt.Errorf("byteOffset: %d, but the buffer has %d bytes", offset, len(data))
	}
	if length < 1 || length > len(data)-offset {
		return nil, fmt.Errorf("byteLength: %d from offset %d, but the buffer has %d bytes", length, offset, len(data))
	}
	return data[offset : offset+length], nil
}

// float returns component c of element i. Normalised integers are spread over
// 0 to 1 or -1 to 1 (glTF 2.0, 3.11).
func (v view) float(i, c int) float32 {
	at := v.data[i*v.stride+c*v.size:]
	scale := float32(1)
	var value float32
	switch v.kind {
	case gltf.ComponentFloat:
		return math.Float32frombits(binary.LittleEndian.Uint32(at))
	case gltf.ComponentByte:
		value, scale = float32(int8(at[0])), 127
	case gltf.ComponentUbyte:
		value, scale = float32(at[0]), 255
	case gltf.ComponentShort:
		value, scale = float32(int16(binary.LittleEndian.Uint16(at))), 32767
	case gltf.ComponentUshort:
		value, scale = float32(binary.LittleEndian.Uint16(at)), 65535
	default:
		return float32(binary.LittleEndian.Uint32(at))
	}
	if v.normalized {
		value = max(value/scale, -1)
	}
	return value
}

// index returns element i of an index accessor.
func (v view) index(i int) uint32 {
	at := v.data[i*v.stride:]
	switch v.kind {
	case gltf.ComponentUbyte:
		return uint32(at[0])
	case gltf.ComponentUshort:
		return uint32(binary.LittleEndian.Uint16(at))
	default:
		return binary.LittleEndian.Uint32(at)
	}
}
