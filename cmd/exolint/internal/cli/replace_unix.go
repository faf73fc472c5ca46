//go:build !windows

package cli

import "github.com/google/renameio/v2"

// replaceFile puts a file with the content in the place of name.
func replaceFile(name string, content []byte) error { return renameio.WriteFile(name, content, 0o666) }
