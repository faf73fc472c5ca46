package scanner

import (
	"encoding/json"
	"hash/maphash"
	"time"

	"github.com/fxamacker/cbor/v2"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner/cache"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/project"
)

// Kinds of memories, which are parts of their keys.
const (
	aloneMemory   = "alone"   // what was found in a script without knowledge of others
	linkedMemory  = "linked"  // what was found in it with that
	summaryMemory = "summary" // what others need to know of a script in which nothing can be found
)

// A memory is what is kept of a script between runs. Its places lie in the script itself, but for those named.
type memory struct {
	Day      string           `cbor:",omitempty"` // on which it holds, as in ISO 8601; "": it holds on every day
	Size     int              `cbor:",omitempty"` // of the text, in bytes
	Summary  *project.Summary `cbor:",omitempty"` // nil: the script was skipped
	Loads    bool             `cbor:",omitempty"` // it was skipped, and may load other scripts
	Listed   bool             `cbor:",omitempty"`
	Held     int              `cbor:",omitempty"`
	Rules    []string         `cbor:",omitempty"` // of the findings, by ID
	Findings []report.Finding `cbor:",omitempty"`
	Secrets  []report.Span    `cbor:",omitempty"`
	Places   []place          `cbor:",omitempty"` // steps of trails that lie in other scripts
}

// A place says in which script a step of a finding's trail lies.
type place struct {
	Finding, Step int
	Path          string
}

// describeOptions returns what the results for all scripts depend on, beside the program. It is nil where results are not kept.
func (s *scan) describeOptions() ([]byte, error) {
	if s.Cache == nil || s.Visit != nil || s.Everything {
		return nil, nil // whoever is shown the scripts needs more than is kept
	}
	page := ""
	if s.CodePage != nil {
		page = s.CodePage.String()
	}
	active := make([]string, len(s.active))
	for i, r := range s.active {
		active[i] = r.ID
	}
	return json.Marshal(struct {
		Config   *config.Config
		Pages    [2]string
		Active   []string
		Selected map[string]bool
		Least    [2]int
	}{s.Config, [2]string{s.Config.CodePage.String(), page}, active, s.Selected, [2]int{int(s.MinSeverity), int(s.MinConfidence)}})
}

// keyOf returns the key for a memory of a script, which depends on its bytes and on what more is given; nil where none is kept.
func (s *scan) keyOf(kind string, in input, raw []byte) *cache.Key {
	if s.options == nil || in.content != nil {
		return nil
	}
	key := cache.KeyOf(s.options, []byte(kind), []byte(in.path), []byte(in.conf), raw)
	return &key
}

// recall returns the memory of a key; nil where there is none that holds.
func (s *scan) recall(key *cache.Key) *memory {
	if key == nil {
		return nil
	}
	value, ok := s.Cache.Get(*key)
	if !ok {
		return nil
	}
	var m memory
	if cbor.Unmarshal(value, &m) != nil || m.Day != "" && m.Day != s.today() {
		return nil
	}
	return &m
}

// keep keeps a memory.
func (s *scan) keep(key *cache.Key, m memory) {
	if key == nil {
		return
	}
	if value, err := cbor.Marshal(m); err == nil {
		s.Cache.Put(*key, value)
	}
}

// today is the day that the report is made for.
func (s *scan) today() string { return s.Now.Format(time.DateOnly) }

// recallSummary gives a result the summary that is kept, and reports whether there is one.
func (s *scan) recallSummary(key *cache.Key, res *result, in input, raw []byte) bool {
	m := s.recall(key)
	if m == nil || m.Summary == nil {
		return false
	}
	s.setSummary(res, m, in, raw)
	return true
}

func (s *scan) setSummary(res *result, m *memory, in input, raw []byte) {
	m.Summary.Path = in.path
	res.summary = m.Summary
	res.tok = s.fset.AddFile(in.path, -1, m.Size)
	res.sum = maphash.Bytes(s.seed, raw)
}

// keepSummary keeps the summary of a result.
func (s *scan) keepSummary(key *cache.Key, res *result) {
	s.keep(key, memory{Size: res.tok.Size(), Summary: withoutPath(res.summary)})
}

// withoutPath returns the summary without what is known anyway.
func withoutPath(s *project.Summary) *project.Summary {
	bare := *s
	bare.Path = ""
	return &bare
}

// recallAlone returns the result of an earlier run for the same bytes; false where there is none that holds.
func (s *scan) recallAlone(key *cache.Key, in input, file *report.File, raw []byte) (result, bool) {
	m := s.recall(key)
	if m == nil {
		return result{}, false
	}
	if m.Summary == nil {
		return result{file: file, loads: m.Loads}, true
	}
	res := result{file: file, key: key}
	if !s.setFindings(&res, m, nil) {
		return result{}, false
	}
	s.setSummary(&res, m, in, raw)
	return res, true
}

// setFindings gives a result what was found. It reports whether all of it could be: others gives the scripts of the run by path.
func (s *scan) setFindings(res *result, m *memory, others func(path string) *report.File) bool {
	if len(m.Rules) != len(m.Findings) {
		return false
	}
	for i := range m.Findings {
		f := &m.Findings[i]
		if f.Rule = s.byID[m.Rules[i]]; f.Rule == nil {
			return false
		}
		f.SetFile(res.file)
	}
	for _, p := range m.Places {
		other := others(p.Path)
		if other == nil {
			return false
		}
		m.Findings[p.Finding].Trail[p.Step].Span.File = other
	}
	for i := range m.Secrets {
		m.Secrets[i].File = res.file
	}
	res.findings, res.held, res.listed, res.file.Secrets = m.Findings, m.Held, m.Listed, m.Secrets
	return true
}

// keepFindings keeps a result, unless something went wrong.
func (s *scan) keepFindings(key *cache.Key, res *result) {
	if key == nil || len(res.notifications) > 0 {
		return
	}
	m := memory{
		Size: res.tok.Size(), Summary: withoutPath(res.summary), Listed: res.listed, Held: res.held, Findings: res.findings,
		Secrets: res.file.Secrets,
	}
	if res.listed || res.directed {
		m.Day = s.today() // deadlines and directives come to their end
	}
	for i, f := range res.findings {
		m.Rules = append(m.Rules, f.Rule.ID)
		for j, step := range f.Trail {
			if step.Span.File != res.file {
				m.Places = append(m.Places, place{i, j, step.Span.File.Path})
			}
		}
	}
	s.keep(key, m)
}
