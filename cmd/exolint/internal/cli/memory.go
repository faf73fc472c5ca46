package cli

import "runtime/debug"

// How much memory a scan is to take, as far as it can: so much for the scripts at work, and so much for what is kept of each.
const (
	workMemory   = 60 << 20
	scriptMemory = 2750
)

// memoryLimit returns the limit in bytes for a scan of that many scripts; 0 where the environment says how memory is to be
// managed.
func memoryLimit(getenv func(string) string, scripts int) int64 {
	if getenv("GOMEMLIMIT") != "" || getenv("GOGC") != "" {
		return 0
	}
	return workMemory + int64(scripts)*scriptMemory
}

// limitMemory makes the collector run more often rather than let the heap grow to twice what is in use. It is a soft limit:
// a scan that needs more takes more.
func limitMemory(env *Env, scripts int) {
	if limit := memoryLimit(env.Getenv, scripts); limit > 0 {
		debug.SetMemoryLimit(limit)
	}
}
