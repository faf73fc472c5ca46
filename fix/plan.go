package fix

import (
	"bytes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/source"
)

// planSchema is the version of the plan's form.
const planSchema = 1

// ErrPlan says that a plan cannot be used.
var ErrPlan = errors.New("not a plan that this program can apply")

// A Plan is what would be changed, to be reviewed and applied later. It holds no secret: what is replaced is shown masked and
// recognised by a keyed hash, whose key can be made from the file only.
type Plan struct {
	Schema    int            `json:"schema"`
	Salt      string         `json:"salt"` // hexadecimal, of the hashes
	Files     []PlanFile     `json:"files"`
	Checklist []rewrite.Need `json:"checklist"` // what must exist for the edited scripts to work
}

// A PlanFile is a file of a plan.
type PlanFile struct {
	Path     string       `json:"path"` // as shown
	Hash     string       `json:"hash"` // of the file's bytes, hexadecimal
	Encoding string       `json:"encoding"`
	Edits    []PlanEdit   `json:"edits"` // sorted, of all changes that are to be applied
	Changes  []PlanChange `json:"changes"`
}

// A PlanEdit replaces bytes of the file's text.
type PlanEdit struct {
	Start        int    `json:"start"` // byte offset in the text as UTF-8 without byte-order mark
	End          int    `json:"end"`
	Line         int    `json:"line"`         // of Start, from 1
	Original     string `json:"original"`     // masked
	OriginalHash string `json:"originalHash"` // keyed, hexadecimal
	Replacement  string `json:"replacement"`
}

// A PlanChange is the answer to a finding.
type PlanChange struct {
	Rule         string           `json:"rule"`
	Line         int              `json:"line"`
	Column       int              `json:"column"` // in UTF-16 code units, from 1
	Safety       rule.Safety      `json:"safety"`
	Message      string           `json:"message,omitempty"`
	Target       rewrite.Target   `json:"target,omitempty"`
	Because      string           `json:"because,omitempty"`
	Placeholders []string         `json:"placeholders,omitempty"`
	Notes        []string         `json:"notes,omitempty"`
	Suggestion   []PlanSuggestion `json:"suggestion,omitempty"` // of a change that is only displayed
	Refusal      *PlanRefusal     `json:"refusal,omitempty"`
}

// A PlanSuggestion is an edit that is displayed and never applied.
type PlanSuggestion struct {
	Original    string `json:"original"` // masked
	Replacement string `json:"replacement"`
}

// A PlanRefusal says why a finding is not rewritten.
type PlanRefusal struct {
	Reason rewrite.Reason `json:"reason"`
	Text   string         `json:"text"`
	Remedy string         `json:"remedy"`
}

// NewPlan returns the plan of the scripts' changes. Scripts without findings that have an answer are left out. random is
// where the salt comes from; nil is the system's.
func NewPlan(scripts []*Script, random io.Reader) (*Plan, error) {
	if random == nil {
		random = rand.Reader
	}
	salt := make([]byte, 16)
	if _, err := io.ReadFull(random, salt); err != nil {
		return nil, fmt.Errorf("making the plan's salt: %w", err)
	}
	p := &Plan{Schema: planSchema, Salt: hex.EncodeToString(salt), Files: []PlanFile{}, Checklist: []rewrite.Need{}}
	var all []*rewrite.Change
	for _, s := range scripts {
		if len(s.Changes) == 0 {
			continue
		}
		s.keepSecrets()
		f, err := s.plan(salt)
		if err != nil {
			return nil, err
		}
		p.Files = append(p.Files, f)
		all = append(all, s.Changes...)
	}
	p.Checklist = append(p.Checklist, rewrite.Checklist(all)...)
	return p, nil
}

// keepSecrets refuses the changes of a script whose new text would have to hold a secret that the plan may not.
func (s *Script) keepSecrets() {
	m := s.masker()
	for _, e := range s.Edits {
		if m.Hides(e.New) {
			s.refuse(rewrite.SecretInText)
			return
		}
	}
}

func (s *Script) masker() *report.Masker {
	f := *s.File
	f.Secrets = nil
	for _, span := range s.secrets() {
		f.Secrets = append(f.Secrets, report.Span{File: s.File, Start: span.Start, End: span.End})
	}
	return report.NewMasker(&report.Report{Files: []*report.File{&f}})
}

func (s *Script) plan(salt []byte) (PlanFile, error) {
	hash, key, err := fileHash(s.File.Source.Raw, salt)
	if err != nil {
		return PlanFile{}, err
	}
	src := s.File.Source
	f := PlanFile{Path: s.File.Path, Hash: hash, Encoding: src.Enc.Name, Edits: []PlanEdit{}, Changes: []PlanChange{}}
	m := s.masker()
	for _, e := range s.Edits {
		f.Edits = append(f.Edits, PlanEdit{
			Start: e.Start, End: e.End, Line: src.Position(e.Start).Line,
			Original:     m.Span(report.Span{File: s.File, Start: e.Start, End: e.End}),
			OriginalHash: keyedHash(key, src.Text[e.Start:e.End]),
			Replacement:  e.New,
		})
	}
	for _, c := range s.Changes {
		f.Changes = append(f.Changes, s.planChange(m, c))
	}
	return f, nil
}

func (s *Script) planChange(m *report.Masker, c *rewrite.Change) PlanChange {
	at := s.File.Source.Position(c.Span.Start)
	pc := PlanChange{Rule: c.Rule, Line: at.Line, Column: at.Col16, Safety: c.Safety, Message: c.Message, Target: c.Target, Because: c.Because,
		Placeholders: c.Placeholders, Notes: c.Notes}
	if c.Refusal != nil {
		pc.Refusal = &PlanRefusal{Reason: c.Refusal.Reason, Text: m.Text(c.Refusal.Text), Remedy: c.Refusal.Remedy}
	}
	if c.Safety == rule.Display {
		for _, e := range c.Edits {
			pc.Suggestion = append(pc.Suggestion, PlanSuggestion{
				Original:    m.Span(report.Span{File: s.File, Start: e.Start, End: e.End}),
				Replacement: m.Text(e.New),
			})
		}
	}
	return pc
}

// WriteTo writes the plan as indented JSON.
func (p *Plan) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(p); err != nil {
		return 0, err
	}
	return b.WriteTo(w)
}

// ReadPlan reads a plan. The error wraps [ErrPlan] where it is none.
func ReadPlan(r io.Reader) (*Plan, error) {
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	p := new(Plan)
	if err := dec.Decode(p); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPlan, err)
	}
	if p.Schema != planSchema {
		return nil, fmt.Errorf("%w: its schema is %d, not %d", ErrPlan, p.Schema, planSchema)
	}
	return p, nil
}

// Placeholders returns the settings that stand as placeholders in what the plan writes, perhaps more than once.
func (p *Plan) Placeholders() []string {
	var names []string
	for i := range p.Files {
		for _, c := range p.Files[i].Changes {
			if c.Refusal == nil {
				names = append(names, c.Placeholders...)
			}
		}
	}
	return names
}

// Apply returns the bytes of a file of the plan after its edits. raw is what the file holds. The error wraps [ErrChanged]
// where that is not what the plan was made for.
func (p *Plan) Apply(f *PlanFile, raw []byte) ([]byte, error) {
	salt, err := hex.DecodeString(p.Salt)
	if err != nil || len(salt) == 0 {
		return nil, fmt.Errorf("%s: %w: its salt is not hexadecimal", f.Path, ErrPlan)
	}
	hash, key, err := fileHash(string(raw), salt)
	if err != nil {
		return nil, err
	}
	if !hmac.Equal([]byte(hash), []byte(f.Hash)) {
		return nil, fmt.Errorf("%s: %w", f.Path, ErrChanged)
	}
	src, err := source.Decode(f.Path, raw, source.Options{})
	if err != nil {
		return nil, err
	}
	edits, err := f.edits(src.Text, key)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Path, err)
	}
	text, err := edit.Apply(src.Text, edits)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", f.Path, ErrPlan, err)
	}
	if id := newError(src.Text, text); id != "" {
		return nil, fmt.Errorf("%s: %w: the script would have a syntax error (%s)", f.Path, ErrPlan, id)
	}
	return src.Encode(text)
}

// edits returns the edits of the file, after a look at what they replace.
func (f *PlanFile) edits(text string, key []byte) ([]edit.Edit, error) {
	edits := make([]edit.Edit, len(f.Edits))
	for i, e := range f.Edits {
		edits[i] = edit.Edit{Start: e.Start, End: e.End, New: e.Replacement}
		if e.Start < 0 || e.End < e.Start || e.End > len(text) {
			return nil, fmt.Errorf("%w: an edit lies outside the file", ErrPlan)
		}
		if keyedHash(key, text[e.Start:e.End]) != e.OriginalHash {
			return nil, fmt.Errorf("%w: what stands in line %d is not what the plan replaces", ErrPlan, e.Line)
		}
	}
	return edits, nil
}

// hashRounds makes it slow to guess a secret with the help of a plan and of the file without the secret.
const hashRounds = 20_000

// fileHash returns the salted hash of a file's bytes, and the key for hashes of its parts, which the hash does not tell.
func fileHash(raw string, salt []byte) (hash string, key []byte, err error) {
	both, err := pbkdf2.Key(sha256.New, raw, salt, hashRounds, 2*sha256.Size)
	if err != nil {
		return "", nil, fmt.Errorf("hashing: %w", err)
	}
	return hex.EncodeToString(both[:sha256.Size]), both[sha256.Size:], nil
}

func keyedHash(key []byte, text string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return hex.EncodeToString(mac.Sum(nil))
}
