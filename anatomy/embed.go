//go:build !compiledfacts

package anatomy

import (
	"embed"
	"io/fs"
)

//go:embed facts
var embedded embed.FS

// Embedded loads the facts that this program was built with. A program built
// with the tag compiledfacts has them as data of its own instead, see
// [Facts.GoSource].
func Embedded() (*Facts, error) {
	sub, err := fs.Sub(embedded, "facts")
	if err != nil {
		return nil, err
	}
	return Load(sub)
}
