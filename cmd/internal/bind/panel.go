package bind

import (
	"fmt"
	"slices"
	"strings"

	"bodymap/anatomy"
	"bodymap/cmd/internal/app"
)

// Panel is a treatment in words, as web/PROTOCOL.md describes it: plain text,
// with numbers of sources that its own list resolves.
type Panel struct {
	Selection Head           `json:"selection"`
	Cautions  []PanelCaution `json:"cautions"`
	RedFlags  []Said         `json:"redFlags"`
	Levels    []PanelLevel   `json:"levels"`
	Sources   []PanelSource  `json:"sources"`
	Finding   []Finding      `json:"finding"`
}

// Head says what is selected and what is known of it.
type Head struct {
	anatomy.Ref
	Name     string           `json:"name"`
	Latin    string           `json:"latin"`
	Summary  string           `json:"summary"`
	Nerves   []Named          `json:"nerves"`
	Segments anatomy.Segments `json:"segments"`
	Felt     Felt             `json:"felt"`
	Facts    []Fact           `json:"facts"`
	Also     []Named          `json:"also"`   // further regions in which it hurts
	Nearby   []Named          `json:"nearby"` // regions that could be added to them
}

// Named is an id with its name.
type Named struct {
	ID   anatomy.ID `json:"id"`
	Name string     `json:"name"`
}

// Felt lists where a muscle's pain is felt.
type Felt struct {
	Primary   []Named `json:"primary"`
	Spillover []Named `json:"spillover"`
}

// Fact is one labelled line: "Origin", "Action".
type Fact struct {
	Label   string `json:"label"`
	Text    string `json:"text"`
	Sources []int  `json:"sources"`
}

// PanelCaution is a safety note with the points that it concerns.
type PanelCaution struct {
	ID      anatomy.ID `json:"id"`
	Name    string     `json:"name"`
	Text    string     `json:"text"`
	Serious bool       `json:"serious"`
	Points  []string   `json:"points"`
	Sources []int      `json:"sources"`
}

// Said is a sentence with its sources.
type Said struct {
	Text    string `json:"text"`
	Sources []int  `json:"sources"`
}

// PanelLevel is one of the four levels of treatment.
type PanelLevel struct {
	Level int         `json:"level"`
	Name  string      `json:"name"`
	On    bool        `json:"on"`
	Items []PanelItem `json:"items"`
}

// PanelItem is one thing to treat or look at.
type PanelItem struct {
	Ref       anatomy.Ref     `json:"ref"`
	Name      string          `json:"name"`
	Detail    string          `json:"detail"`
	Reason    string          `json:"reason"`
	Sources   []int           `json:"sources"`
	Segment   anatomy.Segment `json:"segment,omitempty"`
	Core      *bool           `json:"core,omitempty"`
	Confirmed *bool           `json:"confirmed,omitempty"`
	Grade     anatomy.Grade   `json:"grade,omitempty"`
	Placed    bool            `json:"placed"`
}

// Finding says how to find a vertebral level by touch.
type Finding struct {
	Level   string `json:"level"`
	Text    string `json:"text"`
	Sources []int  `json:"sources"`
}

// Panel returns the treatment of the state's selection, or nil without one.
func (m *Map) Panel(s app.State) *Panel {
	t, ok := m.treatment(s)
	if !ok {
		return nil
	}
	w := panelWriter{m: m, state: s, citations: newCitations(m.facts), cautioned: map[anatomy.ID]int{}}
	w.panel.Cautions, w.panel.RedFlags, w.panel.Finding = []PanelCaution{}, []Said{}, []Finding{}
	w.head(t.Selection)
	for _, group := range t.Levels {
		w.level(group)
	}
	if !t.Refer { // then no needle is spoken of
		w.generalCautions()
	}
	w.panel.Sources = w.list
	return &w.panel
}

// panelWriter fills a panel.
type panelWriter struct {
	*citations
	m         *Map
	state     app.State
	panel     Panel
	cautioned map[anatomy.ID]int // index into panel.Cautions
}

func (w *panelWriter) fact(label string, c anatomy.Claim) {
	if c.Text == "" {
		return
	}
	text := c.Text
	if c.Note != "" {
		text += " (" + c.Note + ")"
	}
	w.panel.Selection.Facts = append(w.panel.Selection.Facts, Fact{Label: label, Text: text, Sources: w.cite(c.Cite)})
}

func (w *panelWriter) head(ref anatomy.Ref) {
	names := w.m.facts.Names(ref.Kind, ref.ID)
	h := &w.panel.Selection
	*h = Head{Ref: ref, Name: names.En, Latin: names.La, Nerves: []Named{}, Facts: []Fact{}, Also: []Named{}, Nearby: []Named{}}
	h.Segments = anatomy.Segments{Core: []anatomy.Segment{}, Variable: []anatomy.Segment{}}
	h.Felt = Felt{Primary: []Named{}, Spillover: []Named{}}
	switch r := w.m.facts.Record(ref.Kind, ref.ID).(type) {
	case *anatomy.Muscle:
		w.muscle(r)
	case *anatomy.Point:
		w.point(r)
	case *anatomy.Nerve:
		w.segments(r.Segments)
		w.fact("Course", r.Text)
	case *anatomy.Level:
		h.Segments.Core = append(h.Segments.Core, r.Segment)
		w.fact("Leaves here", r.Exit)
		w.fact("Found by", r.Finding)
		w.caution(r.Cautions, r.Name)
		w.segment(r.Segment)
	case *anatomy.Dermatome:
		h.Segments.Core = append(h.Segments.Core, r.Segment)
		w.segment(r.Segment)
	case *anatomy.Myotome:
		h.Segments.Core = append(h.Segments.Core, r.Segment)
		w.segment(r.Segment)
	case *anatomy.Region:
		w.region(r)
	case *anatomy.Condition:
		w.condition(r)
	}
	w.elsewhere(ref)
}

// segment says what skin and which movement a spinal segment serves.
func (w *panelWriter) segment(s anatomy.Segment) {
	if d := w.m.facts.Dermatomes[s.ID()]; d != nil {
		w.fact("Skin", d.Text)
		w.fact("Tested by touch", d.Test)
	}
	if y := w.m.facts.Myotomes[s.ID()]; y != nil {
		w.fact("Movement", y.Movement)
		w.fact("Reflex", y.Reflex)
	}
}

// elsewhere says what other languages call the selection.
func (w *panelWriter) elsewhere(ref anatomy.Ref) {
	var all anatomy.Claim
	var names []string
	for _, n := range w.m.facts.NamesElsewhere(ref.Kind, ref.ID) {
		names = append(names, n.Language+": "+n.Name)
		all.Cite = append(all.Cite, n.Cite...)
	}
	all.Text = strings.Join(names, " · ")
	w.fact("Names", all)
}

func (w *panelWriter) segments(s anatomy.Segments) {
	h := &w.panel.Selection
	h.Segments.Core = append(h.Segments.Core, s.Core...)
	h.Segments.Variable = append(h.Segments.Variable, s.Variable...)
}

func (w *panelWriter) muscle(r *anatomy.Muscle) {
	f, h := w.m.facts, &w.panel.Selection
	for _, id := range f.NervesOf(r.ID) {
		h.Nerves = append(h.Nerves, Named{id, f.Name(anatomy.KindNerve, id)})
	}
	w.segments(f.SegmentsOf(r.ID))
	primary, spillover := f.Felt(r.ID)
	h.Felt.Primary, h.Felt.Spillover = w.regions(primary), w.regions(spillover)
	w.fact("Origin", r.Origin)
	w.fact("Insertion", r.Insertion)
	w.fact("Action", r.Action)
	for _, s := range r.Supply {
		if s.Note != "" {
			w.fact("Supply", anatomy.Claim{Text: s.Note, Cite: s.Cite})
		}
	}
	w.readings(r.Readings)
	w.caution(r.Cautions, h.Name)
	for _, region := range r.Regions {
		if reg, ok := f.Regions[region]; ok {
			w.redFlags(reg.RedFlags)
		}
	}
}

// readings says with which sources the record was compared, and what was found:
// those that agree in one line, each that differs in one of its own.
func (w *panelWriter) readings(list []anatomy.Reading) {
	var agree []anatomy.Cite
	for _, r := range list {
		if r.Found == "agrees" {
			agree = append(agree, r.Cite...)
		}
	}
	if len(agree) > 0 {
		w.fact("Compared", anatomy.Claim{Text: "What these say of it agrees.", Cite: agree})
	}
	for _, r := range list {
		if r.Found != "agrees" {
			w.fact("Compared", anatomy.Claim{Text: r.Found, Cite: r.Cite})
		}
	}
}

func (w *panelWriter) point(r *anatomy.Point) {
	h := &w.panel.Selection
	h.Name = w.m.facts.PointName(r.ID)
	if r.Type == anatomy.Homeostatic {
		w.fact("Where", r.Where)
		w.fact("Nerve", r.Nerve)
		if r.Acupoint != "" {
			w.fact("Near acupoint", anatomy.Claim{Text: r.Acupoint, Cite: r.Cite})
		}
		order := fmt.Sprintf("%d of 24: the order in which these points become tender", r.Order)
		w.fact("Order", anatomy.Claim{Text: order, Cite: r.Cite})
	}
	w.caution(r.Cautions, pointLabel(r))
	if r.Muscle != "" {
		primary, spillover := w.m.facts.Felt(r.Muscle)
		h.Felt.Primary, h.Felt.Spillover = w.regions(primary), w.regions(spillover)
	}
}

// region offers the regions around those that hurt, to narrow down what may
// cause the pain.
func (w *panelWriter) region(r *anatomy.Region) {
	f, h := w.m.facts, &w.panel.Selection
	painful := append([]anatomy.ID{r.ID}, w.state.Also...)
	var nearby []anatomy.ID
	for _, id := range painful {
		w.redFlags(f.Regions[id].RedFlags)
		for _, n := range f.Neighbours(id) {
			if !slices.Contains(painful, n) && !slices.Contains(nearby, n) {
				nearby = append(nearby, n)
			}
		}
	}
	h.Also, h.Nearby = w.regions(w.state.Also), w.regions(nearby)
}

func (w *panelWriter) condition(r *anatomy.Condition) {
	w.panel.Selection.Summary = r.Summary.Text
	w.fact("In short", r.Summary)
	for _, a := range r.Advice {
		w.fact("Reported advice", a)
	}
	for _, e := range r.Evidence {
		w.fact("Evidence", e)
	}
	if r.Refer {
		w.panel.RedFlags = append(w.panel.RedFlags, Said{"A red flag in itself: see a physician first; do not needle.", w.cite(r.Summary.Cite)})
	}
	w.redFlags(r.RedFlags)
	w.caution(r.Cautions, w.panel.Selection.Name)
}

func (w *panelWriter) regions(ids []anatomy.ID) []Named {
	list := []Named{}
	for _, id := range ids {
		list = append(list, Named{id, w.m.facts.Name(anatomy.KindRegion, id)})
	}
	return list
}

// redFlags adds warnings, each once.
func (w *panelWriter) redFlags(flags []anatomy.Claim) {
	for _, f := range flags {
		seen := false
		for _, s := range w.panel.RedFlags {
			seen = seen || s.Text == f.Text
		}
		if !seen {
			w.panel.RedFlags = append(w.panel.RedFlags, Said{f.Text, w.cite(f.Cite)})
		}
	}
}

// caution adds safety notes, or the point to those that are there.
func (w *panelWriter) caution(ids []anatomy.ID, point string) {
	for _, id := range ids {
		c, ok := w.m.facts.Cautions[id]
		if !ok {
			continue
		}
		i, there := w.cautioned[id]
		if !there {
			i = len(w.panel.Cautions)
			w.cautioned[id] = i
			w.panel.Cautions = append(w.panel.Cautions, PanelCaution{
				ID: id, Name: c.Names.En, Text: c.Text.Text, Serious: c.Serious, Points: []string{}, Sources: w.cite(c.Text.Cite),
			})
		}
		if note := &w.panel.Cautions[i]; point != "" && !slices.Contains(note.Points, point) {
			note.Points = append(note.Points, point)
		}
	}
}

// generalCautions adds the notes that concern every needling, after the others.
func (w *panelWriter) generalCautions() {
	for _, id := range w.m.facts.IDs(anatomy.KindCaution) {
		if w.m.facts.Cautions[id].General {
			w.caution([]anatomy.ID{id}, "")
		}
	}
}

func (w *panelWriter) level(g anatomy.Group) {
	out := PanelLevel{Level: g.Level, Name: g.Name, On: !w.state.Off[g.Level-1], Items: []PanelItem{}}
	for _, item := range g.Items {
		p := PanelItem{
			Ref: anatomy.Ref{Kind: item.Kind, ID: item.ID, Side: item.Side}, Name: item.Name, Reason: item.Reason,
			Sources: w.cite(item.Sources), Segment: item.Segment, Core: item.Core, Grade: item.Grade, Placed: true,
		}
		if err := w.m.unplaced(item); err != nil {
			p.Placed, p.Detail = false, "not shown on this body: "+err.Error()
		}
		label := item.Name
		switch r := w.m.facts.Record(item.Kind, item.ID).(type) {
		case *anatomy.Point:
			label = pointLabel(r)
			if r.Type == anatomy.Homeostatic {
				p.Confirmed = &r.Confirmed
				p.Detail = joinDetail(r.Where.Text, r.Acupoint, p.Detail)
			}
		case *anatomy.Level:
			w.panel.Finding = append(w.panel.Finding, Finding{r.Name, r.Finding.Text, w.cite(r.Finding.Cite)})
		}
		w.caution(item.Cautions, label)
		out.Items = append(out.Items, p)
	}
	w.panel.Levels = append(w.panel.Levels, out)
}

func joinDetail(where, acupoint, missing string) string {
	var parts []string
	if where != "" {
		parts = append(parts, where)
	}
	if acupoint != "" {
		parts = append(parts, "near "+acupoint)
	}
	if missing != "" {
		parts = append(parts, missing)
	}
	return strings.Join(parts, " · ")
}

// pointLabel is the short label of a point in a safety note: "H16".
func pointLabel(p *anatomy.Point) string {
	if p.Type == anatomy.Homeostatic {
		return strings.ToUpper(string(p.ID))
	}
	return p.Names.En
}
