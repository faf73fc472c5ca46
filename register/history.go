package register

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"strings"
	"time"
)

// Git is the history of a repository, as the program git tells it.
type Git struct {
	Dir string // of the repository
	// Timeout bounds how long git may take; 0: 20 seconds.
	Timeout time.Duration
}

// defaultTimeout bounds git where nothing else is said.
const defaultTimeout = 20 * time.Second

// webCommitter is the committer of what is merged or edited on GitHub's pages: the author then is who changed it.
const webCommitter = "GitHub"

// LastCommitters implements [History]. It reads the log once, from the newest commit on, until all paths have been seen.
func (g *Git) LastCommitters(ctx context.Context, paths []string) (map[string]string, error) {
	timeout := g.Timeout
	if timeout == 0 {
		timeout = defaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := g.log(ctx)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("asking git for the last committers: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("asking git for the last committers: %w", err)
	}
	found, complete, readErr := readLog(out, paths)
	cancel() // the rest of the history is not needed
	waitErr := cmd.Wait()
	switch {
	case complete:
		return found, nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return found, fmt.Errorf("git took longer than %s for the last committers; owners of the other scripts are left open", timeout)
	case readErr != nil:
		return found, fmt.Errorf("reading git's answer: %w", readErr)
	default:
		return found, ignoreKill(waitErr)
	}
}

// ignoreKill returns nil for the end of a program that was told to end.
func ignoreKill(err error) error {
	exit, ok := errors.AsType[*exec.ExitError](err)
	if !ok || exit.ExitCode() < 0 {
		return nil
	}
	return fmt.Errorf("git log ended with code %d; the last committers are left open", exit.ExitCode())
}

// The marks of the log's form: a commit begins with the first, its names are separated by the second.
const (
	commitMark = "\x01"
	nameMark   = "\x02"
)

// log returns the command. A repository's own configuration may name programs that git then runs; a repository that is only
// looked at must not run any, so what does so is turned off.
func (g *Git) log(ctx context.Context) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", "--no-pager",
		"-c", "core.fsmonitor=false", "-c", "core.hooksPath="+os.DevNull, "-c", "log.showSignature=false", "-c", "core.quotePath=false",
		"log", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-merges", "-z", "--name-only", "--relative",
		"--format=format:"+commitMark+"%cN"+nameMark+"%aN")
	cmd.Dir = g.Dir
	cmd.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "LC_ALL=C")
	cmd.WaitDelay = time.Second
	return cmd
}

// readLog reads the log until each of the paths has been seen, and reports whether all were.
func readLog(r io.Reader, paths []string) (found map[string]string, complete bool, err error) {
	wanted := make(map[string]bool, len(paths))
	for _, p := range paths {
		wanted[path.Clean(p)] = true
	}
	found = make(map[string]string, len(paths))
	in := bufio.NewReader(r)
	committer := ""
	for len(wanted) > 0 {
		item, err := in.ReadString(0)
		if errors.Is(err, io.EOF) && item == "" {
			return found, false, nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return found, false, err
		}
		item = strings.TrimSuffix(item, "\x00")
		if head, ok := strings.CutPrefix(item, commitMark); ok {
			names, first, _ := strings.Cut(head, "\n") // the first path follows the names on a line of its own
			committer, item = committerOf(names), first
		}
		if wanted[item] {
			found[item] = committer
			delete(wanted, item)
		}
	}
	return found, true, nil
}

// committerOf returns who changed something, of a commit's committer and author.
func committerOf(names string) string {
	committer, author, _ := strings.Cut(names, nameMark)
	if committer == webCommitter {
		return author
	}
	return committer
}
