package scanner

import "syscall"

// timesOf returns when a file was written and changed, in nanoseconds since 1970.
func timesOf(s *syscall.Stat_t) (written, changed int64) { return s.Mtim.Nano(), s.Ctim.Nano() }
