package app

// Session is a state with its past: undo and redo.
type Session struct {
	State State
	past  []State
	ahead []State
	slid  Section // by the last event, while it moved along its axis
}

// maxPast bounds how many steps can be undone.
const maxPast = 100

// Apply changes the session's state by an event; on an error nothing changes.
// Camera moves do not become steps of their own: undoing returns to the camera
// of the step before. A section that is moved along is one step.
func (s *Session) Apply(e Event, w World) error {
	switch e.Type {
	case EventUndo:
		s.State, s.past, s.ahead = step(s.State, s.past, s.ahead)
		s.slid = Section{}
		return nil
	case EventRedo:
		s.State, s.ahead, s.past = step(s.State, s.ahead, s.past)
		s.slid = Section{}
		return nil
	}
	next, err := Update(s.State, e, w)
	if err != nil || next.Equal(s.State) {
		return err
	}
	slides := e.Type == EventSection && s.slid.Axis != "" && next.Section.Axis == s.slid.Axis && next.Section.Keep == s.slid.Keep
	s.slid = Section{}
	if e.Type == EventSection {
		s.slid = next.Section
	}
	if !movesCamera(e.Type) && !slides {
		s.past = append(s.past, s.State)
		if len(s.past) > maxPast {
			s.past = s.past[1:]
		}
		s.ahead = nil
	}
	s.State = next
	return nil
}

// CanUndo reports whether there is a step to undo.
func (s *Session) CanUndo() bool { return len(s.past) > 0 }

// CanRedo reports whether an undone step can be taken again.
func (s *Session) CanRedo() bool { return len(s.ahead) > 0 }

func movesCamera(eventType string) bool {
	switch eventType {
	case EventCamera, EventOrbit, EventPan, EventZoom, EventFit:
		return true
	}
	return false
}

// step moves the current state onto to and the last of from into its place.
func step(now State, from, to []State) (State, []State, []State) {
	if len(from) == 0 {
		return now, from, to
	}
	last := from[len(from)-1]
	return last, from[:len(from)-1], append(to, now)
}
