package gltf

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

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
	v := view{count: a.Count, components: components(a.Type), kind: a.ComponentType, normalized: a.Normalized}
	v.size = size(v.kind)
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
	from, err := r.bufferView(*a.BufferView)
	if err != nil {
		return view{}, fmt.Errorf("accessors[%d].bufferView: %w", i, err)
	}
	if v.stride = from.stride; v.stride == 0 {
		v.stride = element
	}
	if v.stride < element {
		return view{}, fmt.Errorf("bufferViews[%d].byteStride: %d, but accessors[%d] has elements of %d bytes", *a.BufferView, from.stride, i, element)
	}
	if a.ByteOffset < 0 || a.ByteOffset > len(from.data) {
		return fail("byteOffset", "%d, but its buffer view has %d bytes", a.ByteOffset, len(from.data))
	}
	v.data = from.data[a.ByteOffset:]
	if need := (v.count-1)*v.stride + element; need > len(v.data) {
		return fail("count", "%d elements need %d bytes from offset %d, but its buffer view has %d", v.count, need, a.ByteOffset, len(from.data))
	}
	return v, nil
}

// viewBytes are the bytes of a buffer view.
type viewBytes struct {
	data   []byte
	stride int // 0 for none
}

// bufferView checks buffer view i and returns its bytes; many accessors may
// share one.
func (r *reader) bufferView(i int) (viewBytes, error) {
	if known, ok := r.views[i]; ok {
		return known, nil
	}
	if i < 0 || i >= len(r.doc.BufferViews) || r.doc.BufferViews[i] == nil {
		return viewBytes{}, fmt.Errorf("%d, but there are %d buffer views", i, len(r.doc.BufferViews))
	}
	v := r.doc.BufferViews[i]
	for name := range v.Extensions {
		if remedy, ok := compression(name); ok {
			return viewBytes{}, fmt.Errorf("bufferViews[%d].extensions: %s is not read; %s", i, name, remedy)
		}
	}
	if v.ByteStride != 0 && (v.ByteStride < 4 || v.ByteStride > 252) {
		return viewBytes{}, fmt.Errorf("bufferViews[%d].byteStride: %d, expected 4 to 252", i, v.ByteStride)
	}
	p, compressed, err := packed(v)
	var data []byte
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
	if err != nil {
		return viewBytes{}, err
	}
	r.views[i] = viewBytes{data, v.ByteStride}
	return r.views[i], nil
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

// components is how many numbers an element has. (The library's own answer
// makes a map each time, as that for the size does.)
func components(t gltf.AccessorType) int {
	switch t {
	case gltf.AccessorScalar:
		return 1
	case gltf.AccessorVec2:
		return 2
	case gltf.AccessorVec3:
		return 3
	case gltf.AccessorVec4, gltf.AccessorMat2:
		return 4
	case gltf.AccessorMat3:
		return 9
	}
	return 16
}

// size is how many bytes a component takes.
func size(c gltf.ComponentType) int {
	switch c {
	case gltf.ComponentByte, gltf.ComponentUbyte:
		return 1
	case gltf.ComponentShort, gltf.ComponentUshort:
		return 2
	}
	return 4
}

// offset is where the i-th element of those in order is, of all where it is nil.
func (v view) offset(i int, order []uint32) int {
	if order != nil {
		return int(order[i]) * v.stride
	}
	return i * v.stride
}

// floats returns the components of the elements in order, of all where it is
// nil, one after the other, in to, grown where it is too small. Normalised
// integers are spread over 0 to 1 or -1 to 1 (glTF 2.0, 3.11).
func (v view) floats(to []float32, order []uint32) []float32 {
	count := v.count
	if order != nil {
		count = len(order)
	}
	to = slices.Grow(to[:0], count*v.components)[:count*v.components]
	scale := float32(1)
	for i := range count {
		at := v.offset(i, order)
		element, out := v.data[at:at+v.components*v.size], to[i*v.components:(i+1)*v.components]
		switch v.kind {
		case gltf.ComponentFloat:
			for c := range out {
				out[c] = math.Float32frombits(binary.LittleEndian.Uint32(element[4*c:]))
			}
		case gltf.ComponentByte:
			scale = 127
			for c := range out {
				out[c] = float32(int8(element[c]))
			}
		case gltf.ComponentUbyte:
			scale = 255
			for c := range out {
				out[c] = float32(element[c])
			}
		case gltf.ComponentShort:
			scale = 32767
			for c := range out {
				out[c] = float32(int16(binary.LittleEndian.Uint16(element[2*c:])))
			}
		case gltf.ComponentUshort:
			scale = 65535
			for c := range out {
				out[c] = float32(binary.LittleEndian.Uint16(element[2*c:]))
			}
		default:
			for c := range out {
				out[c] = float32(binary.LittleEndian.Uint32(element[4*c:]))
			}
		}
	}
	if v.normalized {
		for k := range to {
			to[k] = max(to[k]/scale, -1)
		}
	}
	return to
}

// corners returns all elements of an index accessor.
func (v view) corners() []uint32 {
	list := make([]uint32, v.count)
	switch v.kind {
	case gltf.ComponentUbyte:
		for i := range list {
			list[i] = uint32(v.data[i*v.stride])
		}
	case gltf.ComponentUshort:
		for i := range list {
			list[i] = uint32(binary.LittleEndian.Uint16(v.data[i*v.stride:]))
		}
	default:
		for i := range list {
			list[i] = binary.LittleEndian.Uint32(v.data[i*v.stride:])
		}
	}
	return list
}
