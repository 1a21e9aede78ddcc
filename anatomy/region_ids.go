package anatomy

// PublishedRegions are the ids of all regions, in alphabetical order. Links,
// lessons and course pages name them, so none is renamed or used for something else.
var PublishedRegions = [...]ID{
	"abdomen-lower", "abdomen-upper", "ankle-anterior", "ankle-lateral", "ankle-medial",
	"ankle-posterior", "arm-anterior", "arm-lateral", "arm-medial", "arm-posterior", "ball-of-foot",
	"buttock", "calf", "cheek", "chest-anterior", "chest-lateral", "coccyx", "ear", "elbow-anterior",
	"elbow-lateral", "elbow-medial", "elbow-posterior", "eye", "eyebrow", "fingers-dorsal",
	"fingers-volar", "flank", "foot-dorsum", "forearm-dorsal", "forearm-radial", "forearm-ulnar",
	"forearm-volar", "forehead", "great-toe-dorsal", "great-toe-plantar", "groin", "hand-dorsal",
	"heel", "hip-lateral", "jaw-tmj", "knee-anterior", "knee-lateral", "knee-medial",
	"knee-posterior", "leg-anterior", "leg-lateral", "leg-medial", "lesser-toes-dorsal", "lesser-toes-plantar",
	"low-back", "mid-back", "neck-lateral", "neck-posterior", "occiput", "palm", "pelvis-perineum", "sacrum-si",
	"scapula-medial-border", "shoulder-anterior", "shoulder-lateral", "shoulder-posterior",
	"shoulder-top", "sole-arch", "teeth", "temple", "thigh-anterior", "thigh-lateral", "thigh-medial",
	"thigh-posterior", "throat", "thumb", "upper-back", "vertex", "wrist-dorsal", "wrist-volar",
}
