//go:build !js

package anatomy

import (
	"embed"
	"io/fs"
)

//go:embed facts
var embedded embed.FS

// Embedded loads the facts that this program was built with. The page does
// without: it fetches them as a bundle, beside the program, see [ParseBundle].
func Embedded() (*Facts, error) {
	sub, err := fs.Sub(embedded, "facts")
	if err != nil {
		return nil, err
	}
	return Load(sub)
}
