package meshopt

import (
	"errors"
	"fmt"
)

// Numbers of the bit stream (EXT_meshopt_compression, appendix A).
const (
	attributesHeader = 0xa0
	groupSize        = 16
	tailSize         = 32
)

// errShort says that a stream ends before its last element.
var errShort = errors.New("the compressed data end too early")

// blockSize is how many elements of so many bytes share a block.
func blockSize(stride int) int { return min((8192/stride)&^(groupSize-1), 256) }

// checkStride refuses strides that the format does not have.
func checkStride(stride int) error {
	if stride < 4 || stride > 256 || stride%4 != 0 {
		return fmt.Errorf("stride %d, expected a multiple of 4 up to 256", stride)
	}
	return nil
}

// PackAttributes packs elements of stride bytes each; len(data) is a multiple
// of stride.
func PackAttributes(data []byte, stride int) ([]byte, error) {
	if err := checkStride(stride); err != nil {
		return nil, err
	}
	count := len(data) / stride
	if count == 0 || count*stride != len(data) {
		return nil, fmt.Errorf("%d bytes are no whole number of elements of %d", len(data), stride)
	}
	out := []byte{attributesHeader}
	last := data[:stride]
	for i := 0; i < count; i += blockSize(stride) {
		block := data[i*stride : min(i+blockSize(stride), count)*stride]
		for k := range stride {
			out = packBytes(out, block, last, stride, k)
		}
		last = block[len(block)-stride:]
	}
	for range max(tailSize-stride, 0) {
		out = append(out, 0)
	}
	return append(out, data[:stride]...), nil
}

// packBytes appends byte k of every element of a block.
func packBytes(out, block, last []byte, stride, k int) []byte {
	n := len(block) / stride
	groups := (n + groupSize - 1) / groupSize
	header := len(out)
	out = append(out, make([]byte, (groups+3)/4)...)
	before := last[k]
	for g := range groups {
		var deltas [groupSize]byte
		for i := range deltas {
			if at := g*groupSize + i; at < n {
				v := block[at*stride+k]
				deltas[i], before = zigzag(v-before), v
			}
		}
		var mode byte
		out, mode = packGroup(out, &deltas)
		out[header+g/4] |= mode << (2 * (g % 4))
	}
	return out
}

func zigzag(d byte) byte {
	if d&0x80 != 0 {
		return ^(d << 1)
	}
	return d << 1
}

func unzigzag(d byte) byte {
	if d&1 != 0 {
		return ^(d >> 1)
	}
	return d >> 1
}

// packGroup appends sixteen differences in the shortest of the four modes.
func packGroup(out []byte, deltas *[groupSize]byte) ([]byte, byte) {
	zero, over2, over4 := true, 0, 0
	for _, d := range deltas {
		zero = zero && d == 0
		if d >= 3 {
			over2++
		}
		if d >= 15 {
			over4++
		}
	}
	switch {
	case zero:
		return out, 0
	case 4+over2 <= 8+over4 && 4+over2 < groupSize:
		return packBits(out, deltas, 2), 1
	case 8+over4 < groupSize:
		return packBits(out, deltas, 4), 2
	}
	return append(out, deltas[:]...), 3
}

// packBits appends differences of so many bits, first in the highest bits, and
// then whole those that do not fit.
func packBits(out []byte, deltas *[groupSize]byte, bits int) []byte {
	sentinel, in := byte(1)<<bits-1, 8/bits
	for i := 0; i < groupSize; i += in {
		var b byte
		for _, d := range deltas[i : i+in] {
			b = b<<bits | min(d, sentinel)
		}
		out = append(out, b)
	}
	for _, d := range deltas {
		if d >= sentinel {
			out = append(out, d)
		}
	}
	return out
}

// UnpackAttributes unpacks count elements of stride bytes each.
func UnpackAttributes(packed []byte, count, stride int) ([]byte, error) {
	if err := checkStride(stride); err != nil {
		return nil, err
	}
	tail := max(tailSize, stride)
	if len(packed) < 1+tail {
		return nil, errShort
	}
	if packed[0] != attributesHeader {
		return nil, fmt.Errorf("header %#x, expected %#x: version 0 of the attribute stream", packed[0], attributesHeader)
	}
	// Each block takes at least its headers: a count beyond that is a lie, and
	// must not make memory.
	if least := (count + blockSize(stride) - 1) / blockSize(stride) * stride; count < 1 || least > len(packed) {
		return nil, errShort
	}
	last := packed[len(packed)-stride:]
	rest := packed[1 : len(packed)-tail]
	out := make([]byte, count*stride)
	var err error
	for i := 0; i < count; i += blockSize(stride) {
		block := out[i*stride : min(i+blockSize(stride), count)*stride]
		for k := range stride {
			if rest, err = unpackBytes(rest, block, last[k], stride, k); err != nil {
				return nil, err
			}
		}
		last = block[len(block)-stride:]
	}
	return out, nil
}

// unpackBytes fills byte k of every element of a block and returns the rest of
// the stream.
func unpackBytes(rest, block []byte, before byte, stride, k int) ([]byte, error) {
	n := len(block) / stride
	groups := (n + groupSize - 1) / groupSize
	size := (groups + 3) / 4
	if len(rest) < size {
		return nil, errShort
	}
	header := rest[:size]
	rest = rest[size:]
	var deltas [groupSize]byte
	for g := range groups {
		used, ok := unpackGroup(rest, &deltas, header[g/4]>>(2*(g%4))&3)
		if !ok {
			return nil, errShort
		}
		rest = rest[used:]
		for i, at := 0, (g*groupSize)*stride+k; i < groupSize && at < len(block); i, at = i+1, at+stride {
			before += unzigzag(deltas[i])
			block[at] = before
		}
	}
	return rest, nil
}

// unpackGroup reads sixteen differences and returns how many bytes they took.
func unpackGroup(rest []byte, deltas *[groupSize]byte, mode byte) (used int, ok bool) {
	switch mode {
	case 0:
		*deltas = [groupSize]byte{}
		return 0, true
	case 3:
		return groupSize, copy(deltas[:], rest) == groupSize
	}
	bits := 2 * int(mode)
	used = groupSize * bits / 8
	if len(rest) < used {
		return 0, false
	}
	sentinel := byte(1)<<bits - 1
	for i := range deltas {
		var d byte
		if mode == 1 {
			d = rest[i/4] >> (6 - 2*(i&3)) & 3
		} else {
			d = rest[i/2] >> (4 - 4*(i&1)) & 15
		}
		if d == sentinel {
			if used >= len(rest) {
				return 0, false
			}
			d = rest[used]
			used++
		}
		deltas[i] = d
	}
	return used, true
}
