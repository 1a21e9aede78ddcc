package bind

import (
	"strings"
	"testing"

	"bodymap/anatomy"
)

// TestMusclesAreFacedWhereTheyLie: on both bodies a muscle is shown from the side
// on which a hand finds it, not from behind the bone.
func TestMusclesAreFacedWhereTheyLie(t *testing.T) {
	for name, m := range maps(t) {
		for id, want := range map[anatomy.ID]string{
			"rectus-femoris": "anterior", "biceps-brachii-long": "anterior", "tibialis-anterior": "anterior", "rectus-abdominis": "anterior",
			"external-oblique": "anterior", "pectoralis-minor": "anterior", "adductor-longus": "anterior",
			"gluteus-maximus": "posterior", "gluteus-medius": "posterior", "piriformis": "posterior", "latissimus-dorsi": "posterior",
			"quadratus-lumborum": "posterior", "soleus": "posterior", "extensor-digitorum": "posterior",
			"vastus-lateralis": "right", "masseter": "right",
		} {
			got := m.Facing(anatomy.Ref{Kind: anatomy.KindMuscle, ID: id, Side: anatomy.Right})
			if !strings.HasPrefix(string(got), want) {
				t.Errorf("%s: %s is shown from %s, expected %s", name, id, got, want)
			}
		}
	}
}
