// Package shape makes simple meshes for the tests of the renderer.
package shape

import (
	"math"

	"bodymap/render/geom"
)

// Ball returns a sphere of rings by 2 x rings quads.
func Ball(centre geom.Vec3, radius float32, rings int) *geom.Mesh {
	m := Tube(rings, 2*rings, true, func(along, across float64) (geom.Vec3, geom.Vec3) {
		st, ct := math.Sincos(math.Pi * along)
		sp, cp := math.Sincos(2 * math.Pi * across)
		n := geom.Vec3{X: float32(st * cp), Y: float32(ct), Z: float32(-st * sp)}
		return centre.Add(n.Mul(radius)), n
	})
	return m
}

// Tube returns a closed surface of rows by columns quads whose places and
// normals are given by at, both arguments 0 to 1; where it is poled, the first
// and last row are single points. Fibres run along it.
func Tube(rows, columns int, poled bool, at func(along, across float64) (place, normal geom.Vec3)) *geom.Mesh {
	m := &geom.Mesh{}
	for i := 0; i <= rows; i++ {
		for j := range columns {
			along, across := float64(i)/float64(rows), float64(j)/float64(columns)
			p, n := at(along, across)
			m.Positions, m.Normals = append(m.Positions, p), append(m.Normals, n)
			m.Fibres = append(m.Fibres, [2]float32{float32(along), float32(math.Abs(4*across-2) - 1)})
		}
	}
	for i := range rows {
		for j := range columns {
			a, b := uint32(i*columns+j), uint32(i*columns+(j+1)%columns)
			c, d := a+uint32(columns), b+uint32(columns)
			if !poled || i > 0 {
				m.Indices = append(m.Indices, a, c, b)
			}
			if !poled || i < rows-1 {
				m.Indices = append(m.Indices, b, c, d)
			}
		}
	}
	m.SetBounds()
	return m
}

// Panel returns a flat rectangle facing +Z, of the given half width and height,
// in n by n quads.
func Panel(centre geom.Vec3, halfWidth, halfHeight float32, n int) *geom.Mesh {
	m := &geom.Mesh{}
	for i := 0; i <= n; i++ {
		for j := 0; j <= n; j++ {
			x, y := 2*float32(j)/float32(n)-1, 2*float32(i)/float32(n)-1
			m.Positions = append(m.Positions, centre.Add(geom.Vec3{X: x * halfWidth, Y: y * halfHeight}))
			m.Normals = append(m.Normals, geom.Vec3{Z: 1})
		}
	}
	for i := range n {
		for j := range n {
			a := uint32(i*(n+1) + j)
			b, c, d := a+1, a+uint32(n)+1, a+uint32(n)+2
			m.Indices = append(m.Indices, a, b, d, a, d, c)
		}
	}
	m.SetBounds()
	return m
}
