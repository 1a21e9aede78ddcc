package meshopt

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Unfilter undoes a filter of the extension in place: "NONE", "OCTAHEDRAL",
// "QUATERNION" or "EXPONENTIAL" over elements of stride bytes.
func Unfilter(data []byte, stride int, filter string) error {
	switch {
	case filter == "" || filter == "NONE":
		return nil
	case filter == "OCTAHEDRAL" && stride == 4:
		for i := 0; i+4 <= len(data); i += 4 {
			x, y, z := fromOctahedron(float64(int8(data[i])), float64(int8(data[i+1])), float64(int8(data[i+2])))
			data[i], data[i+1], data[i+2] = byte(nearest(127*x)), byte(nearest(127*y)), byte(nearest(127*z))
		}
	case filter == "OCTAHEDRAL" && stride == 8:
		for i := 0; i+8 <= len(data); i += 8 {
			x, y, z := fromOctahedron(short(data[i:]), short(data[i+2:]), short(data[i+4:]))
			putShort(data[i:], 32767*x)
			putShort(data[i+2:], 32767*y)
			putShort(data[i+4:], 32767*z)
		}
	case filter == "QUATERNION" && stride == 8:
		for i := 0; i+8 <= len(data); i += 8 {
			quaternion(data[i : i+8])
		}
	case filter == "EXPONENTIAL" && stride%4 == 0:
		for i := 0; i+4 <= len(data); i += 4 {
			v := int32(binary.LittleEndian.Uint32(data[i:]))
			value := math.Ldexp(float64(v<<8>>8), int(v>>24))
			binary.LittleEndian.PutUint32(data[i:], math.Float32bits(float32(value)))
		}
	default:
		return fmt.Errorf("filter %q with a stride of %d is not one of the extension", filter, stride)
	}
	return nil
}

func short(b []byte) float64       { return float64(int16(binary.LittleEndian.Uint16(b))) }
func putShort(b []byte, v float64) { binary.LittleEndian.PutUint16(b, uint16(int16(nearest(v)))) }

// nearest rounds; what is no number, which only damaged data give, becomes 0.
func nearest(v float64) int {
	if v != v {
		return 0
	}
	return int(math.Round(v))
}

// fromOctahedron returns the unit vector of a point of the octahedron whose
// corners lie at one.
func fromOctahedron(x, y, one float64) (float64, float64, float64) {
	x, y = x/one, y/one
	z := 1 - math.Abs(x) - math.Abs(y)
	t := math.Min(z, 0)
	x -= math.Copysign(t, x)
	y -= math.Copysign(t, y)
	n := math.Sqrt(x*x + y*y + z*z)
	return x / n, y / n, z / n
}

// Octahedron returns the point of the octahedron for a unit vector, as bytes
// for the filter: x, y and one, with so many bits.
func Octahedron(x, y, z float64, bits int) [3]byte {
	one := float64(int(1)<<(bits-1) - 1)
	sum := math.Abs(x) + math.Abs(y) + math.Abs(z)
	u, v := x/sum, y/sum
	if z < 0 {
		u, v = math.Copysign(1-math.Abs(v), u), math.Copysign(1-math.Abs(u), v)
	}
	return [3]byte{byte(int8(nearest(u * one))), byte(int8(nearest(v * one))), byte(int8(one))}
}

// quaternion restores the largest of four components.
func quaternion(b []byte) {
	last := int(int16(binary.LittleEndian.Uint16(b[6:])))
	one := float64(last|3) * math.Sqrt2
	x, y, z := short(b)/one, short(b[2:])/one, short(b[4:])/one
	w := math.Sqrt(math.Max(0, 1-x*x-y*y-z*z))
	largest := last & 3
	for k, v := range [4]float64{w, x, y, z} {
		putShort(b[2*((largest+k)%4):], 32767*v)
	}
}
