package cli

import (
	"runtime"
	"runtime/debug"
)

// How many bytes of memory a scan is to take, as far as it can: for itself, for each worker, and for what is kept of each script.
const (
	baseMemory   = 44 << 20
	workerMemory = 16 << 20
	scriptMemory = 2750
)

// memoryLimit returns the limit in bytes for a scan of that many scripts; 0 where the environment says how memory is to be
// managed.
func memoryLimit(getenv func(string) string, jobs, scripts int) int64 {
	if getenv("GOMEMLIMIT") != "" || getenv("GOGC") != "" {
		return 0
	}
	return baseMemory + int64(jobs)*workerMemory + int64(scripts)*scriptMemory
}

// limitMemory makes the collector run more often rather than let the heap grow to twice what is in use. It is a soft limit:
// a scan that needs more takes more.
func limitMemory(env *Env, jobs, scripts int) {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	if limit := memoryLimit(env.Getenv, jobs, scripts); limit > 0 {
		debug.SetMemoryLimit(limit)
	}
}
