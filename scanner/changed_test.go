package scanner

import (
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// changingFS is a folder with the script a.ps1, which holds something else each time that it is opened: the last text again
// and again, unless that is "", for which there is no script any more.
type changingFS struct {
	texts []string

	mu     sync.Mutex
	opened int
}

func (c *changingFS) Open(name string) (fs.File, error) {
	if name != "a.ps1" {
		return fstest.MapFS{"a.ps1": {}}.Open(name)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	text := c.texts[min(c.opened, len(c.texts)-1)]
	c.opened++
	if text == "" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return fstest.MapFS{"a.ps1": {Data: []byte(text)}}.Open(name)
}

// TestRunChangedMeanwhile checks that a finding is never shown with another text than the one that it was found in.
func TestRunChangedMeanwhile(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		texts []string
		want  []string
		gone  bool
	}{
		{"the same", []string{"Connect-One\n"}, []string{"a.ps1:1 EXO1001 warning Connect-One"}, false},
		{"a line more", []string{"Connect-One\n", "# new\nConnect-One\n"}, []string{"a.ps1:2 EXO1001 warning Connect-One"}, false},
		{"as long", []string{"Connect-One\n", "Connect-Two\n"}, []string{"a.ps1:1 EXO1002 warning Connect-Two"}, false},
		{"mended", []string{"Connect-One\n", "Get-Date\n"}, nil, false},
		{"removed", []string{"Connect-One\n", ""}, nil, true},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := run(t, Options{FS: &changingFS{texts: tc.texts}, Roots: []string{"."}})
			if diff := cmp.Diff(tc.want, found(r)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if got := len(r.Files) == 1 && r.Files[0].NotScanned != ""; got != tc.gone {
				t.Errorf("not scanned: got %v, want %v", got, tc.gone)
			}
		})
	}
}
