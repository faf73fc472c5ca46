package cli

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progressEvery is how often the progress line changes at most.
const progressEvery = 100 * time.Millisecond

// A progress is a line on a terminal that tells how far a scan is.
type progress struct {
	w   io.Writer // nil: there is no terminal
	now func() time.Time

	mu    sync.Mutex
	last  time.Time
	shown bool
}

func newProgress(env *Env) *progress {
	p := &progress{now: env.Now}
	if env.TTY && env.Getenv("TERM") != "dumb" {
		p.w, p.last = env.Stderr, env.Now()
	}
	return p
}

// show shows the line, unless it changed a moment ago. Several goroutines may call it at once.
func (p *progress) show(done, total int) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if now.Sub(p.last) < progressEvery {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.w, "\r\x1b[Kscanning: %d of %d scripts", done, total)
}

// clear removes the line.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
