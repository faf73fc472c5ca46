package tenant

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/exolint/exolint/sheet"
)

// An event is a sign-in as a log has it.
type event struct {
	when        time.Time
	user        string
	application string
	client      string // "Authenticated SMTP", "Browser" and so on
	protocol    string // "ropc" and so on
	failure     string // "": it succeeded
	interactive bool
}

// ReadSignIns adds an export of Entra sign-in logs: CSV or JSON of the portal or of Microsoft Graph, interactive and
// non-interactive. Path names it in errors.
func (u *Use) ReadSignIns(path string, r io.Reader) error {
	text, err := sheet.Text(r)
	if err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	read := u.readTable
	if start := strings.TrimLeft(text, " \t\r\n"); strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[") {
		read = u.readObjects
	}
	if err := read(text, !strings.Contains(strings.ToLower(path), "noninteractive")); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	u.signIns = true
	return nil
}

// The names, as [field] returns them, under which exports have what, in order of preference.
var (
	timeFields        = []string{"dateutc", "createddatetime", "timegenerated", "timegeneratedutc", "date", "timestamp", "time", "created"}
	userFields        = []string{"username", "userprincipalname", "signinidentifier", "upn", "user", "useremail"}
	applicationFields = []string{"application", "appdisplayname", "applicationname", "app"}
	clientFields      = []string{"clientapp", "clientappused", "client"}
	protocolFields    = []string{"authenticationprotocol", "authprotocol"}
	statusFields      = []string{"status", "statuscode", "result", "resulttype"}
	codeFields        = []string{"signinerrorcode", "errorcode", "statuserrorcode", "resulttype"}
	reasonFields      = []string{"failurereason", "statusfailurereason", "resultdescription", "failure"}
	interactiveFields = []string{"isinteractive", "interactive"}
)

// readTable reads a CSV file.
func (u *Use) readTable(text string, interactive bool) error {
	table, err := sheet.NewReader(strings.NewReader(text))
	if err != nil {
		return err
	}
	user := find(table.Header, userFields)
	if user < 0 {
		return fmt.Errorf(`line 1: no column "Username" or "userPrincipalName" among %s; export the sign-in logs of Microsoft Entra ID`, quoted(table.Header))
	}
	columns := columnFinder{header: table.Header}
	for {
		row, err := table.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		columns.row = row
		u.add(columns.event(row[user], interactive))
	}
}

// A columnFinder reads the cells of a row by the names of their columns.
type columnFinder struct {
	header, row []string
}

// cell returns the cell under the first of the names; "" where there is none.
func (c columnFinder) cell(names []string) string {
	if i := find(c.header, names); i >= 0 {
		return strings.TrimSpace(c.row[i])
	}
	return ""
}

func (c columnFinder) event(user string, interactive bool) event {
	e := event{
		when: instant(c.cell(timeFields)), user: user, application: c.cell(applicationFields), client: c.cell(clientFields),
		protocol: c.cell(protocolFields), interactive: interactive,
	}
	if said := c.cell(interactiveFields); said != "" {
		e.interactive = strings.EqualFold(said, "true") || strings.EqualFold(said, "yes")
	}
	status, code := c.cell(statusFields), c.cell(codeFields)
	if !succeeded(status, code) {
		e.failure = failure(c.cell(reasonFields), code, status)
	}
	return e
}

// succeeded judges a sign-in by its status in words and its error code, of which one may be missing.
func succeeded(status, code string) bool {
	if code != "" && !strings.EqualFold(code, "none") {
		return code == "0"
	}
	return status == "" || status == "0" || strings.EqualFold(status, "success")
}

// failure says why a sign-in failed.
func failure(reason, code, status string) string {
	reason = strings.Join(strings.Fields(reason), " ")
	if strings.EqualFold(reason, "other") || strings.EqualFold(reason, "none") {
		reason = ""
	}
	switch {
	case reason != "" && code != "" && code != "0":
		return reason + " (" + code + ")"
	case reason != "":
		return reason
	case code != "" && code != "0":
		return "error " + code
	default:
		return strings.ToLower(status)
	}
}

// A signIn is a sign-in as JSON has it: in the form of Microsoft Graph and the portal, or wrapped by Azure Monitor.
type signIn struct {
	Created                time.Time `json:"createdDateTime"`
	UserPrincipalName      string    `json:"userPrincipalName"`
	SignInIdentifier       string    `json:"signInIdentifier"`
	AppDisplayName         string    `json:"appDisplayName"`
	ClientAppUsed          string    `json:"clientAppUsed"`
	AuthenticationProtocol string    `json:"authenticationProtocol"`
	IsInteractive          *bool     `json:"isInteractive"`
	Status                 struct {
		ErrorCode     json.Number `json:"errorCode"`
		FailureReason string      `json:"failureReason"`
	} `json:"status"`

	Category   string  `json:"category"` // of Azure Monitor
	Properties *signIn `json:"properties"`
}

// readObjects reads JSON: a list, an object whose "value" is the list, or objects one after the other.
func (u *Use) readObjects(text string, interactive bool) error {
	d := json.NewDecoder(bufio.NewReader(strings.NewReader(text)))
	for {
		var raw json.RawMessage
		if err := d.Decode(&raw); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return objectError(text, d.InputOffset(), err)
		}
		if err := u.addObjects(raw, interactive); err != nil {
			return err
		}
	}
}

// addObjects adds the sign-ins of one JSON value.
func (u *Use) addObjects(raw json.RawMessage, interactive bool) error {
	var list []signIn
	if raw[0] == '[' {
		if err := json.Unmarshal(raw, &list); err != nil {
			return fmt.Errorf("a sign-in has not the form that Microsoft Entra ID exports: %w", err)
		}
	} else {
		var one struct {
			signIn
			Value   *[]signIn `json:"value"`
			Records *[]signIn `json:"records"`
		}
		if err := json.Unmarshal(raw, &one); err != nil {
			return fmt.Errorf("a sign-in has not the form that Microsoft Entra ID exports: %w", err)
		}
		switch {
		case one.Value != nil:
			list = *one.Value
		case one.Records != nil:
			list = *one.Records
		default:
			list = []signIn{one.signIn}
		}
	}
	for i := range list {
		if err := u.addObject(&list[i], interactive); err != nil {
			return fmt.Errorf("sign-in %d: %w", i+1, err)
		}
	}
	return nil
}

func (u *Use) addObject(s *signIn, interactive bool) error {
	if s.Properties != nil {
		interactive = interactive && !strings.Contains(strings.ToLower(s.Category), "noninteractive")
		s = s.Properties
	}
	user := s.UserPrincipalName
	if user == "" {
		user = s.SignInIdentifier
	}
	if user == "" && s.Created.IsZero() {
		return errors.New(`it has neither "userPrincipalName" nor "createdDateTime"; export the sign-in logs of Microsoft Entra ID`)
	}
	e := event{when: s.Created, user: user, application: s.AppDisplayName, client: s.ClientAppUsed, protocol: s.AuthenticationProtocol, interactive: interactive}
	if s.IsInteractive != nil {
		e.interactive = *s.IsInteractive
	}
	if code := s.Status.ErrorCode.String(); code != "" && code != "0" {
		e.failure = failure(s.Status.FailureReason, code, "")
	}
	u.add(e)
	return nil
}

// objectError tells on which line JSON is broken.
func objectError(text string, offset int64, err error) error {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = syntax.Offset
	}
	line := 1 + strings.Count(text[:min(int(offset), len(text))], "\n")
	return fmt.Errorf("line %d: the JSON is broken: %w; export the log anew", line, err)
}

// add counts a sign-in for its account. Sign-ins of services have no user.
func (u *Use) add(e event) {
	if strings.TrimSpace(e.user) == "" {
		return
	}
	a := u.account(e.user)
	if e.failure == "" {
		a.Succeeded++
	} else {
		a.Failures[e.failure]++
	}
	if e.interactive {
		a.Interactive++
	} else {
		a.NonInteractive++
	}
	if e.application != "" {
		a.Applications[e.application]++
	}
	if e.client != "" {
		a.Clients[e.client]++
	}
	if isSMTP(e.client) {
		a.SMTP++
	}
	if isLegacy(e) {
		a.Legacy++
	}
	if !e.when.IsZero() {
		if a.First.IsZero() || e.when.Before(a.First) {
			a.First = e.when
		}
		if e.when.After(a.Last) {
			a.Last = e.when
		}
	}
}

// isSMTP reports whether the kind of client is SMTP AUTH.
func isSMTP(client string) bool {
	f := field(client)
	return f == "authenticatedsmtp" || f == "smtp"
}

// isLegacy reports whether the sign-in was with a password alone: by a protocol of before modern authentication, or by the
// resource owner's password. Microsoft lists the clients under "legacy authentication clients" in the filter of the log.
func isLegacy(e event) bool {
	switch field(e.client) {
	case "authenticatedsmtp", "smtp", "imap", "imap4", "pop", "pop3", "exchangewebservices", "exchangeonlinepowershell", "mapioverhttp", "mapi",
		"offlineaddressbook", "outlookanywhererpcoverhttp", "outlookservice", "reportingwebservices", "autodiscover", "otherclients":
		return true
	}
	return field(e.protocol) == "ropc"
}

// instant reads a time as exports write it; zero where it has another form.
func instant(text string) time.Time {
	for _, form := range []string{
		time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02",
		"1/2/2006, 3:04:05 PM", "1/2/2006 3:04:05 PM", "1/2/2006, 15:04:05", "1/2/2006 15:04:05",
		"2.1.2006, 15:04:05", "2.1.2006 15:04:05",
	} {
		if t, err := time.Parse(form, strings.TrimSpace(text)); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
