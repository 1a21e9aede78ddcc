package bind

import (
	"container/heap"

	"bodymap/render/geom"
)

// way is the shortest way over the skin between the places of it nearest to two
// others, along its edges, from the first to the last; empty where the skin does
// not join them. (A straight line laid on the skin would run through an arm and
// come out on either side of it by turns.)
func (g *skinGraph) way(from, to geom.Vec3, tree *geom.Tree) []geom.Vec3 {
	start, ok := g.vertexNear(from, tree)
	end, found := g.vertexNear(to, tree)
	if !ok || !found {
		return nil
	}
	goal := g.mesh.Positions[end]
	gone := map[uint32]float32{start: 0} // length of the shortest way found to a vertex
	before := map[uint32]uint32{}
	queue := &frontier{{start, g.mesh.Positions[start].Sub(goal).Len()}}
	for queue.Len() > 0 {
		at := heap.Pop(queue).(reached).vertex
		if at == end {
			return g.trace(before, start, end)
		}
		for _, n := range g.next[g.first[at]:g.first[at+1]] {
			length := gone[at] + g.mesh.Positions[n].Sub(g.mesh.Positions[at]).Len()
			if known, seen := gone[n]; seen && known <= length {
				continue
			}
			gone[n], before[n] = length, at
			heap.Push(queue, reached{n, length + g.mesh.Positions[n].Sub(goal).Len()})
		}
	}
	return nil
}

// reach is how far from the skin a place may lie to be led over it, in metres: a
// point deep in a muscle of the thigh is.
const reach = 0.12

func (g *skinGraph) vertexNear(p geom.Vec3, tree *geom.Tree) (uint32, bool) {
	near, ok := tree.Nearest(p, reach)
	if !ok {
		return 0, false
	}
	return g.twin[g.mesh.Indices[3*near.Triangle]], true
}

func (g *skinGraph) trace(before map[uint32]uint32, start, end uint32) []geom.Vec3 {
	var back []uint32
	for v := end; v != start; v = before[v] {
		back = append(back, v)
	}
	way := []geom.Vec3{g.mesh.Positions[start]}
	for i := len(back) - 1; i >= 0; i-- {
		way = append(way, g.mesh.Positions[back[i]])
	}
	return way
}

// reached is a vertex with the least length that a way through it can have.
type reached struct {
	vertex uint32
	least  float32
}

// frontier is a heap of what is reached, the most promising first.
type frontier []reached

func (f frontier) Len() int           { return len(f) }
func (f frontier) Less(i, j int) bool { return f[i].least < f[j].least }
func (f frontier) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(x any)        { *f = append(*f, x.(reached)) }
func (f *frontier) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}

// eased takes the corners of the edges out of a way, and lays it on the skin
// again; its ends stay.
func (g *skinGraph) eased(way []geom.Vec3, tree *geom.Tree) []geom.Vec3 {
	const rounds, near = 6, 0.03 // metres
	for range rounds {
		smoother := append([]geom.Vec3{}, way...)
		for i := 1; i+1 < len(way); i++ {
			p := way[i-1].Add(way[i+1]).Mul(0.25).Add(way[i].Mul(0.5))
			if on, ok := tree.Nearest(p, near); ok {
				p = on.At
			}
			smoother[i] = p
		}
		way = smoother
	}
	return way
}
