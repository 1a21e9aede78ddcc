package bind

import (
	"math"

	"bodymap/render/geom"
)

// skinGraph is the skin as a graph of vertices, so that a zone can be grown over
// it from where it starts: what lies within the radius but on another limb, the
// hand beside the hip, is not reached.
type skinGraph struct {
	index int // in the atlas's structures
	mesh  *geom.Mesh
	first []uint32 // of the neighbours of vertex v: next[first[v]:first[v+1]]
	next  []uint32
	twin  []uint32 // vertex -> the first vertex at the same place
}

func newSkinGraph(index int, mesh *geom.Mesh) *skinGraph {
	g := &skinGraph{index: index, mesh: mesh, twin: make([]uint32, len(mesh.Positions))}
	seen := make(map[geom.Vec3]uint32, len(mesh.Positions))
	for i, p := range mesh.Positions {
		if j, ok := seen[p]; ok {
			g.twin[i] = j
			continue
		}
		seen[p], g.twin[i] = uint32(i), uint32(i)
	}
	g.link()
	return g
}

// link lists the neighbours of each vertex in one array.
func (g *skinGraph) link() {
	count := make([]uint32, len(g.mesh.Positions)+1)
	edges := func(visit func(a, b uint32)) {
		for t := 0; t+2 < len(g.mesh.Indices); t += 3 {
			for k := range 3 {
				a, b := g.twin[g.mesh.Indices[t+k]], g.twin[g.mesh.Indices[t+(k+1)%3]]
				visit(a, b)
			}
		}
	}
	edges(func(a, _ uint32) { count[a+1]++ })
	for i := 1; i < len(count); i++ {
		count[i] += count[i-1]
	}
	g.first = count
	g.next = make([]uint32, count[len(count)-1])
	at := make([]uint32, len(g.mesh.Positions))
	edges(func(a, b uint32) {
		g.next[g.first[a]+at[a]] = b
		at[a]++
	})
}

// outside is the distance given to skin that a zone does not reach, in metres.
const outside = 1

// filled returns one value for every vertex.
func (g *skinGraph) filled(value float32) []float32 {
	field := make([]float32, len(g.mesh.Positions))
	for i := range field {
		field[i] = value
	}
	return field
}

// fade is how far beyond a painted zone's edge its distances are computed, in
// metres: edges are drawn from the distances on both sides.
const fade = 0.015

// grow visits the vertices of a zone, each with its signed distance from it: the
// skin within radius of a path, reached over the skin from the path itself, and
// what lies up to fade metres beyond. Of vertices at one place it visits the first.
func (g *skinGraph) grow(path []geom.Vec3, radius, fade float32, tree *geom.Tree, visit func(v uint32, d float32)) {
	var queue []uint32
	visited := make([]bool, len(g.mesh.Positions))
	push := func(v uint32) {
		if !visited[v] {
			visited[v] = true
			queue = append(queue, v)
		}
	}
	for _, p := range path {
		if near, ok := tree.Nearest(p, radius+0.03); ok {
			for k := range 3 {
				push(g.twin[g.mesh.Indices[3*near.Triangle+k]])
			}
		}
	}
	for len(queue) > 0 {
		v := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		d := distanceToPath(g.mesh.Positions[v], path) - radius
		visit(v, d)
		if d > fade {
			continue
		}
		for _, n := range g.next[g.first[v]:g.first[v+1]] {
			push(n)
		}
	}
}

// spread gives vertices at one place the same distance.
func (g *skinGraph) spread(distances []float32) {
	if distances == nil {
		return
	}
	for v, t := range g.twin {
		distances[v] = distances[t]
	}
}

func distanceToPath(p geom.Vec3, path []geom.Vec3) float32 {
	if len(path) == 1 {
		return p.Sub(path[0]).Len()
	}
	best := float32(math.Inf(1))
	for i := 1; i < len(path); i++ {
		a, b := path[i-1], path[i]
		ab := b.Sub(a)
		t := float32(0)
		if l := ab.Dot(ab); l > 0 {
			t = min(max(p.Sub(a).Dot(ab)/l, 0), 1)
		}
		best = min(best, p.Sub(a.Add(ab.Mul(t))).Len())
	}
	return best
}
