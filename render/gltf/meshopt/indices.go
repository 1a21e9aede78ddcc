package meshopt

import "fmt"

const indicesHeader = 0xd1

// UnpackIndices unpacks count indices that make strips or lines (mode 2).
func UnpackIndices(packed []byte, count int) ([]uint32, error) {
	const tail = 4
	switch {
	case count < 1:
		return nil, fmt.Errorf("count %d, expected at least 1", count)
	case len(packed) < 1+tail || len(packed)-1-tail < count:
		return nil, errShort
	case packed[0] != indicesHeader:
		return nil, fmt.Errorf("header %#x, expected %#x: version 1 of the index stream", packed[0], indicesHeader)
	}
	u := &unpacker{data: packed[1 : len(packed)-tail]}
	out := make([]uint32, count)
	var last [2]uint32 // differences are from one of two
	for i := range out {
		v := u.varint()
		if u.short {
			return nil, errShort
		}
		from := &last[v&1]
		*from += unzigzag32(v >> 1)
		out[i] = *from
	}
	return out, nil
}
