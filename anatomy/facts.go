package anatomy

// Facts are all records by kind and id: the whole knowledge base. A Facts is
// built once by [Load] and not changed afterwards.
type Facts struct {
	Muscles    map[ID]*Muscle
	Nerves     map[ID]*Nerve
	Structures map[ID]*Structure
	Points     map[ID]*Point
	Regions    map[ID]*Region
	Levels     map[ID]*Level
	Landmarks  map[ID]*Landmark
	Measures   map[ID]*Measure
	Conditions map[ID]*Condition
	Cautions   map[ID]*Caution
	Topics     map[ID]*Topic
	Sources    map[ID]*Source
}
