package cmdlet

import (
	_ "embed"
	"iter"
	"strings"
	"sync"

	"github.com/exolint/exolint/scanner/syntax"
)

// An Exchange is a cmdlet of Exchange Online or Security & Compliance PowerShell with what it does and needs. Roles are
// estimates: Microsoft publishes no table of them.
type Exchange struct {
	Name       string
	Category   string // of the documentation, such as "mailboxes"
	Online     bool   // it is in Exchange Online PowerShell
	Compliance bool   // it is in Security & Compliance PowerShell
	Operation  string // "read", "change", "remove", "create", "run", "enable", "disable", "add", "test", "export", "import", "restore" or "connect"
	Action     string // what it does, such as "change mailbox settings"
	ReadOnly   bool

	ManagementRoles []string // that allow it in Exchange Online; nil: not known
	LeastRoleGroup  string   // the smallest built-in role group with one of them; "": not known
	EntraRole       string   // the smallest Entra role for it; "": not known
	Evidence        []string // what the roles rest on

	// AppOnly says why it cannot be used with app-only sign-in; "" where nothing is known against it.
	AppOnly string

	Source string // URL of the documentation
	AsOf   string // day that the documentation is of, as 2026-08-21
}

//go:embed data/exchange.tsv
var exchangeRows string

var exchange = sync.OnceValue(func() map[syntax.FoldedName]func() *Exchange {
	table := make(map[syntax.FoldedName]func() *Exchange, 1024)
	for row := range rows(exchangeRows) {
		table[syntax.Fold(row[:strings.IndexByte(row, '\t')])] = sync.OnceValue(func() *Exchange { return parseExchange(row) })
	}
	return table
})

// LookupExchange returns the Exchange cmdlet of that name in any letter case, with or without a module; nil: there is none.
func LookupExchange(name string) *Exchange {
	if parse, ok := exchange()[syntax.Fold(Bare(name))]; ok {
		return parse()
	}
	return nil
}

// AllExchange yields the Exchange cmdlets in the order of their names.
func AllExchange() iter.Seq[*Exchange] {
	return func(yield func(*Exchange) bool) {
		for row := range rows(exchangeRows) {
			if !yield(LookupExchange(row[:strings.IndexByte(row, '\t')])) {
				return
			}
		}
	}
}

func parseExchange(row string) *Exchange {
	f := strings.Split(row, "\t")
	return &Exchange{
		Name:            f[0],
		Category:        f[1],
		Online:          strings.Contains(f[2], "EXO"),
		Compliance:      strings.Contains(f[2], "S&C"),
		Operation:       f[3],
		Action:          f[4],
		ReadOnly:        f[5] == "read",
		ManagementRoles: list(f[6]),
		LeastRoleGroup:  f[7],
		EntraRole:       f[8],
		Evidence:        list(f[9]),
		AppOnly:         f[10],
		Source:          f[11],
		AsOf:            f[12],
	}
}

// list splits a cell that holds several texts.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ";")
}
