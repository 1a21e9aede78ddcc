package bind

import (
	"fmt"
	"slices"
	"strconv"

	"bodymap/anatomy"
	"bodymap/assets"
	"bodymap/cmd/internal/app"
	"bodymap/render"
	"bodymap/render/geom"
)

// MarkRef writes what a mark stands for as Marker.Ref: "point/h16/right".
func MarkRef(ref anatomy.Ref) string {
	return string(ref.Kind) + "/" + string(ref.ID) + "/" + string(ref.Side)
}

// markers lists the points of the levels of treatment that are on.
func (m *Map) markers(s app.State) []render.Marker {
	t, ok := m.treatment(s)
	if !ok {
		return nil
	}
	b := markBuilder{m: m, seen: map[string]bool{}}
	for _, side := range sides(s.Selection.Side) {
		if !s.Off[0] {
			for _, id := range m.ownPoints(s.Selection) {
				b.point(id, side, 1, false)
			}
			for _, item := range t.Levels[0].Items {
				if item.Grade != anatomy.Primary {
					continue // listed in the panel; on the body it would be one of too many
				}
				for _, id := range item.Points {
					b.point(id, side, 1, true)
				}
			}
		}
		if c, ok := m.facts.Conditions[s.Selection.ID]; ok && s.Selection.Kind == anatomy.KindCondition && !s.Off[0] {
			b.place(c, side)
		}
		if !s.Off[1] {
			for _, item := range t.Levels[1].Items {
				b.point(item.ID, side, 2, false)
			}
		}
	}
	if !s.Off[2] {
		for _, core := range []bool{true, false} { // of two roots treated at one level, the surer one is shown
			for _, item := range t.Levels[2].Items {
				for _, side := range []anatomy.Side{anatomy.Left, anatomy.Right} {
					if core == (item.Core == nil || *item.Core) {
						b.level(item, side, s.Lateral)
					}
				}
			}
		}
	}
	return b.list
}

type markBuilder struct {
	m    *Map
	list []render.Marker
	seen map[string]bool
}

func (b *markBuilder) add(ref anatomy.Ref, p anatomy.Position, mark render.Marker) {
	mark.Ref = MarkRef(ref)
	key := mark.Ref + " " + mark.Label // a condition may have several places
	if b.seen[key] {
		return
	}
	b.seen[key] = true
	mark.At, mark.Normal = assets.Vec3(p.At), assets.Vec3(p.Normal)
	b.list = append(b.list, mark)
}

func (b *markBuilder) point(id anatomy.ID, side anatomy.Side, level int, other bool) {
	record, ok := b.m.facts.Points[id]
	if !ok {
		return
	}
	if record.Midline {
		side = anatomy.Midline
	}
	p, err := b.m.resolver.Point(id, side)
	if err != nil {
		return // listed in the panel as not shown, with the reason
	}
	mark := render.Marker{Level: level, Label: b.m.facts.PointName(id), Faint: other}
	if record.Type == anatomy.Homeostatic {
		mark.Text, mark.Faint = strconv.Itoa(record.Order), !record.Confirmed
	}
	b.add(anatomy.Ref{Kind: anatomy.KindPoint, ID: id, Side: side}, p, mark)
}

// place marks where a condition is, such as a bursa.
func (b *markBuilder) place(c *anatomy.Condition, side anatomy.Side) {
	for i, at := range c.At {
		if p, err := b.m.resolver.Place(at, side); err == nil {
			b.add(anatomy.Ref{Kind: anatomy.KindCondition, ID: c.ID, Side: side}, p,
				render.Marker{Level: 1, Label: fmt.Sprintf("%s: place %d", c.Names.En, i+1)})
		}
	}
}

func (b *markBuilder) level(item anatomy.Item, side anatomy.Side, lateral float64) {
	level, ok := b.m.facts.Levels[item.ID]
	if !ok {
		return
	}
	p, err := b.m.resolver.Paravertebral(item.ID, side, lateral)
	if err != nil {
		return
	}
	label := fmt.Sprintf("%s, %s side, %g cun from the midline", level.Name, side, lateral)
	b.add(anatomy.Ref{Kind: anatomy.KindLevel, ID: item.ID, Side: side}, p,
		render.Marker{Level: 3, Text: level.Name, Label: label, Faint: item.Core != nil && !*item.Core, Run: string(side), Step: step(level)})
}

// step is the place of a level among all from the head down; there is no C8.
func step(level *anatomy.Level) int {
	n := level.Segment.Index()
	if n > anatomy.Segment("C8").Index() {
		n--
	}
	return n
}

// unplaced says why an item cannot be shown on this atlas, or nil.
func (m *Map) unplaced(item anatomy.Item) error {
	side := item.Side
	if side == "" || side == anatomy.Both {
		side = anatomy.Right
	}
	switch item.Kind {
	case anatomy.KindPoint:
		_, err := m.resolver.Point(item.ID, side)
		return err
	case anatomy.KindLevel:
		_, err := m.resolver.Paravertebral(item.ID, side, 1.5)
		return err
	case anatomy.KindRegion:
		_, err := m.resolver.Region(item.ID, side)
		return err
	case anatomy.KindMuscle:
		if len(m.shapesOf(anatomy.Ref{Kind: item.Kind, ID: item.ID}, side)) == 0 {
			return fmt.Errorf("this atlas has no structure %s", item.ID)
		}
	}
	return nil
}

// paths lists the referral paths of the selection's points, and its nerves from
// their levels.
func (m *Map) paths(s app.State) []render.Path {
	if _, ok := m.treatment(s); !ok {
		return nil
	}
	var list []render.Path
	for _, side := range sides(s.Selection.Side) {
		if !s.Off[0] {
			for _, z := range m.nearestZones(s.Selection, side) {
				if path, ok := m.referral(z, side); ok {
					list = append(list, path)
				}
			}
		}
		if !s.Off[2] {
			list = append(list, m.nervePaths(s, side)...)
		}
	}
	return list
}

// nearestZones lists the zones of a selection, of several points that are felt in
// one region that of the point nearest to it: one way there is enough to see.
func (m *Map) nearestZones(ref anatomy.Ref, side anatomy.Side) []zone {
	var list []zone
	var away []float32
	for _, z := range m.zones(ref, side) {
		p, err := m.resolver.Point(z.point, side)
		if z.point == "" || len(z.path) == 0 || err != nil {
			continue
		}
		d := distanceToPath(assets.Vec3(p.At), z.path)
		i := slices.IndexFunc(list, func(o zone) bool { return o.region == z.region && o.grade == z.grade })
		switch {
		case i < 0:
			list, away = append(list, z), append(away, d)
		case d < away[i]:
			list[i], away[i] = z, d
		}
	}
	return list
}

// referral draws a zone's path from the point that refers to it.
func (m *Map) referral(z zone, side anatomy.Side) (render.Path, bool) {
	p, err := m.resolver.Point(z.point, side)
	if err != nil {
		return render.Path{}, false
	}
	kind := render.ReferralPrimary
	if z.grade == anatomy.Spillover {
		kind = render.ReferralSpillover
	}
	from := assets.Vec3(p.At)
	if distanceToPath(from, z.path) < z.radius {
		return render.Path{}, false // felt where the point is: there is no way to draw
	}
	// A path is written from its near end, but a region's extent is not.
	path := z.path
	if last := path[len(path)-1]; last.Sub(from).Len() < path[0].Sub(from).Len() {
		path = slices.Clone(path)
		slices.Reverse(path)
	}
	end := path[len(path)-1]
	var points []geom.Vec3
	if length(path) < winding*end.Sub(path[0]).Len() {
		points = append(m.overBody(from, path[0]), path...)
	} else { // it fills an area rather than leading somewhere
		points = append(m.overBody(from, end), end)
	}
	ref := MarkRef(anatomy.Ref{Kind: anatomy.KindPoint, ID: z.point, Side: side})
	return render.Path{Ref: ref, Kind: kind, Points: smooth(thinned(points))}, true
}

// winding is how much longer than straight a zone's path may be to be drawn as
// the way that pain takes.
const winding = 1.3

func length(path []geom.Vec3) float32 {
	var sum float32
	for i := 1; i < len(path); i++ {
		sum += path[i].Sub(path[i-1]).Len()
	}
	return sum
}

// pathStep is how far apart, in metres, the places lie through which a referral
// path is drawn as a curve: the skin's small bumps are not part of it.
const pathStep = 0.03

// thinned returns the ends of a line and places between them about pathStep apart.
func thinned(points []geom.Vec3) []geom.Vec3 {
	out := points[:1:1]
	var gone float32
	for i := 1; i < len(points); i++ {
		gone += points[i].Sub(points[i-1]).Len()
		if last := i == len(points)-1; last || gone >= pathStep {
			out = append(out, points[i])
			gone = 0
		}
	}
	return out
}

// overBody is the way from a place to another over the skin, or straight where
// there is no skin to lead it.
func (m *Map) overBody(from, to geom.Vec3) []geom.Vec3 {
	if m.skin == nil {
		return []geom.Vec3{from}
	}
	ends := [2]geom.Vec3{from, to}
	way, known := m.ways[ends]
	if !known {
		tree := m.picker.Tree(m.skin.mesh)
		way = append([]geom.Vec3{from}, m.skin.eased(m.skin.way(from, to, tree), tree)...)
		m.ways[ends] = way
	}
	return slices.Clone(way)
}

// nervePaths draws each nerve of the selection from the levels it comes from,
// along its course, to the muscle.
func (m *Map) nervePaths(s app.State, side anatomy.Side) []render.Path {
	t, _ := m.treatment(s)
	var list []render.Path
	for _, id := range m.nerves(s.Selection) {
		course := m.ending(m.course(id, side, maxBranching), s.Selection, side)
		if len(course) == 0 {
			continue
		}
		ref := MarkRef(anatomy.Ref{Kind: anatomy.KindNerve, ID: id, Side: side})
		if len(course) > 1 {
			list = append(list, render.Path{Ref: ref, Kind: render.NervePath, Points: smooth(course)})
		}
		for _, item := range t.Levels[2].Items {
			if item.Core == nil || !*item.Core {
				continue
			}
			if p, err := m.resolver.Paravertebral(item.ID, side, s.Lateral); err == nil {
				from := assets.Vec3(p.At)
				list = append(list, render.Path{Ref: ref, Kind: render.NervePath, Points: smooth([]geom.Vec3{from, course[0]})})
			}
		}
	}
	return list
}

// maxBranching bounds how many nerves a course follows back towards the spine.
const maxBranching = 6

// course is the way of a nerve from where it leaves the spine: along the nerves
// and plexuses from which it branches, each up to the place nearest to where the
// next one starts, and then its own.
func (m *Map) course(id anatomy.ID, side anatomy.Side, back int) []geom.Vec3 {
	nerve := m.facts.Nerves[id]
	if nerve == nil {
		return nil
	}
	own := m.ownCourse(nerve, side)
	if nerve.Parent == "" || back == 0 || len(own) == 0 {
		return own
	}
	trunk := m.course(nerve.Parent, side, back-1)
	nearest := -1
	for i, p := range trunk {
		if nearest < 0 || p.Sub(own[0]).Len() < trunk[nearest].Sub(own[0]).Len() {
			nearest = i
		}
	}
	return append(trunk[:nearest+1:nearest+1], own...)
}

// ownCourse lists the places of a nerve's own course that this atlas has.
func (m *Map) ownCourse(nerve *anatomy.Nerve, side anatomy.Side) []geom.Vec3 {
	var own []geom.Vec3
	for _, place := range nerve.Course {
		if p, err := m.resolver.Place(place, side); err == nil {
			own = append(own, assets.Vec3(p.At))
		}
	}
	return own
}

// ending cuts a course short at its place nearest to the muscle and leads it in.
func (m *Map) ending(course []geom.Vec3, ref anatomy.Ref, side anatomy.Side) []geom.Vec3 {
	shapes := m.shapesOf(ref, side)
	if ref.Kind == anatomy.KindNerve || len(shapes) == 0 {
		return course
	}
	target := m.atlas.Structures[shapes[0]].Mesh.Bounds.Centre()
	nearest := -1
	for i, p := range course {
		if nearest < 0 || p.Sub(target).Len() < course[nearest].Sub(target).Len() {
			nearest = i
		}
	}
	course = m.straightened(course[:nearest+1], shapes[0])
	nearest = len(course) - 1
	from := target
	if nearest >= 0 {
		from = course[nearest]
	}
	if near, ok := m.picker.Tree(m.atlas.Structures[shapes[0]].Mesh).Nearest(from, 1); ok {
		course = append(course, near.At, near.At.Add(target.Sub(near.At).Mul(0.4)))
	}
	return course
}

// detour is how much longer than straight the last step of a course to a muscle
// may be: beyond, the place between lies on a branch to another muscle.
const detour = 1.5

// straightened drops the places at the end of a course that make a detour and
// bring it hardly nearer to a structure.
func (m *Map) straightened(course []geom.Vec3, structure int) []geom.Vec3 {
	tree := m.picker.Tree(m.atlas.Structures[structure].Mesh)
	away := func(p geom.Vec3) float32 {
		near, _ := tree.Nearest(p, 1)
		return near.Distance
	}
	for len(course) > 1 {
		last, before := course[len(course)-1], course[len(course)-2]
		if last.Sub(before).Len()+away(last) <= detour*away(before) || away(last) < away(before)/2 {
			break
		}
		course = course[:len(course)-1]
	}
	return course
}

// smooth rounds the corners of a line (Catmull-Rom through its places).
func smooth(p []geom.Vec3) []geom.Vec3 {
	const steps = 8
	at := func(i int) geom.Vec3 { return p[min(max(i, 0), len(p)-1)] }
	var out []geom.Vec3
	for i := range len(p) - 1 {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		for k := range steps {
			t := float32(k) / steps
			out = append(out, catmullRom(a, b, c, d, t))
		}
	}
	return append(out, p[len(p)-1])
}

func catmullRom(a, b, c, d geom.Vec3, t float32) geom.Vec3 {
	t2, t3 := t*t, t*t*t
	return a.Mul(-t3 + 2*t2 - t).Add(b.Mul(3*t3 - 5*t2 + 2)).Add(c.Mul(-3*t3 + 4*t2 + t)).Add(d.Mul(t3 - t2)).Mul(0.5)
}
