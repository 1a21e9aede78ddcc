package meshopt

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestGroupOfTheSpecification unpacks the example of appendix A.
func TestGroupOfTheSpecification(t *testing.T) {
	packed := []byte{0x17, 0x5f, 0xf0, 0xbc, 0x77, 0xa9, 0x21, 0x00, 0x34, 0xb5}
	var deltas [groupSize]byte
	used, ok := unpackGroup(packed, &deltas, 2)
	if !ok || used != len(packed) {
		t.Fatalf("used %d bytes, %v", used, ok)
	}
	want := [groupSize]int8{-1, -4, -3, 26, -91, 0, -6, 6, -4, -4, 5, -5, 1, -1, 0, 0}
	for i, d := range deltas {
		if got := int8(unzigzag(d)); got != want[i] {
			t.Errorf("delta %d is %d, expected %d", i, got, want[i])
		}
	}
}

// TestAttributesComeBack: whatever is packed is unpacked, at any stride and count.
func TestAttributesComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, stride := range []int{4, 8, 12, 64, 256} {
		for _, count := range []int{1, 15, 16, 17, 255, 256, 257, 1000} {
			data := make([]byte, stride*count)
			for i := range data {
				switch r.IntN(3) { // still, slow and wild bytes
				case 0:
					data[i] = byte(i / stride)
				case 1:
					data[i] = byte(r.IntN(6))
				default:
					data[i] = byte(r.Uint32())
				}
			}
			packed, err := PackAttributes(data, stride)
			if err != nil {
				t.Fatal(err)
			}
			got, err := UnpackAttributes(packed, count, stride)
			if err != nil || !bytes.Equal(got, data) {
				t.Errorf("stride %d, count %d: came back changed, %v", stride, count, err)
			}
		}
	}
}

// TestTrianglesComeBack: the same triangles in the same order, each beginning at
// any of its corners, for grids, several meshes in a row and no order at all.
func TestTrianglesComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	grid := func(n uint32) (list []uint32) {
		for j := range n {
			for i := range n {
				a := j*(n+1) + i
				list = append(list, a, a+1, a+n+1, a+1, a+n+2, a+n+1)
			}
		}
		return list
	}
	wild := make([]uint32, 3*500)
	for i := range wild {
		wild[i] = r.Uint32N(1 << (1 + uint(i)%31))
	}
	small := make([]uint32, 3*500)
	for i := range small {
		small[i] = r.Uint32N(20)
	}
	for name, list := range map[string][]uint32{
		"one": {0, 1, 2}, "grid": grid(20), "two meshes": append(grid(3), grid(4)...), "wild": wild, "small": small,
		"anew": {0, 1, 2, 0, 1, 2, 2, 1, 0, 5, 3, 4, 0, 1, 2},
	} {
		packed, err := PackTriangles(list)
		if err != nil {
			t.Fatal(err)
		}
		got, err := UnpackTriangles(packed, len(list))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i := 0; i < len(list); i += 3 {
			if !slices.Equal(turned(got[i:i+3]), turned(list[i:i+3])) {
				t.Errorf("%s: triangle %d is %v, expected %v", name, i/3, got[i:i+3], list[i:i+3])
				break
			}
		}
		if name == "grid" && len(packed) > len(list)/3*5/4 {
			t.Errorf("a grid of %d triangles takes %d bytes", len(list)/3, len(packed))
		}
	}
}

// turned returns a triangle as the least of its three turns.
func turned(t []uint32) []uint32 {
	turns := [][]uint32{{t[0], t[1], t[2]}, {t[1], t[2], t[0]}, {t[2], t[0], t[1]}}
	return slices.MinFunc(turns, slices.Compare[[]uint32])
}

// TestIndicesOfTheSpecification unpacks two interleaved runs, told by hand.
func TestIndicesOfTheSpecification(t *testing.T) {
	tell := func(delta int32, from byte) byte { return byte(uint32(delta)<<1^uint32(delta>>31))<<1 | from }
	packed := []byte{indicesHeader, tell(0, 0), tell(20, 1), tell(1, 0), tell(-1, 1), 0, 0, 0, 0}
	got, err := UnpackIndices(packed, 4)
	if err != nil || !slices.Equal(got, []uint32{0, 20, 1, 19}) {
		t.Errorf("got %v, %v", got, err)
	}
}

// TestNormalsSurviveTheOctahedron: at eight bits a normal is off by less than
// 1.5 degrees anywhere on the sphere.
func TestNormalsSurviveTheOctahedron(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		v := [3]float64{r.NormFloat64(), r.NormFloat64(), r.NormFloat64()}
		n := math.Sqrt(v[0]*v[0] + v[1]*v[1] + v[2]*v[2])
		p := Octahedron(v[0]/n, v[1]/n, v[2]/n, 8)
		data := []byte{p[0], p[1], p[2], 77}
		if err := Unfilter(data, 4, "OCTAHEDRAL"); err != nil {
			t.Fatal(err)
		}
		dot, length := 0.0, 0.0
		for k := range v {
			c := float64(int8(data[k])) / 127
			dot += v[k] / n * c
			length += c * c
		}
		dot /= math.Sqrt(length)
		if dot < math.Cos(1.5*math.Pi/180) || data[3] != 77 {
			t.Fatalf("%v became %v (cosine %v)", v, data, dot)
		}
	}
}

// TestOtherFilters: a quaternion whose largest part is left out, and a number
// with its exponent apart.
func TestOtherFilters(t *testing.T) {
	q := make([]byte, 8) // x y z are 0, so the part told by the last two bits is 1
	binary.LittleEndian.PutUint16(q[6:], 0x7fff&^3|2)
	if err := Unfilter(q, 8, "QUATERNION"); err != nil || short(q[4:]) != 32767 {
		t.Errorf("quaternion: %v, %v", q, err)
	}
	mantissa := int32(-5)
	e := binary.LittleEndian.AppendUint32(nil, uint32(3)<<24|uint32(mantissa)&0xffffff)
	if err := Unfilter(e, 4, "EXPONENTIAL"); err != nil || math.Float32frombits(binary.LittleEndian.Uint32(e)) != -40 {
		t.Errorf("exponential: %v, %v", e, err)
	}
	if Unfilter(e, 4, "QUATERNION") == nil || Unfilter(e, 4, "SOMETHING") == nil {
		t.Error("an unfit filter was taken")
	}
}

// TestShortStreamsAreErrors: cut anywhere, a stream gives an error or at least
// no more than was asked for.
func TestShortStreamsAreErrors(t *testing.T) {
	a, _ := PackAttributes(bytes.Repeat([]byte{1, 200, 3, 90, 5, 6, 77}, 4*20), 4)
	tri, _ := PackTriangles([]uint32{0, 1, 2, 90, 80, 70, 2, 1, 3})
	for n := range a {
		if got, err := UnpackAttributes(a[:n], 140, 4); err == nil && len(got) != 560 {
			t.Errorf("attributes cut at %d: %d bytes", n, len(got))
		}
	}
	for n := range tri {
		if _, err := UnpackTriangles(tri[:n], 9); err == nil && n < len(tri)-3 {
			t.Errorf("triangles cut at %d passed", n)
		}
	}
	if _, err := UnpackAttributes(a, 1<<40, 4); err == nil {
		t.Error("a count far beyond the data was believed")
	}
}

func FuzzUnpack(f *testing.F) {
	a, _ := PackAttributes(bytes.Repeat([]byte{1, 2, 3, 4}, 40), 4)
	tri, _ := PackTriangles([]uint32{0, 1, 2, 2, 1, 3, 9, 8, 7})
	f.Add(a, 40, 4)
	f.Add(tri, 9, 2)
	f.Add([]byte{indicesHeader, 0, 1, 2, 0, 0, 0, 0}, 3, 2)
	f.Fuzz(func(t *testing.T, data []byte, count, stride int) {
		if out, err := UnpackAttributes(data, count, stride); err == nil {
			if len(out) != count*stride {
				t.Fatalf("%d bytes for %d elements of %d", len(out), count, stride)
			}
			for _, filter := range []string{"OCTAHEDRAL", "QUATERNION", "EXPONENTIAL"} {
				_ = Unfilter(out, stride, filter)
			}
		}
		if out, err := UnpackTriangles(data, count); err == nil && len(out) != count {
			t.Fatalf("%d corners for %d", len(out), count)
		}
		if out, err := UnpackIndices(data, count); err == nil && len(out) != count {
			t.Fatalf("%d indices for %d", len(out), count)
		}
	})
}
