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
			"flexor-digitorum-brevis": "inferior", "quadratus-plantae": "inferior", "adductor-hallucis": "inferior",
		} {
			got := m.Facing(anatomy.Ref{Kind: anatomy.KindMuscle, ID: id, Side: anatomy.Right})
			if !strings.HasPrefix(string(got), want) {
				t.Errorf("%s: %s is shown from %s, expected %s", name, id, got, want)
			}
		}
	}
}

// TestSmallMusclesAreFramedClose: a muscle of hand or foot fills a good part of
// the picture; a larger one is shown with its levels.
func TestSmallMusclesAreFramedClose(t *testing.T) {
	for name, m := range maps(t) {
		m.Resize(900, 700)
		for id, want := range map[anatomy.ID]bool{
			"adductor-pollicis": true, "opponens-pollicis": true, "flexor-digitorum-brevis": true, "quadratus-plantae": true,
			"gastrocnemius-medial": false, "gluteus-medius": false, "flexor-carpi-radialis": false,
		} {
			s := stateOf(t, m, "select=muscle:"+string(id)+"&side=right")
			if d := m.Camera(s).Distance; (d < 1) != want {
				t.Errorf("%s: %s is seen from %.2f m away, close: %v", name, id, d, want)
			}
		}
	}
}
