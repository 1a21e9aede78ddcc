//go:build js

package main

import (
	"math"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
	"bodymap/cmd/internal/bind"
	"bodymap/render"
)

// The messages to the page are those of web/PROTOCOL.md; annotations and frame
// are the stage's own (web/src/stage.ts).

type readyMessage struct {
	Type      string       `json:"type"`
	Catalog   []bind.Entry `json:"catalog"`
	Atlas     atlasInfo    `json:"atlas"`
	Languages []string     `json:"languages"`
	Guide     bind.Guide   `json:"guide"`
}

type atlasInfo struct {
	Model       string        `json:"model"`
	Attribution string        `json:"attribution"`
	Missing     []anatomy.Ref `json:"missing"`
}

func (v *viewer) tellReady() {
	v.bridge.Tell(readyMessage{
		Type: "ready", Catalog: bind.Catalog(v.facts), Languages: languages(v.facts),
		Atlas: atlasInfo{v.atlas.Model, v.atlas.Attribution, v.atlas.Missing}, Guide: bind.GuideOf(v.facts),
	})
}

// languages lists the tags of the languages that name anything.
func languages(facts *anatomy.Facts) []string {
	tags := []string{"en", "la"}
	for _, id := range facts.IDs(anatomy.KindLanguage) {
		tags = append(tags, string(id))
	}
	return tags
}

type stateMessage struct {
	Type      string      `json:"type"`
	State     stateInfo   `json:"state"`
	Fragment  string      `json:"fragment"`
	Treatment *bind.Panel `json:"treatment"`
	Cause     string      `json:"cause"`
}

type stateInfo struct {
	Selection *anatomy.Ref       `json:"selection"`
	Also      []anatomy.ID       `json:"also"`
	Levels    [4]bool            `json:"levels"`
	View      app.View           `json:"view"`
	Camera    cameraInfo         `json:"camera"`
	Skin      app.SkinMode       `json:"skin"`
	Depth     int                `json:"depth"`
	Ghost     bool               `json:"ghost"`
	Isolate   bool               `json:"isolate"`
	Hidden    []app.StructureRef `json:"hidden"`
	Section   *sectionInfo       `json:"section"` // null for none
	Lateral   float64            `json:"lateral"`
	Labels    bool               `json:"labels"`
	Chart     app.Chart          `json:"chart"`
	CanUndo   bool               `json:"canUndo"`
	CanRedo   bool               `json:"canRedo"`
}

type sectionInfo struct {
	Axis app.Axis `json:"axis"`
	At   float64  `json:"at"` // metres
	Keep app.View `json:"keep"`
	From float64  `json:"from"` // how far it can be moved, metres
	To   float64  `json:"to"`
}

type cameraInfo struct {
	Yaw      float64    `json:"yaw"` // degrees
	Pitch    float64    `json:"pitch"`
	Distance float32    `json:"distance"` // metres
	Target   [3]float32 `json:"target"`
}

func (v *viewer) tellState(cause string) {
	v.stateDue = ""
	v.frame.told = false
	s := v.session.State
	v.bridge.Tell(stateMessage{
		Type: "state", State: v.stateInfo(), Fragment: s.Fragment(), Treatment: v.world.Panel(s), Cause: cause,
	})
}

func (v *viewer) stateInfo() stateInfo {
	s := v.session.State
	info := stateInfo{
		Also: s.Also, View: s.View, Camera: infoOfCamera(v.world.Camera(s)), Skin: s.Skin, Depth: s.Depth, Ghost: s.Ghost, Isolate: s.Isolate, Hidden: s.Hidden,
		Lateral: s.Lateral, Labels: s.Labels, Chart: s.Chart, CanUndo: v.session.CanUndo(), CanRedo: v.session.CanRedo(),
	}
	if s.Selection.Kind != "" {
		info.Selection = &s.Selection
	}
	if cut := s.Section; cut.Axis != "" {
		from, to := cut.Axis.Range(v.world.Reach())
		info.Section = &sectionInfo{cut.Axis, cut.At, cut.Keep, from, to}
	}
	for i, off := range s.Off {
		info.Levels[i] = !off
	}
	return info
}

func infoOfCamera(c render.Camera) cameraInfo {
	degrees := func(r float32) float64 { return float64(r) * 180 / math.Pi }
	return cameraInfo{degrees(c.Yaw), degrees(c.Pitch), c.Distance, [3]float32{c.Target.X, c.Target.Y, c.Target.Z}}
}

type hoverMessage struct {
	Type string       `json:"type"`
	Ref  *anatomy.Ref `json:"ref"`
	Name string       `json:"name"`
}

func (v *viewer) tellHover(i int) {
	m := hoverMessage{Type: "hover"}
	if i >= 0 {
		ref := v.refOf(i)
		m.Ref, m.Name = &ref, v.nameOf(i, ref)
	}
	v.bridge.Tell(m)
}

// nameOf is what a structure is called: by its record, else by the atlas.
func (v *viewer) nameOf(i int, ref anatomy.Ref) string {
	if !v.facts.Has(ref.Kind, ref.ID) {
		return v.scene.Structures[i].Name
	}
	name := v.facts.Name(ref.Kind, ref.ID)
	if ref.Side == anatomy.Left || ref.Side == anatomy.Right {
		name += ", " + string(ref.Side)
	}
	return name
}

type frameMessage struct {
	Type  string `json:"type"`
	Final bool   `json:"final"`
}

type annotationsMessage struct {
	Type   string  `json:"type"`
	Marks  []mark  `json:"marks"`
	Lines  []line  `json:"lines"`
	Labels []label `json:"labels"`
}

type mark struct {
	Ref    string  `json:"ref"`
	Level  int     `json:"level"`
	Text   string  `json:"text"`
	Label  string  `json:"label"`
	X      float32 `json:"x"`
	Y      float32 `json:"y"`
	AtX    float32 `json:"atX"`
	AtY    float32 `json:"atY"`
	Size   float32 `json:"size"`
	Wide   float32 `json:"wide"`
	Faint  bool    `json:"faint"`
	Hidden bool    `json:"hidden"`

	// of a sign that neighbours share
	Count int        `json:"count"`
	From  [2]float32 `json:"from"`
	To    [2]float32 `json:"to"`
}

type line struct {
	Ref    string       `json:"ref"`
	Kind   string       `json:"kind"`
	Points [][2]float32 `json:"points"`
	Start  float32      `json:"start"`
	Hidden bool         `json:"hidden"`
	End    bool         `json:"end"`
}

type label struct {
	Text   string  `json:"text"`
	Strong bool    `json:"strong"`
	X      float32 `json:"x"`
	Y      float32 `json:"y"`
	AtX    float32 `json:"atX"`
	AtY    float32 `json:"atY"`
}

// pathKinds are the names that the stage's styles know.
var pathKinds = [...]string{render.ReferralPrimary: "primary", render.ReferralSpillover: "spillover", render.NervePath: "nerve"}

func (v *viewer) tellAnnotations(s *render.Scene, q render.Quality) {
	hides := v.hides(s)
	a := render.AnnotateAbove(s, int(v.width), int(v.height), int(v.bottom), hides)
	v.layLabels(s, q, a.Marks, hides)
	m := annotationsMessage{Type: "annotations", Marks: make([]mark, 0, len(a.Marks)), Lines: make([]line, 0, len(a.Lines)), Labels: make([]label, 0, len(v.labels))}
	for _, k := range a.Marks {
		m.Marks = append(m.Marks, mark{k.Ref, k.Level, k.Text, k.Label, k.X, k.Y, k.AtX, k.AtY, k.Size, k.Wide, k.Faint, k.Hidden, k.Count, k.From, k.To})
	}
	for _, l := range v.labels {
		m.Labels = append(m.Labels, label{l.Text, l.Strong, l.X, l.Y, l.AtX, l.AtY})
	}
	for _, l := range a.Lines {
		m.Lines = append(m.Lines, line{l.Ref, pathKinds[l.Kind], l.Points, l.Start, l.Hidden, l.End})
	}
	v.bridge.Tell(m)
}
