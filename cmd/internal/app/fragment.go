package app

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"bodymap/anatomy"
	"bodymap/render"
	"bodymap/render/geom"
)

// maxFragment bounds a fragment, in bytes.
const maxFragment = 8 << 10

// maxHidden bounds how many structures a fragment may put away.
const maxHidden = 200

// Fragment returns the state as a URL fragment without "#", in canonical form:
// parts in a fixed order, what is as in [Initial] left out.
func (s State) Fragment() string {
	var parts []string
	add := func(key, value string) { parts = append(parts, key+"="+value) }
	initial := Initial()
	if ref := s.Selection; ref.Kind != "" {
		add("select", string(ref.Kind)+":"+string(ref.ID))
		if ref.Side != anatomy.Midline {
			add("side", string(ref.Side))
		}
	}
	if len(s.Also) > 0 {
		add("also", joinIDs(s.Also))
	}
	add("view", string(s.View))
	if s.Off != initial.Off {
		add("levels", levelsOn(s.Off))
	}
	if s.Skin != initial.Skin {
		add("skin", string(s.Skin))
	}
	if s.Depth != initial.Depth {
		add("depth", strconv.Itoa(s.Depth))
	}
	if s.Ghost {
		add("ghost", "1")
	}
	if s.Isolate {
		add("isolate", "1")
	}
	if len(s.Hidden) > 0 {
		add("hide", hiddenList(s.Hidden))
	}
	if s.Section.Axis != "" {
		add("section", s.Section.text())
	}
	if s.Lateral != initial.Lateral {
		add("lateral", strconv.FormatFloat(s.Lateral, 'g', -1, 64))
	}
	if !s.Labels {
		add("labels", "0")
	}
	if s.Chart != NoChart {
		add("chart", string(s.Chart))
	}
	if s.Camera != nil {
		add("cam", cameraText(*s.Camera))
	}
	return strings.Join(parts, "&")
}

func joinIDs(ids []anatomy.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, ",")
}

func levelsOn(off [4]bool) string {
	var on []string
	for i, o := range off {
		if !o {
			on = append(on, strconv.Itoa(i+1))
		}
	}
	if len(on) == 0 {
		return "none"
	}
	return strings.Join(on, ",")
}

func hiddenList(hidden []StructureRef) string {
	list := make([]string, len(hidden))
	for i, h := range hidden {
		list[i] = string(h.ID) + "." + string(h.Side)
	}
	return strings.Join(list, ",")
}

// cameraText writes a camera to a tenth of a degree and a millimetre.
func cameraText(c render.Camera) string {
	degrees := func(r float32) string { return strconv.FormatFloat(round(float64(r)*180/math.Pi, 10), 'f', -1, 64) }
	metres := func(m float32) string { return strconv.FormatFloat(round(float64(m), 1000), 'f', -1, 64) }
	return strings.Join([]string{
		degrees(c.Yaw), degrees(c.Pitch), metres(c.Distance),
		metres(c.Target.X), metres(c.Target.Y), metres(c.Target.Z),
	}, ",")
}

func round(x, per float64) float64 { return math.Round(x*per) / per }

// ParseFragment reads a fragment, with or without "#". What it does not say is as
// in [Initial]; the view, if not said, is the selection's own. All its problems
// are reported at once.
func ParseFragment(fragment string, w World) (State, error) {
	s := Initial()
	fragment = strings.TrimPrefix(fragment, "#")
	if len(fragment) > maxFragment {
		return s, fmt.Errorf("fragment: %d bytes long, expected at most %d", len(fragment), maxFragment)
	}
	p := fragmentParser{world: w, values: map[string]string{}}
	p.split(fragment)
	p.selection(&s)
	p.levels(&s)
	p.flags(&s)
	p.numbers(&s)
	p.hidden(&s)
	p.section(&s)
	p.camera(&s)
	return s, errors.Join(p.problems...)
}

type fragmentParser struct {
	world    World
	values   map[string]string
	problems []error
}

var fragmentKeys = [...]string{"select", "side", "also", "view", "levels", "skin", "depth", "ghost", "isolate", "hide", "section", "lateral", "labels", "chart", "cam"}

func (p *fragmentParser) fail(key, format string, args ...any) {
	p.problems = append(p.problems, fmt.Errorf("link: %s: %s", key, fmt.Sprintf(format, args...)))
}

func (p *fragmentParser) split(fragment string) {
	for part := range strings.SplitSeq(fragment, "&") {
		if part == "" {
			continue
		}
		key, value, has := strings.Cut(part, "=")
		text, err := url.PathUnescape(value)
		switch {
		case !has:
			p.values["select"] = part // a bare id
		case !slices.Contains(fragmentKeys[:], key):
			p.fail(strconv.Quote(key), "is unknown, expected one of %s", strings.Join(fragmentKeys[:], " "))
		case err != nil:
			p.fail(key, "%q is not well escaped", value)
		default:
			p.values[key] = text
		}
	}
}

func (p *fragmentParser) selection(s *State) {
	text, ok := p.values["select"]
	view, viewGiven := p.values["view"]
	if ok {
		kind, id, has := strings.Cut(text, ":")
		if !has {
			kind, id = string(p.kindOf(anatomy.ID(text))), text
		}
		ref := anatomy.Ref{Kind: anatomy.Kind(kind), ID: anatomy.ID(id), Side: anatomy.Side(p.values["side"])}
		next, err := selected(*s, ref, p.world)
		if err != nil {
			p.fail("select", "%v", err)
		}
		*s = next
	} else if side, given := p.values["side"]; given {
		p.fail("side", "%q without a selection", side)
	}
	p.also(s)
	if viewGiven {
		if !View(view).Known() {
			p.fail("view", "%q is unknown, expected one of %s", view, either(Views[:]))
			return
		}
		s.View = View(view)
	}
}

func (p *fragmentParser) also(s *State) {
	text, ok := p.values["also"]
	if !ok {
		return
	}
	on := true
	for id := range strings.SplitSeq(text, ",") {
		if err := hurtsAlso(s, Event{ID: anatomy.ID(id), On: &on}, p.world); err != nil {
			p.fail("also", "%v", err)
			return
		}
	}
}

// kindOf finds the kind of a bare id: the first that has it, muscles first.
func (p *fragmentParser) kindOf(id anatomy.ID) anatomy.Kind {
	for _, k := range anatomy.Kinds {
		if _, ok := p.world.Sided(k, id); ok {
			return k
		}
	}
	return ""
}

func (p *fragmentParser) levels(s *State) {
	text, ok := p.values["levels"]
	if !ok {
		return
	}
	s.Off = [4]bool{true, true, true, true}
	if text == "none" {
		return
	}
	for item := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(item)
		if err != nil || n < 1 || n > 4 {
			p.fail("levels", "%q, expected numbers 1 to 4 with commas, or none", text)
			return
		}
		s.Off[n-1] = false
	}
}

func (p *fragmentParser) flags(s *State) {
	flag := func(key string, into *bool) {
		switch text, ok := p.values[key]; {
		case !ok:
		case text == "1", text == "0":
			*into = text == "1"
		default:
			p.fail(key, "%q, expected 1 or 0", text)
		}
	}
	flag("ghost", &s.Ghost)
	flag("isolate", &s.Isolate)
	if s.Ghost && s.Isolate {
		p.fail("ghost", "with isolate, expected one of them")
	}
	flag("labels", &s.Labels)
	if chart, ok := p.values["chart"]; ok {
		if !slices.Contains(Charts[1:], Chart(chart)) {
			p.fail("chart", "%q is unknown, expected dermatomes or myotomes", chart)
		} else {
			s.Chart = Chart(chart)
		}
	}
	if mode, ok := p.values["skin"]; ok {
		if !slices.Contains(SkinModes[:], SkinMode(mode)) {
			p.fail("skin", "%q is unknown, expected one of %s", mode, either(SkinModes[:]))
			return
		}
		s.Skin = SkinMode(mode)
	}
}

func (p *fragmentParser) numbers(s *State) {
	if text, ok := p.values["depth"]; ok {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > MaxDepth {
			p.fail("depth", "%q, expected 0 to %d", text, MaxDepth)
		} else {
			s.Depth = n
		}
	}
	if text, ok := p.values["lateral"]; ok {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || !slices.Contains(Laterals[:], f) {
			p.fail("lateral", "%q, expected one of %v", text, Laterals)
		} else {
			s.Lateral = f
		}
	}
}

func (p *fragmentParser) hidden(s *State) {
	text, ok := p.values["hide"]
	if !ok {
		return
	}
	items := strings.Split(text, ",")
	if len(items) > maxHidden {
		p.fail("hide", "%d structures, expected at most %d", len(items), maxHidden)
		return
	}
	for _, item := range items {
		id, side, _ := strings.Cut(item, ".")
		ref := StructureRef{ID: anatomy.ID(id), Side: anatomy.Side(side)}
		if !p.world.Structure(ref) {
			p.fail("hide", "this atlas has no structure %q", item)
			continue
		}
		s.Hidden = append(s.Hidden, ref)
	}
	slices.SortFunc(s.Hidden, compareStructure)
	s.Hidden = slices.Compact(s.Hidden)
}

func (p *fragmentParser) section(s *State) {
	text, ok := p.values["section"]
	if !ok {
		return
	}
	cut, err := parseSection(text, p.world)
	if err != nil {
		p.fail("section", "%v", err)
		return
	}
	s.Section = cut
}

func (p *fragmentParser) camera(s *State) {
	text, ok := p.values["cam"]
	if !ok {
		return
	}
	var n [6]float32
	items := strings.Split(text, ",")
	for i, item := range items {
		f, err := strconv.ParseFloat(item, 32)
		if len(items) != len(n) || err != nil || math.IsNaN(f) || math.Abs(f) > 1e4 {
			p.fail("cam", "%q, expected yaw,pitch,distance,x,y,z in degrees and metres", text)
			return
		}
		n[i] = float32(f)
	}
	c := placed(p.world.Camera(*s), float64(n[0]), float64(n[1]), n[2], geom.Vec3{X: n[3], Y: n[4], Z: n[5]}, p.world.Reach())
	s.Camera = &c
}
