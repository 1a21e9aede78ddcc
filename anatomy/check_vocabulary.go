package anatomy

import (
	"reflect"
	"slices"
)

var (
	layers      = [...]Layer{Superficial, Intermediate, Deep}
	systems     = [...]System{SystemBone, SystemLigament, SystemFascia, SystemTendon, SystemCartilage, SystemTooth, SystemSkin}
	pointTypes  = [...]PointType{Symptomatic, Homeostatic}
	grades      = [...]Grade{Primary, Spillover}
	chains      = [...]Chain{Up, Down, Antagonist, Contralateral}
	directions  = [...]Direction{Anterior, Posterior, Superior, Inferior, Medial, Lateral, Proximal, Distal}
	placeSides  = [...]string{"opposite", "midline"}
	sourceTypes = [...]string{"book", "paper", "guideline", "dataset", "article", "standard"}
)

func checkVocabulary(c *checker) {
	for ref, record := range c.All() {
		visit(record, func(field string, value any, _ reflect.StructTag) {
			switch v := value.(type) {
			case Layer:
				known(c, ref, field, v, layers[:])
			case System:
				known(c, ref, field, v, systems[:])
			case PointType:
				known(c, ref, field, v, pointTypes[:])
			case Grade:
				known(c, ref, field, v, grades[:])
			case Chain:
				known(c, ref, field, v, chains[:])
			case Direction:
				known(c, ref, field, v, append(directions[:], ""))
			case Place:
				known(c, ref, field+".side", v.Side, append(placeSides[:], ""))
			case Source:
				known(c, ref, "type", v.Type, sourceTypes[:])
			}
		})
	}
}

func known[T ~string](c *checker, ref Ref, field string, word T, words []T) {
	if !slices.Contains(words, word) {
		c.add(ref, field, "is %q, %s", word, oneOf(slices.DeleteFunc(slices.Clone(words), func(w T) bool { return w == "" })))
	}
}
