package meshopt

import "fmt"

// Numbers of the bit stream (EXT_meshopt_compression, appendix A, mode 1).
const (
	trianglesHeader = 0xe1
	below, above    = 0xd, 0xe // the corner before or after the last one written out
	explicit        = 0xf      // a corner that is written out
	apartFresh      = 0xfe     // no shared edge, the first corner is new
	apartExplicit   = 0xff     // no shared edge, the first corner is written out
)

// pairs lists how the second and third corner of a triangle without a shared
// edge are often told; such a triangle takes one byte. Any list will do whose
// last two entries are 0.
func pairs() [16]byte {
	return [16]byte{0x00, 0x01, 0x10, 0x02, 0x20, 0x12, 0x21, 0x03, 0x30, 0x13, 0x31, 0x23, 0x32, 0x14, 0, 0}
}

// recent remembers the last edges and corners of a stream of triangles. Both
// ends keep it alike.
type recent struct {
	edges        [16][2]uint32
	corners      [16]uint32
	edge, corner uint   // how many were pushed so far
	next, last   uint32 // the corner expected to be new; the last one written out
}

// edgeAt and cornerAt return what was pushed last at 0, before that at 1 ...
func (r *recent) edgeAt(i uint) [2]uint32 { return r.edges[(r.edge-1-i)&15] }
func (r *recent) cornerAt(i uint) uint32  { return r.corners[(r.corner-1-i)&15] }

func (r *recent) pushEdge(a, b uint32) {
	r.edges[r.edge&15] = [2]uint32{a, b}
	r.edge++
}

func (r *recent) pushCorner(v uint32) {
	r.corners[r.corner&15] = v
	r.corner++
}

// pushApart remembers a triangle that shared no edge; z and w tell how its
// second and third corner were told.
func (r *recent) pushApart(a, b, c uint32, z, w byte) {
	r.pushEdge(b, a)
	r.pushEdge(c, b)
	r.pushEdge(a, c)
	r.pushCorner(a)
	if z == 0 || z == explicit {
		r.pushCorner(b)
	}
	if w == 0 || w == explicit {
		r.pushCorner(c)
	}
}

// PackTriangles packs three corners a triangle. Triangles that follow their
// neighbours, and corners numbered as they first appear, pack best; a triangle
// 0 1 2 begins a mesh of its own. A triangle may come back beginning with
// another of its corners.
func PackTriangles(indices []uint32) ([]byte, error) {
	if len(indices) == 0 || len(indices)%3 != 0 {
		return nil, fmt.Errorf("%d corners, expected three a triangle", len(indices))
	}
	p := &packer{codes: []byte{trianglesHeader}}
	for i := 0; i < len(indices); i += 3 {
		p.triangle(indices[i], indices[i+1], indices[i+2])
	}
	table := pairs()
	return append(append(p.codes, p.data...), table[:]...), nil
}

type packer struct {
	recent
	codes, data []byte
}

func (p *packer) triangle(a, b, c uint32) {
	for i := uint(0); i < min(p.edge, 15); i++ {
		e := p.edgeAt(i)
		for range 3 {
			if e == [2]uint32{a, b} {
				p.across(i, a, b, c)
				return
			}
			a, b, c = b, c, a
		}
	}
	if a == 0 && b == 1 && c == 2 { // counts anew: both pairs 0, written out
		p.codes, p.data = append(p.codes, apartFresh), append(p.data, 0)
		p.next = 3
		p.pushApart(a, b, c, 0, 0)
		return
	}
	for i := 0; i < 2 && a != p.next; i++ { // begin with a new corner, if there is one
		a, b, c = b, c, a
	}
	p.apart(a, b, c)
}

// across packs a triangle over a recent edge.
func (p *packer) across(edge uint, a, b, c uint32) {
	code := p.recency(c)
	switch {
	case c == p.next:
		code = 0
		p.next++
	case code > 0 && code < below:
	case c == p.last-1:
		code, p.last = below, c
	case c == p.last+1:
		code, p.last = above, c
	default:
		code = explicit
		p.write(c)
	}
	p.codes = append(p.codes, byte(edge<<4|code))
	if code == 0 || code >= below {
		p.pushCorner(c)
	}
	p.pushEdge(c, b)
	p.pushEdge(a, c)
}

// recency returns how many corners were pushed after v, or 15 where v is not
// among the last fourteen.
func (p *packer) recency(v uint32) uint {
	for i := uint(0); i < min(p.corner, 14); i++ {
		if p.cornerAt(i) == v {
			return i
		}
	}
	return explicit
}

// apart packs a triangle that shares no recent edge.
func (p *packer) apart(a, b, c uint32) {
	fresh := a == p.next
	if fresh {
		p.next++
	}
	z, w := p.tell(b), p.tell(c)
	if !fresh && z|w == 0 { // reads as counting anew
		p.next--
		w = explicit
	}
	code := byte(apartExplicit)
	if fresh {
		code = apartFresh
		for i, pair := range pairs() {
			if pair == z<<4|w && i < 14 {
				code = 0xf0 | byte(i)
				break
			}
		}
	}
	p.codes = append(p.codes, code)
	if code >= apartFresh {
		p.data = append(p.data, z<<4|w)
	}
	if !fresh {
		p.write(a)
	}
	if z == explicit {
		p.write(b)
	}
	if w == explicit {
		p.write(c)
	}
	p.pushApart(a, b, c, z, w)
}

// tell returns how a corner of a triangle without a shared edge is told: 0 for
// a new one, one more than its recency, or explicit.
func (p *packer) tell(v uint32) byte {
	if v == p.next {
		p.next++
		return 0
	}
	if i := p.recency(v); i < 14 {
		return byte(i) + 1
	}
	return explicit
}

// write appends a corner as its difference from the last one written, seven
// bits a byte.
func (p *packer) write(v uint32) {
	d := v - p.last
	p.last = v
	d = d<<1 ^ uint32(int32(d)>>31)
	for d >= 0x80 {
		p.data = append(p.data, byte(d)|0x80)
		d >>= 7
	}
	p.data = append(p.data, byte(d))
}

// UnpackTriangles unpacks count corners.
func UnpackTriangles(packed []byte, count int) ([]uint32, error) {
	const tail = 16
	triangles := count / 3
	switch {
	case count < 3 || count%3 != 0:
		return nil, fmt.Errorf("count %d, expected three a triangle", count)
	case len(packed) < 1+tail || len(packed)-1-tail < triangles:
		return nil, errShort
	case packed[0] != trianglesHeader:
		return nil, fmt.Errorf("header %#x, expected %#x: version 1 of the triangle stream", packed[0], trianglesHeader)
	}
	end := len(packed) - tail
	u := &unpacker{data: packed[1+triangles : end], pairs: packed[end:]}
	out := make([]uint32, 0, count)
	for _, code := range packed[1 : 1+triangles] {
		var a, b, c uint32
		if code < 0xf0 {
			a, b, c = u.across(uint(code>>4), uint(code&15))
		} else {
			a, b, c = u.apart(code)
		}
		if u.short {
			return nil, errShort
		}
		out = append(out, a, b, c)
	}
	return out, nil
}

type unpacker struct {
	recent
	data, pairs []byte
	short       bool // the data ended too early
}

func (u *unpacker) across(edge, code uint) (a, b, c uint32) {
	e := u.edgeAt(edge)
	switch {
	case code == 0:
		c = u.next
		u.next++
	case code < below:
		c = u.cornerAt(code)
	case code == below:
		u.last--
		c = u.last
	case code == above:
		u.last++
		c = u.last
	default:
		c = u.read()
	}
	if code == 0 || code >= below {
		u.pushCorner(c)
	}
	u.pushEdge(c, e[1])
	u.pushEdge(e[0], c)
	return e[0], e[1], c
}

func (u *unpacker) apart(code byte) (a, b, c uint32) {
	pair := u.pairs[code&15]
	if code >= apartFresh {
		if pair = u.byte(); pair == 0 {
			u.next = 0
		}
	}
	z, w := pair>>4, pair&15
	// New corners are counted first, and only then those written out are read.
	if code != apartExplicit {
		a = u.next
		u.next++
	}
	b, c = u.told(z), u.told(w)
	if code == apartExplicit {
		a = u.read()
	}
	if z == explicit {
		b = u.read()
	}
	if w == explicit {
		c = u.read()
	}
	u.pushApart(a, b, c, z, w)
	return a, b, c
}

// told returns a corner that is new or recent.
func (u *unpacker) told(how byte) uint32 {
	switch how {
	case 0:
		u.next++
		return u.next - 1
	case explicit:
		return 0
	}
	return u.cornerAt(uint(how) - 1)
}

func (u *unpacker) byte() byte {
	if len(u.data) == 0 {
		u.short = true
		return 0
	}
	b := u.data[0]
	u.data = u.data[1:]
	return b
}

// read reads a corner that was written out.
func (u *unpacker) read() uint32 {
	u.last += unzigzag32(u.varint())
	return u.last
}

func unzigzag32(v uint32) uint32 { return v>>1 ^ -(v & 1) }

// varint reads seven bits a byte, lowest first, at most five bytes.
func (u *unpacker) varint() uint32 {
	var v uint32
	for shift := 0; shift < 35; shift += 7 {
		b := u.byte()
		v |= uint32(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	u.short = true
	return 0
}
