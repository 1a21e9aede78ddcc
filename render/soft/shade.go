package soft

import (
	"image"
	"math"

	"bodymap/render"
	"bodymap/render/geom"
)

// shader holds what shading looks up, made anew for each picture.
type shader struct {
	table     *[encodeSteps + 1]float32
	materials []material // by structure
	tendon    rgb
	key, fill geom.Vec3 // towards the lights
	half      geom.Vec3 // between the key light and the viewer
	paper     paper
	level     [4]rgb // displayed
}

// material is how the tissue of a structure takes the light.
type material struct {
	albedo rgb     // light
	shown  rgb     // the same as displayed
	gloss  float32 // strength of the moist highlight
	wrap   float32 // how far light reaches round, as through flesh
	fibres bool
	ends   [2]float32 // share of tendon at the origin, at the insertion
	slant  [2]float32 // half-widths a fibre moves across, in either half
}

// The lights stand with the viewer, so that every view is lit alike: a warm key
// above the left shoulder, a weak fill from the right, sky and ground around.
const (
	keyStrength  = 0.98
	fillStrength = 0.10
	skyStrength  = 0.36
	groundShare  = 0.66
	bakedShare   = 0.75 // of the occlusion that meshes bring along
)

// prepare reports whether the paper is another one.
func (r *Renderer) prepare() (relaid bool) {
	s, sc := &r.shader, r.scene
	if s.table == nil {
		s.table = encodeTable()
	}
	v := &r.view
	toward := v.Forward.Mul(-1)
	s.key = toward.Mul(0.74).Add(v.Right.Mul(-0.42)).Add(v.Up.Mul(0.55)).Unit()
	s.half = s.key.Add(toward).Unit()
	s.fill = toward.Mul(0.5).Add(v.Right.Mul(0.85)).Add(v.Up.Mul(-0.1)).Unit()
	relaid = s.paper.lay(r.w, r.h, sc.Theme.Paper)
	for i, c := range sc.Theme.Level {
		s.level[i] = display(c)
	}
	s.tendon = light(sc.Theme.Tissue[render.Tendon]).mul(0.84)
	s.materials = s.materials[:0]
	for i := range sc.Structures {
		s.materials = append(s.materials, materialOf(sc, i))
	}
	return relaid
}

func materialOf(sc *render.Scene, i int) material {
	st := &sc.Structures[i]
	m := material{albedo: light(sc.Theme.Colour(st))}
	switch st.Tissue {
	case render.Muscle:
		m.gloss, m.wrap, m.fibres = 0.15, 0.25, true
		if st.Mesh != nil {
			m.ends, m.slant = st.Mesh.Grain.Ends(), st.Mesh.Grain.Pennate
		}
	case render.Skin:
		m.gloss, m.wrap = 0.05, 0.35
	case render.Nerve:
		m.gloss, m.wrap = 0.14, 0.25
	case render.Bone, render.Tooth:
		m.gloss, m.wrap = 0.05, 0.20
	default:
		m.gloss, m.wrap = 0.10, 0.22
	}
	switch st.Mark {
	case render.Selected:
		share := float32(1)
		if st.Tissue != render.Muscle {
			share = 0.55
		}
		m.albedo = m.albedo.mix(light(sc.Theme.Selected), share)
	case render.Refers:
		m.albedo = m.albedo.mix(light(sc.Theme.Selected), 0.30)
	case render.Carrier:
		share := float32(0.36)
		if st.Tissue == render.Nerve { // yellow and blue make mud
			share = 0.12
		}
		m.albedo = m.albedo.mix(light(sc.Theme.Level[2]), share)
	}
	if sc.Hovers(i, sc.Hover) {
		m.albedo = m.albedo.mix(rgb{1, 1, 1}, 0.06)
	}
	m.shown = shown(m.albedo)
	return m
}

// shade turns the buffers into the picture, anew within area only.
func (r *Renderer) shade(area image.Rectangle) {
	to := r.canvas()
	if r.prepare() || r.laid != &to[0] {
		area, r.laid = r.whole(), &to[0]
	}
	r.fresh = area
	if area.Empty() {
		return
	}
	r.outline()
	r.bands(area, blockSide, func(area image.Rectangle) {
		b := brush{
			r:     r,
			to:    to,
			solid: sampler{layer: &r.solid, view: &r.view},
			ghost: sampler{layer: &r.ghost, view: &r.view},
			skin:  sampler{layer: &r.skin, view: &r.view},
		}
		for y := area.Min.Y; y < area.Max.Y && r.goesOn(); y++ {
			b.row(y, area.Min.X, area.Max.X)
		}
	})
	r.drawLines(to, area)
	if r.large != nil {
		r.reduce()
	} else if r.opt.Smooth {
		r.soften(r.image.Pix, area)
	}
}

// canvas returns the samples that are shaded: those of the result, unless they
// are still to be reduced or smoothed.
func (r *Renderer) canvas() []uint8 {
	switch {
	case r.large != nil:
		return r.large.Pix
	case r.opt.Smooth:
		r.edges.resize(r.w * r.h)
		return r.edges.before
	}
	return r.image.Pix
}

// brush shades rows; each worker has its own.
type brush struct {
	r                  *Renderer
	to                 []uint8 // the canvas
	solid, ghost, skin sampler
}

// row shades the samples x0 to before x1 of row y.
func (b *brush) row(y, x0, x1 int) {
	r := b.r
	pix := b.to[4*y*r.w : 4*(y+1)*r.w]
	hasSkin, hasGhost := len(r.skin.items) > 0, len(r.ghost.items) > 0
	zones := -1 // the structure plus 1 whose solid surface carries paint
	if p := r.scene.Paint; p != nil {
		zones = p.Skin + 1
	}
	copy(pix[4*x0:4*x1], r.shader.paper.pix[4*(y*r.w+x0):])
	first := r.view.direction(0.5, float32(y)+0.5)
	for x := x0; x < x1; x++ {
		i := y*r.w + x
		depth := r.solid.depth[i]
		skin := hasSkin && r.skin.depth[i] > 0
		ghost := hasGhost && r.ghost.depth[i] > depth
		if r.opt.Smooth {
			r.edges.key[i] = r.keyOf(i, skin)
		}
		if depth == 0 && !skin && !ghost {
			continue
		}
		px := pix[4*x : 4*x+4]
		if k := r.lead(i, x, y); k != i {
			copy(px, b.to[4*k:4*k+4])
			continue
		}
		ray := first.Add(r.view.dx.Mul(float32(x)))
		length := float32(math.Sqrt(float64(ray.Dot(ray))))
		d := ray.Mul(1 / length)
		var c rgb
		if depth > 0 {
			c = r.tissue(i, x, y, d)
			if int(r.g.structure[i]) == zones {
				c = b.paintSolid(c, i, ray, d)
			}
		} else {
			c = shownAt(px)
		}
		before := ghost && skin && r.ghost.depth[i] > r.skin.depth[i]
		if ghost && !before {
			c = r.ghostOver(c, &b.ghost, i, d)
		}
		if skin {
			c = r.skinOver(c, &b.skin, i, ray, d)
		}
		if before {
			c = r.ghostOver(c, &b.ghost, i, d)
		}
		put(px, c)
	}
}

// tissue returns the displayed colour of the solid surface at a sample.
func (r *Renderer) tissue(i, x, y int, d geom.Vec3) rgb {
	m := &r.shader.materials[r.g.structure[i]-1]
	n := unpackNormal(r.g.normal[i])
	albedo, gloss := m.albedo, m.gloss
	if m.fibres && r.g.fibre[i] != 0 {
		albedo, gloss = r.flesh(m, i, x, y)
	}
	open := float32(1)
	if r.opt.Occlusion {
		open = r.openness(x, y, r.solid.depth[i])
	}
	open *= 1 - bakedShare + bakedShare*float32(r.g.open[i])/255
	return r.shader.encode(r.lit(n, d, albedo, gloss, m.wrap, open))
}

// lit returns the light that a surface sends to the eye: a wrapped key, fill,
// sky and ground, a moist highlight and a soft rim. d points from the eye, at
// unit length.
func (r *Renderer) lit(n, d geom.Vec3, albedo rgb, gloss, wrap, open float32) rgb {
	s := &r.shader
	facing := -n.Dot(d)
	if facing < 0 { // a smoothed normal may turn away at the rim
		n = n.Add(d.Mul(facing))
		facing = 0
	}
	key := positive((n.Dot(s.key) + wrap) / (1 + wrap))
	key *= key*0.35 + 0.65
	fill := positive(n.Dot(s.fill))
	up := 0.5 + 0.5*n.Y
	around := skyStrength * (groundShare + (1-groundShare)*up)
	shadow := 0.45 + 0.55*open

	warm := rgb{1.03, 1.0, 0.955}.mul(key * keyStrength * shadow)
	cool := rgb{0.985, 0.995, 1.03}.mul(fill*fillStrength*shadow + around)
	// Light that bounces within a crease takes the colour of its walls.
	if open < 1 {
		cool = cool.times(rgb{bounce(open, albedo.r), bounce(open, albedo.g), bounce(open, albedo.b)})
		dusk := 1 - open
		cool.g *= 1 - 0.06*dusk
		cool.b *= 1 - 0.14*dusk
	}
	c := albedo.times(warm.add(cool))

	h := positive(n.Dot(s.half))
	h2 := h * h
	h4 := h2 * h2
	h8 := h4 * h4
	h16 := h8 * h8
	sheen := gloss * (0.55*h8 + 0.75*h16*h16) * shadow
	rim := 1 - facing
	rim = rim * rim * rim * 0.10 * open
	return c.add(rgb{1, 0.965, 0.94}.mul(sheen)).add(rgb{1, 0.97, 0.93}.mul(rim * around))
}

// positive is max(v, 0), which compiles to less where v is a number.
func positive(v float32) float32 {
	if v > 0 {
		return v
	}
	return 0
}

// bounce raises occlusion for bright walls (Jimenez et al., Practical Real-Time
// Strategies for Accurate Indirect Occlusion, 2016).
func bounce(open, albedo float32) float32 {
	a, b, c := 2.0404*albedo-0.3324, -4.7951*albedo+0.6417, 2.7552*albedo+0.6903
	return more(open, ((open*a+b)*open+c)*open)
}

// flesh adds the grain of the fibres and the paler tendon at either end.
func (r *Renderer) flesh(m *material, i, x, y int) (rgb, float32) {
	along, across := unpackFibre(r.g.fibre[i])
	step := r.fibreStep(i, x, y, across)
	slant := m.slant[0]
	if across > 0 {
		slant = m.slant[1]
	}
	lane := across - slant*along
	grain := strand(lane*34+along*1.3, step*34) + 0.7*strand(lane*91-along*2.1+7, step*91)
	end := less(along-m.ends[0], 1-along-m.ends[1])
	ragged := 0.015 * strand(lane*23, step*23)
	tendon := 0.85 * (1 - smoothstep(-0.035, 0.035, end+ragged))
	albedo := m.albedo.mul(1+0.11*grain).mix(r.shader.tendon.mul(1+0.05*grain), tendon)
	return albedo, m.gloss * (1 + 0.5*grain)
}

// fibreStep returns how much the place across the fibres changes from one
// sample to the next.
func (r *Renderer) fibreStep(i, x, y int, across float32) float32 {
	step, b := float32(0), r.opt.Block
	if k := i - b; x >= b && r.g.structure[k] == r.g.structure[i] {
		_, a := unpackFibre(r.g.fibre[r.lead(k, x-b, y)])
		step = abs(a - across)
	}
	if k := i - b*r.w; y >= b && r.g.structure[k] == r.g.structure[i] {
		_, a := unpackFibre(r.g.fibre[r.lead(k, x, y-b)])
		step = more(step, abs(a-across))
	}
	return step
}

// strand is smooth noise along a line, -1 to 1, fading out where a sample spans
// more than half a strand.
func strand(at, step float32) float32 {
	fade := 1 - smoothstep(0.25, 0.6, step)
	if fade == 0 {
		return 0
	}
	cell := float32(math.Floor(float64(at)))
	t := at - cell
	t = t * t * (3 - 2*t)
	a, b := hash(int32(cell)), hash(int32(cell)+1)
	return (a + (b-a)*t) * fade
}

// hash returns a number from -1 to 1 that looks random.
func hash(n int32) float32 {
	u := uint32(n) * 0x9e3779b1
	u ^= u >> 15
	u *= 0x85ebca77
	u ^= u >> 13
	return float32(u&0xffff)/32767.5 - 1
}

// reduce averages each block of supersamples into a pixel.
func (r *Renderer) reduce() {
	from, to := r.large, r.image
	r.bands(to.Rect, 1, func(area image.Rectangle) {
		for y := area.Min.Y; y < area.Max.Y; y++ {
			a, b := from.Pix[2*y*from.Stride:], from.Pix[(2*y+1)*from.Stride:]
			out := to.Pix[y*to.Stride:]
			for x := 0; x < 4*to.Rect.Dx(); x++ {
				k := 2*x - x&3
				sum := uint16(a[k]) + uint16(a[k+4]) + uint16(b[k]) + uint16(b[k+4])
				out[x] = uint8((sum + 2) / 4)
			}
		}
	})
}
