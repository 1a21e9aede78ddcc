package anatomy

import "slices"

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

// LanguageName is a record's name in one language, and who gives it.
type LanguageName struct {
	Tag      ID
	Language string
	Name     string
	Cite     []Cite
}

// NamesElsewhere returns what the further languages call a record, by language.
// The list is the index's: it is not to be changed.
func (f *Facts) NamesElsewhere(kind Kind, id ID) []LanguageName {
	return f.index.elsewhere[Ref{Kind: kind, ID: id}]
}

// addNames files the names of all languages under what they name.
func (x *index) addNames(f *Facts) {
	for _, tag := range f.IDs(KindLanguage) {
		l := f.Languages[tag]
		for _, list := range l.Lists {
			for kind, names := range list.Names {
				for id, name := range names {
					of := Ref{Kind: kind, ID: id}
					x.elsewhere[of] = append(x.elsewhere[of], LanguageName{l.ID, l.Name, name, list.Cite})
				}
			}
		}
	}
}

// named reports whether a language names a record.
func (f *Facts) named(tag ID, kind Kind, id ID) bool {
	return slices.ContainsFunc(f.NamesElsewhere(kind, id), func(n LanguageName) bool { return n.Tag == tag })
}
