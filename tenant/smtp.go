package tenant

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/exolint/exolint/sheet"
)

// senderFields are the names, as [field] returns them, under which exports have the sender's address.
var senderFields = []string{"senderaddress", "sender", "senderemailaddress", "senderemail", "smtpauthclient", "client", "useraddress", "address", "mailfrom", "absenderadresse", "absender"}

// messageFields are the names under which exports have the number of messages.
var messageFields = []string{"messagessent", "numberofmessages", "totalmessages", "totalnumberofmessages", "messagecount", "messages", "total", "count", "volume",
	"numberofmessagessent", "gesendetenachrichten", "nachrichten"}

// smtpColumns are where a report has what.
type smtpColumns struct {
	sender, messages int // -1: not there
	tls              []tlsColumn
}

type tlsColumn struct {
	version string
	index   int
}

// ReadSMTP adds the export of the Exchange admin centre's report on SMTP AUTH clients. Path names it in errors.
func (u *Use) ReadSMTP(path string, r io.Reader) error {
	table, err := sheet.NewReader(r)
	if err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	columns := smtpColumnsOf(table.Header)
	if columns.sender < 0 {
		return fmt.Errorf(`reading %s: line 1: no column "Sender address" among %s; export the report "SMTP AUTH clients" of the Exchange admin center`, path, quoted(table.Header))
	}
	for {
		row, err := table.Next()
		if errors.Is(err, io.EOF) {
			u.mail = true
			return nil
		}
		if err == nil {
			err = u.addSender(columns, row, table.Line())
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", path, err)
		}
	}
}

// smtpColumnsOf finds the columns by their names.
func smtpColumnsOf(header []string) smtpColumns {
	c := smtpColumns{sender: find(header, senderFields), messages: find(header, messageFields)}
	for i, name := range header {
		if version, ok := tlsVersion(name); ok {
			c.tls = append(c.tls, tlsColumn{version, i})
		}
	}
	return c
}

// find returns the index of the first column that has one of the names, which are in order of preference; -1: none has.
func find(header, names []string) int {
	for _, name := range names {
		for i, h := range header {
			if field(h) == name {
				return i
			}
		}
	}
	return -1
}

// tlsVersion returns the version of TLS that a column is about, such as "TLS 1.2 (percentage)", "TLS1_2%" or "TLS_1_0".
func tlsVersion(name string) (string, bool) {
	rest, ok := strings.CutPrefix(field(name), "tls")
	if !ok || len(rest) < 2 || rest[0] != '1' || rest[1] < '0' || rest[1] > '3' {
		return "", false
	}
	return rest[:1] + "." + rest[1:2], true
}

// addSender adds a row of a report. Rows of one address, such as those of several days, are added up.
func (u *Use) addSender(c smtpColumns, row []string, line int) error {
	address := key(row[c.sender])
	if address == "" {
		return nil
	}
	s := u.senders[address]
	if s == nil {
		s = &Sender{Address: address, Messages: -1}
		u.senders[address] = s
	}
	if c.messages >= 0 && strings.TrimSpace(row[c.messages]) != "" {
		n, err := number(row[c.messages])
		if err != nil {
			return fmt.Errorf("line %d: %q is no number of messages", line, row[c.messages])
		}
		s.Messages = max(s.Messages, 0) + n
	}
	for _, t := range c.tls {
		s.addTLS(t.version, strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(row[t.index]), "%")))
	}
	return nil
}

// addTLS notes the share of a version of TLS, the last one that a report has.
func (s *Sender) addTLS(version, percent string) {
	if percent == "" {
		return
	}
	for i := range s.TLS {
		if s.TLS[i].Version == version {
			s.TLS[i].Percent = percent
			return
		}
	}
	s.TLS = append(s.TLS, TLSShare{version, percent})
}

// number reads a whole number with or without separators between its thousands.
func number(text string) (int64, error) {
	digits := strings.NewReplacer(",", "", ".", "", " ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "").Replace(strings.TrimSpace(text))
	n, err := strconv.ParseInt(digits, 10, 64)
	if err == nil && n < 0 {
		err = strconv.ErrRange
	}
	return n, err
}

// quoted lists names for an error, the first of them only where there are many.
func quoted(names []string) string {
	const most = 8
	var list []string
	for i, n := range names {
		if i == most {
			list = append(list, "…")
			break
		}
		list = append(list, strconv.Quote(n))
	}
	return strings.Join(list, ", ")
}
