//go:build !windows

package scanner

import "io/fs"

// isPlaceholder reports false: only Windows tells of content that is elsewhere.
func isPlaceholder(fs.DirEntry) bool { return false }
