package inventory

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// Of returns the inventory of the script with those facts.
func Of(info *facts.Info, o Options) *Inventory {
	b := &builder{info: info, inv: new(Inventory), secrets: make(map[syntax.Extent]*Secret)}
	b.nodes, b.mentioned = nodesOf(info.File), mentions().find(info.File.Src)
	b.fixture = strings.HasSuffix(fold(b.path()), ".tests.ps1")
	for call := range info.Calls(b.interests()...) {
		b.call(call)
	}
	b.objects()
	b.methodSecrets()
	b.collaborationObjects()
	b.resourceSettings()
	b.passwordGrants()
	b.namedSecrets(info, b.nodes, nil)
	b.variableSecrets()
	b.recognizedSecrets()
	b.finish(o)
	return b.inv
}

// builder makes an inventory.
type builder struct {
	info      *facts.Info
	inv       *Inventory
	nodes     *nodes
	mentioned mentionSet
	secrets   map[syntax.Extent]*Secret       // by the literal's place: one secret is one entry
	fixture   bool                            // the script is a Pester test
	pester    []*syntax.ScriptBlockExpression // the blocks of its tests, in source order and not one in another; nil: not asked for
	stored    []syntax.Node                   // literals that become SecureStrings for a vault
}

// call sorts a call into the inventory.
func (b *builder) call(call *facts.Call) {
	b.argumentSecrets(call)
	b.unknownSecrets(call)
	if call.Function != nil {
		return // a function of that name in sight is not the cmdlet; its body is judged where it stands
	}
	if b.signIn(call) || b.mailCall(call) || b.settingCall(call) {
		return
	}
	switch fold(call.Name) {
	case "new-pssession", "enter-pssession", "connect-pssession", "invoke-command":
		b.session(call)
	case "get-automationconnection":
		b.runAs(call)
	case "convertto-securestring", "convertfrom-securestring":
		b.secureString(call)
	case "invoke-restmethod", "invoke-webrequest":
		b.request(call)
		b.serviceProxy(call)
	case "get-msaltoken":
		b.msalToken(call)
	case "new-webserviceproxy":
		b.serviceProxy(call)
	case "start-process":
		b.startProcess(call)
	default:
		b.nativeCall(call)
		if isExchange(call) {
			b.inv.Exchange = append(b.inv.Exchange, call)
		}
	}
}

// mentions reports whether one of the words, all mentionable, stands in the script. To make out what the objects of a script are
// takes long, and most scripts do not mention those of interest.
func (b *builder) mentions(words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		i := slices.Index(mentionable[:], w)
		return i < 0 || b.mentioned&(1<<i) != 0
	})
}

// finish sorts the lists, which were filled kind by kind, into source order.
func (b *builder) finish(o Options) {
	b.markStored()
	for _, s := range b.secrets {
		s.Entra = s.Kind == AppSecret && b.isEntra(s)
		b.inv.Secrets = append(b.inv.Secrets, s)
	}
	slices.SortStableFunc(b.inv.SignIns, func(x, y *SignIn) int { return cmp.Compare(x.At.Pos(), y.At.Pos()) })
	slices.SortStableFunc(b.inv.Mail, func(x, y *MailSend) int { return cmp.Compare(x.At.Pos(), y.At.Pos()) })
	slices.SortStableFunc(b.inv.Settings, func(x, y *TenantSetting) int { return cmp.Compare(x.At.Pos(), y.At.Pos()) })
	slices.SortFunc(b.inv.Secrets, func(x, y *Secret) int {
		return cmp.Or(cmp.Compare(x.At.Pos(), y.At.Pos()), cmp.Compare(x.At.End(), y.At.End()))
	})
	b.inv.Test = isTestFile(b.path())
	if !b.inv.IsEmpty() { // else nobody asks
		b.inv.Job = b.job(o)
	}
}

// bound returns what is bound to the parameter; nil where nothing is, or $null, or a switch that is off.
func bound(call *facts.Call, parameter string) *facts.Bound {
	if parameter == "" {
		return nil
	}
	a, ok := call.Argument(parameter)
	if !ok || a.Value().Kind == facts.Null || a.Value().Kind == facts.Bool && a.Value().Alternatives == nil && !a.Value().Truth {
		return nil
	}
	return &a
}

// firstBound returns what is bound to the first of the parameters that is bound; nil: to none.
func firstBound(call *facts.Call, parameters ...string) *facts.Bound {
	for _, p := range parameters {
		if a := bound(call, p); a != nil {
			return a
		}
	}
	return nil
}

// valueOf returns the value of a; that of nil is unknown.
func valueOf(a *facts.Bound) facts.Value {
	if a == nil {
		return facts.Value{}
	}
	return a.Value()
}

// infoOf returns the facts of the text that f is: the script, or a string of it that is executed.
func (b *builder) infoOf(f *syntax.File) *facts.Info {
	if f == b.info.File {
		return b.info
	}
	if in := embedded(b.info, f); in != nil {
		return in
	}
	return b.info
}

// embedded returns the facts of an executed string below in; nil where f is none of them.
func embedded(in *facts.Info, f *syntax.File) *facts.Info {
	for e := range in.Embedded() {
		if e.File == f {
			return e
		}
		if inner := embedded(e, f); inner != nil {
			return inner
		}
	}
	return nil
}

// sourceOf returns where the secret that a holds comes from; nil where nothing is known.
func (b *builder) sourceOf(call *facts.Call, a *facts.Bound) *facts.Source {
	if a.Value().Source != nil {
		return a.Value().Source
	}
	if a.Expr == nil {
		return nil
	}
	return b.infoOf(call.File).SourceOf(a.Expr)
}

// nameOf returns the node of the command's name, as the script has it.
func nameOf(call *facts.Call) syntax.Node { return call.At(call.Node.Elements[0]) }

// underlined returns what to underline for an argument: a default of $PSDefaultParameterValues is not written at the call, so
// the command's name stands for it.
func underlined(call *facts.Call, a facts.Bound) syntax.Node {
	if a.Default != nil || a.Node == nil {
		return nameOf(call)
	}
	return call.At(a.Node)
}

// fold returns s in lower case, as the names in this package's tables are.
func fold(s string) string { return strings.ToLower(s) }

// equalsAny reports whether s is one of the names, in any letter case.
func equalsAny(s string, names ...string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return syntax.EqualFold(n, s) })
}

// span is the range from the beginning of one node to the end of another.
func span(from, to syntax.Node) syntax.Node { return syntax.Extent{Start: from.Pos(), Stop: to.End()} }

// extentOf returns the range of n.
func extentOf(n syntax.Node) syntax.Extent { return syntax.Extent{Start: n.Pos(), Stop: n.End()} }
