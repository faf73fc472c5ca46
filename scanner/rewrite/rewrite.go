// Package rewrite says how a script is to be written without legacy sign-in.
//
// [Plan] takes the findings of one script and answers each with a [Change]: edits, or a [Refusal] that says what a person
// must do. Nothing is written; package fix does that.
package rewrite

import (
	"maps"
	"slices"
	"strings"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// A Target is the kind of sign-in to rewrite to.
type Target string

// The targets. Auto chooses one of the others by how the script is run.
const (
	Auto            Target = "auto"
	AppOnly         Target = "app-only"
	ManagedIdentity Target = "managed-identity"
	Interactive     Target = "interactive"
)

// Kinds of sign-in that are advised where none of the targets can be had. No fix writes them.
const (
	AccessToken  Target = "access-token"  // for a cmdlet that takes no certificate and no managed identity
	PartnerToken Target = "partner-token" // of an application, for the tenants of several customers
)

// Options are what the person who asks for a fix decides.
type Options struct {
	Target  Target             // "": Auto
	Values  config.Replacement // a value that begins with "$" is an expression, such as $env:EXO_APP_ID; an empty one becomes a placeholder
	Domains []string           // the organisation's mail domains, in lower case
}

// A Want is a finding to be rewritten.
type Want struct {
	Rule string // id
	At   syntax.Node
}

// A Change is the answer to a [Want]. It holds edits or a refusal; neither where the edits of other changes remove what was
// found.
type Change struct {
	Want
	Span    edit.Span   // of the finding
	Message string      // what the edits do, a constant of the rule that begins with a verb
	Safety  rule.Safety // display: to be read, never applied
	Edits   []edit.Edit
	Refusal *Refusal // nil: none

	Target       Target   // of a sign-in; "" else
	Because      string   // why Auto chose it; "" where it was asked for
	Placeholders []string // settings that have no value and stand as placeholders in the edits, such as "app-id"
	Needs        []Need   // what must exist for the edited script to work
	Notes        []string // what a person must know about the edited script, sentences without a period
}

// Plan answers each want with a change, in the same order. The changes belong together: what one takes out, another one
// may have needed before.
func Plan(info *facts.Info, inv *inventory.Inventory, o Options, wants []Want) []*Change {
	refused := make(map[Want]string) // those that would leave a question behind, with the variable that it fills
	for {
		s := newScript(info, inv, o, wants)
		changes := make([]*Change, len(wants))
		for i, w := range wants {
			changes[i] = s.change(w)
			if name, ok := refused[w]; ok {
				changes[i].refuse(StillAsked, name)
			}
		}
		s.answer(changes)
		if len(s.asked) == 0 {
			return changes
		}
		maps.Copy(refused, s.asked)
	}
}

// Suggest answers each want with a change that stands alone, in the same order.
func Suggest(info *facts.Info, inv *inventory.Inventory, o Options, wants []Want) []*Change {
	s := newScript(info, inv, o, wants)
	changes := make([]*Change, len(wants))
	for i, w := range wants {
		changes[i] = s.change(w)
		alone := *s
		alone.answer(changes[i : i+1])
		if name, ok := alone.asked[w]; ok {
			changes[i] = s.change(w)
			changes[i].refuse(StillAsked, name)
		}
		changes[i].Edits = edit.Tidy(s.f.Src, changes[i].Edits)
	}
	return changes
}

func (s *script) change(w Want) *Change {
	return &Change{Want: w, Span: edit.SpanOf(s.f, w.At), Safety: rule.Unsafe}
}

// answer gives each change its edits or its refusal. Sign-ins come first, then mail: what they take out need not be
// rewritten.
func (s *script) answer(changes []*Change) {
	for _, phase := range [...]func(*script, *Change){(*script).signIn, (*script).mail, (*script).secret, (*script).setting} {
		for _, c := range changes {
			if c.open() {
				phase(s, c)
				s.accept(c)
			}
		}
		s.cleanUp(changes)
	}
	for _, c := range changes {
		if c.open() {
			c.refuse(NoRewrite)
		}
	}
}

// Edits returns the edits of all changes that may be applied to the text src, as one list.
func Edits(src string, changes []*Change) []edit.Edit {
	var all []edit.Edit
	for _, c := range changes {
		if !c.Applies() {
			continue
		}
		if merged, ok := edit.Merge(all, c.Edits); ok {
			all = merged
		}
	}
	return edit.Tidy(src, all)
}

// Applies reports whether the finding goes when the edits of all changes are made.
func (c *Change) Applies() bool {
	return c.Refusal == nil && c.Safety != rule.Display && c.Message != ""
}

// open reports whether the change has no answer yet.
func (c *Change) open() bool { return c.Edits == nil && c.Refusal == nil && c.Message == "" }

// A script is what the rewriters know of the script.
type script struct {
	author
	info    *facts.Info
	wants   []Want
	calls   map[*syntax.Command]*facts.Call
	secrets map[string]string // the texts of secrets by the names, in lower case, that they are stored under

	asked map[Want]string // changes after which a person is still asked for what nobody needs, with the variable
	edits []edit.Edit     // of the changes so far
	graph []syntax.Node   // statements before which a sign-in to Microsoft Graph is put
	vars  []occurrence

	conditions []*syntax.IfStatement     // of the script, in source order
	counts     map[syntax.FoldedName]int // in how many places variables of a name stand
	shares     bool                      // code that is not in sight may read the script's variables
}

func newScript(info *facts.Info, inv *inventory.Inventory, o Options, wants []Want) *script {
	s := &script{author: newAuthor(info.File, inv, o), info: info, wants: wants, calls: map[*syntax.Command]*facts.Call{}, secrets: map[string]string{}, asked: map[Want]string{}}
	for call := range info.Calls() {
		if call.Outer == nil {
			s.calls[call.Node] = call
		}
	}
	s.vars, s.counts, s.shares = s.occurrences(), map[syntax.FoldedName]int{}, s.sharesVariables()
	for _, o := range s.vars {
		s.counts[o.name]++
	}
	for n := range syntax.All(info.File.Root) {
		if cond, ok := n.(*syntax.IfStatement); ok {
			s.conditions = append(s.conditions, cond)
		}
	}
	return s
}

// accept takes the edits of c over, or refuses them where they overlap those of a change before.
func (s *script) accept(c *Change) {
	if c.Refusal != nil {
		c.Edits = nil
		return
	}
	if c.Safety == rule.Display || len(c.Edits) == 0 {
		return
	}
	if s.signed() {
		c.refuse(Signed)
		return
	}
	merged, ok := edit.Merge(s.edits, c.Edits)
	if !ok {
		c.refuse(Conflict)
		return
	}
	s.edits = merged
}

// removed reports whether the edits so far take n out.
func (s *script) removed(n syntax.Node) bool {
	span := edit.SpanOf(s.f, n)
	return slices.ContainsFunc(s.edits, func(e edit.Edit) bool {
		return e.Start <= span.Start && span.End <= e.End && e.End > e.Start
	})
}

// wanted reports whether a finding of one of the rules lies within n.
func (s *script) wanted(n syntax.Node, rules ...string) bool {
	return slices.ContainsFunc(s.wants, func(w Want) bool {
		return within(w.At, n) && slices.Contains(rules, w.Rule)
	})
}

// within reports whether n lies within outer.
func within(n, outer syntax.Node) bool { return outer.Pos() <= n.Pos() && n.End() <= outer.End() }

// signatureMark begins the signature block of a signed script.
const signatureMark = "# SIG # Begin signature block"

func (s *script) signed() bool { return Signature(s.f) }

// Signature reports whether the script carries a signature, which every edit would break.
func Signature(f *syntax.File) bool {
	return slices.ContainsFunc(f.Tokens, func(t syntax.Token) bool {
		return t.Kind == syntax.KindComment && strings.HasPrefix(f.Slice(t.Pos, t.End), signatureMark)
	})
}
