package anatomy

// Language holds the names of records in one language beyond those that the
// records themselves give, as published lists have them.
type Language struct {
	ID    ID         `json:"id"`   // language tag: "de", "pt-br" for pt-BR
	Name  string     `json:"name"` // of the language, in itself: "Deutsch"
	Lists []NameList `json:"lists"`
}

// NameList is what one source calls records, by kind and id.
type NameList struct {
	Cite  []Cite                 `json:"cite"`
	Names map[Kind]map[ID]string `json:"names"`
}

// NamesElsewhere returns what the further languages call a record, by language.
func (f *Facts) NamesElsewhere(kind Kind, id ID) []LanguageName {
	var names []LanguageName
	for _, lang := range f.IDs(KindLanguage) {
		l := f.Languages[lang]
		for _, list := range l.Lists {
			if name := list.Names[kind][id]; name != "" {
				names = append(names, LanguageName{l.ID, l.Name, name, list.Cite})
			}
		}
	}
	return names
}

// LanguageName is a record's name in one language, and who gives it.
type LanguageName struct {
	Tag      ID
	Language string
	Name     string
	Cite     []Cite
}

// name returns what a language calls a record, or "".
func (l *Language) name(kind Kind, id ID) string {
	for _, list := range l.Lists {
		if name := list.Names[kind][id]; name != "" {
			return name
		}
	}
	return ""
}
