package register

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// Options say what is known of an organisation besides its scripts.
type Options struct {
	// Domains are the organisation's own mail domains, in lower case.
	Domains []string
	// Owners finds out who answers for a script; nil: only its comments are asked.
	Owners *Owners
}

// A Collector gathers the rows of a run. Its methods may be called by several goroutines at once.
type Collector struct {
	o Options

	mu      sync.Mutex
	scripts []*script
}

// NewCollector returns a collector.
func NewCollector(o Options) *Collector { return &Collector{o: o} }

// A script is what the collector keeps of one: text and places, but no trees.
type script struct {
	file       *report.File
	claim      claim
	unattached string // what it does with Exchange, where it signs in nowhere
	automation []*draft
	mail       []*draft
}

// A draft is a row, with the places that findings about it stand at.
type draft struct {
	row     *Row
	service inventory.Service
	spans   []report.Span
	lines   []int
}

// A Script is what the collector is shown of one.
type Script struct {
	File      *report.File
	Facts     *facts.Info
	Inventory *inventory.Inventory
	Owner     string // as configured; "": not
}

// Add adds what is known of a script, which need not be valid after that but for the file.
func (c *Collector) Add(s Script) {
	b := &builder{script: &script{file: s.File, claim: claim{configured: s.Owner}}, info: s.Facts, inv: s.Inventory, domains: c.o.Domains}
	b.build()
	if len(b.script.automation) == 0 && len(b.script.mail) == 0 && b.script.unattached == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.scripts = append(c.scripts, b.script)
}

// Register makes the register of all that was added, with the findings that the report has of it. Paths in it are as the report
// shows them. The error tells why owners may be missing; the register is complete but for them.
func (c *Collector) Register(ctx context.Context, r *report.Report) (*Register, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	slices.SortFunc(c.scripts, func(a, b *script) int { return strings.Compare(a.file.Path, b.file.Path) })
	g := &Register{
		Automation: &Table{Title: "Automation register", Columns: automationColumns()},
		SMTP:       &Table{Title: "SMTP register", Columns: smtpColumns()},
		AsOf:       r.Started,
		Tool:       r.Tool,
	}
	findings := byFile(r)
	for _, s := range c.scripts {
		if s.unattached != "" {
			g.Unattached = append(g.Unattached, Unattached{s.file.Path, s.unattached})
		}
		g.Automation.Rows = append(g.Automation.Rows, s.rows(s.automation, findings[s.file])...)
		g.SMTP.Rows = append(g.SMTP.Rows, s.rows(s.mail, findings[s.file])...)
	}
	err := c.own(ctx, g, r)
	g.mask(r)
	for _, t := range g.Tables() {
		t.sort()
	}
	g.identify()
	return g, err
}

func byFile(r *report.Report) map[*report.File][]*report.Finding {
	files := make(map[*report.File][]*report.Finding)
	for i := range r.Findings {
		f := &r.Findings[i]
		files[f.Primary.File] = append(files[f.Primary.File], f)
	}
	return files
}

// rows finishes the rows of a script.
func (s *script) rows(drafts []*draft, findings []*report.Finding) []*Row {
	var rows []*Row
	for _, d := range drafts {
		d.row.Cells[Evidence] = lines(s.file.Path, d.lines)
		for _, f := range findings {
			if f.Baseline != report.Absent && d.concerns(f) {
				d.row.Findings = append(d.row.Findings, f)
			}
		}
		d.row.settle()
		rows = append(rows, d.row)
	}
	return rows
}

// concerns reports whether the finding stands at one of the draft's places.
func (d *draft) concerns(f *report.Finding) bool {
	return slices.ContainsFunc(d.spans, func(s report.Span) bool { return f.Primary.Start < s.End && s.Start < f.Primary.End })
}

// own fills in the owners.
func (c *Collector) own(ctx context.Context, g *Register, r *report.Report) error {
	claims := make(map[string]claim)
	rooted := make(map[string]string) // by the path that is shown
	for _, s := range c.scripts {
		root, _ := r.RootPath(s.file)
		rooted[s.file.Path] = root
		claims[root] = s.claim
	}
	owners, err := c.o.Owners.of(ctx, claims)
	for _, t := range g.Tables() {
		for _, row := range t.Rows {
			own := owners[rooted[row.Path]]
			row.Cells[Owner], row.Cells[OwnerSource] = own.name, own.source
		}
	}
	return err
}

// mask takes the report's secrets out of the cells that hold a script's own text. Names of files are shown as they are.
func (g *Register) mask(rep *report.Report) {
	m, files := report.NewMasker(rep), make(map[string]*report.File)
	for _, f := range rep.Files {
		files[f.Path] = f
	}
	for _, t := range g.Tables() {
		for _, r := range t.Rows {
			for _, c := range []Column{Owner, Credential, Account, HostEvidence, Sender, Endpoint} {
				r.Cells[c] = m.TextIn(files[r.Path], r.Cells[c])
			}
		}
	}
}

// A builder makes the rows of one script.
type builder struct {
	script  *script
	info    *facts.Info
	inv     *inventory.Inventory
	domains []string
}

func (b *builder) build() {
	b.script.claim.author = authorOf(b.info.File)
	for _, s := range b.inv.SignIns {
		b.signIn(s)
	}
	b.mix()
	cmdlets := exchangeCmdlets(b.info)
	attached := false
	for _, d := range b.script.automation {
		attached = attached || isExchange(d.service)
		b.describe(d, of(d.service, cmdlets))
	}
	if !attached {
		b.script.unattached = actionsText(cmdlets)
	}
	for _, m := range b.inv.Mail {
		own := *m // what is added to it here is the register's alone
		b.mail(&own)
	}
}

// describe fills in what the script does in the service, and what that needs.
func (b *builder) describe(d *draft, cmdlets []*cmdlet.Exchange) {
	switch {
	case !isExchange(d.service) && d.service != inventory.EWS:
		d.row.Cells[Actions] = "none"
	case d.service == inventory.EWS:
		d.row.Cells[Actions] = "items in mailboxes, by Exchange Web Services"
	case len(cmdlets) == 0:
		d.row.Cells[Actions] = Unknown + ": no Exchange cmdlet in this script"
	default:
		d.row.Cells[Actions], d.row.Cells[Cmdlets], d.row.Cells[Roles] = actionsText(cmdlets), namesOf(cmdlets), rolesText(cmdlets)
	}
}

// signIn adds a sign-in to the row of those that are like it, or as a new row.
func (b *builder) signIn(s *inventory.SignIn) {
	auth := authOf(s)
	d := b.like(s.Service, auth)
	if d == nil {
		d = &draft{service: s.Service, row: &Row{Path: b.script.file.Path, Cells: map[Column]string{
			ScriptPath: b.script.file.Path, Service: string(s.Service), Auth: auth, State: stateOf(s), Replacement: replacementOf(b.inv, s),
		}}}
		host, evidence := hostOf(b.inv.Job)
		if host == Unknown {
			host, evidence = hostOfSignIn(s)
		}
		d.row.Cells[Host], d.row.Cells[HostEvidence] = host, evidence
		b.script.automation = append(b.script.automation, d)
	}
	d.credential(s.Credential)
	b.mark(d, s.At)
	if s.Call != nil {
		b.mark(d, s.Call.At(s.Call.Node))
	}
	b.markSource(d, s.Credential)
	d.lines = append(d.lines, b.line(s.At))
}

// like returns the draft of sign-ins to that service in that way; nil: there is none.
func (b *builder) like(service inventory.Service, auth string) *draft {
	for _, d := range b.script.automation {
		if d.service == service && d.row.Get(Auth) == auth {
			return d
		}
	}
	return nil
}

// mix gives rows of a service that the script signs in to in both ways the state that says so.
func (b *builder) mix() {
	states := make(map[inventory.Service]map[string]bool)
	for _, d := range b.script.automation {
		if states[d.service] == nil {
			states[d.service] = make(map[string]bool)
		}
		states[d.service][d.row.Get(State)] = true
	}
	for _, d := range b.script.automation {
		if states[d.service][Legacy] && states[d.service][Modern] {
			d.row.Cells[State] = Mixed
		}
	}
}

// credential adds where a credential comes from, and whose it is.
func (d *draft) credential(s *facts.Source) {
	d.row.Cells[Credential] = joined(d.row.Get(Credential), credentialText(s))
	for _, name := range accountsOf(s) {
		d.row.Cells[Account] = joined(d.row.Get(Account), name)
		d.row.addresses = append(d.row.addresses, strings.ToLower(name))
	}
	if s != nil && len(d.row.addresses) == 0 {
		d.row.undecided = cmp.Or(strings.TrimPrefix(because(s.UserName), Unknown+": "), "the account is not in the script")
	}
}

// joined adds a text to a list of texts, unless it is empty or in it.
func joined(list, text string) string {
	switch {
	case list == "":
		return text
	case text == "" || slices.Contains(strings.Split(list, "; "), text):
		return list
	default:
		return list + "; " + text
	}
}

// mark adds a place of the script at which findings concern the draft.
func (b *builder) mark(d *draft, n syntax.Node) {
	if n == nil || !b.info.Owns(n) {
		return
	}
	f := b.info.File
	d.spans = append(d.spans, report.Span{File: b.script.file, Start: f.Offset(n.Pos()), End: f.Offset(n.End())})
}

// markSource adds the places that a credential comes from.
func (b *builder) markSource(d *draft, s *facts.Source) {
	if s == nil {
		return
	}
	b.mark(d, s.Node)
	for _, step := range s.Trail {
		b.mark(d, step.At)
	}
	if s.Password != nil {
		b.mark(d, s.Password.Origin)
	}
}

// line returns the number of the line on which n begins.
func (b *builder) line(n syntax.Node) int {
	if n == nil || !b.info.Owns(n) {
		return 1
	}
	return b.script.file.Source.Position(b.info.File.Offset(n.Pos())).Line
}

// mail adds a mail send to the rows of its senders.
func (b *builder) mail(m *inventory.MailSend) {
	b.complete(m)
	senders := senderOf(m)
	if len(senders) == 0 {
		senders = []string{because(m.From)}
	}
	for _, sender := range senders {
		b.mailFrom(m, sender)
	}
}

// mailFrom adds a mail send of one sender.
func (b *builder) mailFrom(m *inventory.MailSend, sender string) {
	recipients := recipientsOf(m, b.domains)
	cells := map[Column]string{
		Sender: sender, Workload: workloadText(b.script.file.Path, m), Auth: mailAuth(m), Endpoint: endpointText(m), Recipients: recipients,
		Volume: Unknown, Option: mailOption(m, recipients), State: mailState(m),
	}
	i := slices.IndexFunc(b.script.mail, func(d *draft) bool {
		return d.row.Get(Sender) == sender && d.row.Get(Workload) == cells[Workload] && d.row.Get(Auth) == cells[Auth] && d.row.Get(Endpoint) == cells[Endpoint]
	})
	if i < 0 {
		i = len(b.script.mail)
		cells[Host], _ = hostOf(b.inv.Job)
		if cells[Host] == Unknown && m.Credential != nil && m.Credential.Kind == facts.SourcePrompt {
			cells[Host] = "a person's session"
		}
		b.script.mail = append(b.script.mail, &draft{row: &Row{Path: b.script.file.Path, Cells: cells}})
	}
	d := b.script.mail[i]
	d.widen(cells)
	d.credential(m.Credential)
	if strings.Contains(sender, "@") {
		d.row.addresses = append(d.row.addresses, sender)
	} else {
		d.row.undecided = cmp.Or(strings.TrimPrefix(sender, Unknown+": "), "the sender is not in the script")
	}
	b.mark(d, m.At)
	if m.Call != nil {
		b.mark(d, m.Call.At(m.Call.Node))
	}
	if m.Construct != nil {
		b.mark(d, m.Construct.At(m.Construct.Node))
	}
	b.markSource(d, m.Credential)
	d.lines = append(d.lines, b.line(m.At))
}

// widen makes a row's recipients those of another mail send too.
func (d *draft) widen(cells map[Column]string) {
	was, is := d.row.Get(Recipients), cells[Recipients]
	switch {
	case was == is || was == "mixed":
		return
	case strings.HasPrefix(was, Unknown):
		return
	case strings.HasPrefix(is, Unknown):
		d.row.Cells[Recipients] = is
	default:
		d.row.Cells[Recipients] = "mixed"
	}
	d.row.Cells[Option] = cells[Option]
}

// complete finds the sender and the recipients of a System.Net.Mail.SmtpClient, which has neither: they stand in the message, or in
// the arguments of Send.
func (b *builder) complete(m *inventory.MailSend) {
	if m.API != inventory.SmtpClient || len(m.Recipients) > 0 {
		return
	}
	if m.Construct != nil {
		for _, v := range m.Construct.Invocations {
			if strings.EqualFold(v.Name, "Send") && len(v.Arguments) == 4 {
				m.From, m.Recipients = v.Arguments[0].Value, []facts.Value{v.Arguments[1].Value}
				return
			}
		}
	}
	messages := slices.Collect(b.info.Constructs("MailMessage"))
	if len(messages) != 1 {
		return
	}
	message := messages[0]
	if len(message.Arguments) >= 2 {
		m.From, m.Recipients = message.Arguments[0].Value, []facts.Value{message.Arguments[1].Value}
	}
	if p, ok := message.Property("From"); ok {
		m.From = p.Value
	}
}

// Paths returns the paths of the scripts that have rows, in order.
func (g *Register) Paths() []string {
	paths := make(map[string]bool)
	for _, t := range g.Tables() {
		for _, r := range t.Present() {
			if r.Path != "" {
				paths[r.Path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(paths))
}

// Figures count the rows of a table by state, and how many of them the scripts decide.
type Figures struct {
	Rows  int
	State map[string]int
	Gone  int
}

// Figures returns the figures of the table.
func (t *Table) Figures() Figures {
	f := Figures{State: make(map[string]int)}
	for _, r := range t.Rows {
		if r.Gone() {
			f.Gone++
			continue
		}
		f.Rows++
		f.State[r.Get(State)]++
	}
	return f
}

// String says the figures in a line: "12 rows: 7 legacy, 1 mixed, 4 modern".
func (f Figures) String() string {
	text := fmt.Sprintf("%d rows", f.Rows)
	if f.Rows == 1 {
		text = "1 row"
	}
	var parts []string
	for _, s := range []string{Legacy, Mixed, Undecided, Elsewhere, Modern} {
		if n := f.State[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, ", ")
	}
	if f.Gone > 0 {
		text += fmt.Sprintf("; %d gone", f.Gone)
	}
	return text
}
