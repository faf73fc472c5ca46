package inventory

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/exolint/exolint/scanner/facts"
)

// remoteHost is a host of remote PowerShell.
type remoteHost struct {
	host        string
	service     Service
	environment string
}

// remoteHosts are the hosts on which Exchange Online and Security & Compliance had remote PowerShell, with the cloud as
// Connect-ExchangeOnline -ExchangeEnvironmentName calls it.
var remoteHosts = []remoteHost{
	{"outlook.office365.com", ExchangeOnline, ""},
	{"outlook.office.com", ExchangeOnline, ""},
	{"ps.outlook.com", ExchangeOnline, ""},
	{"outlook.office365.us", ExchangeOnline, "O365USGovGCCHigh"},
	{"webmail.apps.mil", ExchangeOnline, "O365USGovDoD"},
	{"outlook.office.de", ExchangeOnline, "O365GermanyCloud"},
	{"partner.outlook.cn", ExchangeOnline, "O365China"},
	{"ps.protection.outlook.com", ExchangeOnline, ""},
	{"ps.protection.outlook.de", ExchangeOnline, "O365GermanyCloud"},
	{"ps.compliance.protection.outlook.com", SecurityCompliance, ""},
	{"ps.compliance.protection.office365.us", SecurityCompliance, "O365USGovGCCHigh"},
	{"l5.ps.compliance.protection.office365.us", SecurityCompliance, "O365USGovDoD"},
	{"compliance.dod.microsoft.com", SecurityCompliance, "O365USGovDoD"},
	{"ps.compliance.protection.partner.outlook.cn", SecurityCompliance, "O365China"},
	{"ps.compliance.protection.outlook.de", SecurityCompliance, "O365GermanyCloud"},
}

// remoteHostOf returns what host is, where it had remote PowerShell. A datacenter's own host, such as
// nam02b.ps.compliance.protection.outlook.com, counts as the one that it stands below, and pod51000psh.outlook.com as any.
func remoteHostOf(host string) (remoteHost, bool) {
	if strings.HasSuffix(host, "psh.outlook.com") {
		return remoteHost{host: host, service: ExchangeOnline}, true
	}
	for _, h := range remoteHosts {
		if host == h.host || strings.HasSuffix(host, "."+h.host) {
			return h, true
		}
	}
	return remoteHost{}, false
}

// hostOf returns the host that the address v names, in lower case; "" where it is not known. What follows the host need not be known.
func hostOf(v facts.Value) string {
	text, whole := v.Prefix()
	_, rest, ok := strings.Cut(text, "://")
	if !ok {
		rest = text
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest, whole = rest[:i], true
	}
	if !whole {
		return ""
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	return strings.ToLower(strings.Trim(withoutPort(rest), " ."))
}

// withoutPort returns an address without its port. One of IPv6 has colons itself: it stands in brackets where a port follows it.
func withoutPort(address string) string {
	if inner, ok := strings.CutPrefix(address, "["); ok {
		host, _, _ := strings.Cut(inner, "]")
		return host
	}
	host, rest, _ := strings.Cut(address, ":")
	if strings.Contains(rest, ":") {
		return address
	}
	return host
}

// isLocal reports whether every server that v can be is the machine itself.
func isLocal(v facts.Value) bool {
	for one := range v.Each() {
		host := hostOf(one)
		if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) {
			return false
		}
	}
	return true
}

// isPlaceholderHost reports whether host only holds the place of a server: a template's mark or what else no host can be
// called, a word for no server or for one, a name that is reserved for examples, or one that stands in documentation, such
// as mail.contoso.com and smtp.yourdomain.com.
func isPlaceholderHost(host string) bool {
	if isMarked(host) || !isHostName(host) || isNoServer(host) || isNoAddress(host) || isHostWord(host) {
		return true
	}
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return false
	}
	switch last := len(labels) - 1; labels[last] {
	case "example", "invalid":
		return true
	case "local", "lan", "internal", "corp", "intranet":
		return false // whatever it is called, it is a server of the organisation's own
	default:
		return labels[0] == "your" || isMadeUp(labels) || slices.ContainsFunc(labels[min(1, last-1):last], isPlaceholderDomain)
	}
}

// isHostName reports whether host has no characters that neither names nor addresses have.
func isHostName(host string) bool {
	return !strings.ContainsFunc(host, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-._:[]", r)
	})
}

// isNoServer reports whether text says that there is no server, as the default of a parameter does that a script compares
// with it before it sends.
func isNoServer(text string) bool {
	switch fold(strings.TrimSpace(text)) {
	case "none", "null", "nil", "n/a", "na", "n.a.", "n.a", "undefined", "unset", "tbd", "todo", "changeme", "change-me", "change_me":
		return true
	}
	return strings.Trim(text, "-._ ") == "" || strings.Trim(text, digits) == "" // a number is none either
}

// isPlaceholderDomain reports whether a part of a host's name stands for an organisation's.
func isPlaceholderDomain(label string) bool {
	switch label {
	case "you", "xyz", "example", "domain", "company", "contoso", "fabrikam", "adatum", "northwindtraders", "tailspintoys", "wingtiptoys", "litware", "litwareinc", "treyresearch", "woodgrovebank":
		return true
	}
	return strings.HasPrefix(label, "your") || len(label) > 1 && strings.Trim(label, "x") == "" || someDomain.MatchString(label) ||
		len(label) > len("server") && strings.Contains(label, "server") && isHostWord(label)
}

// isMadeUp reports whether the labels are those of a host of a domain that is called as anyone calls one, such as mail.server.com.
func isMadeUp(labels []string) bool {
	switch labels[len(labels)-2] {
	case "server", "test", "acme", "foo", "foobar":
		return len(labels) <= 3
	}
	return false
}

var (
	// someDomain matches a part of a host's name that stands for somebody's domain.
	someDomain = regexp.MustCompile(`^(my|our|some|any|the)-?(company|domain|organi[sz]ation|org|business|firm|tenant)(-?name)?$|^(company|domain)-?name$`)
	// hostWords matches the words that speak of a mail server, one after the other.
	hostWords = regexp.MustCompile(`^(your|my|our|some|any|the|nasz|twoj|ihr|votre|sua|smtp|e?mail|exchange|office|o?365|online|server|servidor|serveur|serwer|host|relay|gateway|address|name|fqdn|dns|ip|or|of|here)+$`)
	// placeWords matches those by which they are the words for a server, and not the name that somebody gave to one.
	placeWords = regexp.MustCompile(`^(your|my|our|some|any|the|nasz|twoj|ihr|votre|sua)|server|servidor|serveur|serwer|(address|name|fqdn|ip|here)$`)
)

// isHostWord reports whether host is made of the words for a mail server, such as SmtpServer, your-mail-host and
// SMTPServerAddress. A word that is short enough for the name of a host, such as mail and smtprelay, is none.
func isHostWord(host string) bool {
	words := strings.Map(func(r rune) rune {
		if strings.ContainsRune("-_.", r) {
			return -1
		}
		return r
	}, fold(host))
	return hostWords.MatchString(words) && placeWords.MatchString(words)
}

// isNoAddress reports whether host has the form of an address that no server has: one of a whole network, or one with an x
// in the place of a number.
func isNoAddress(host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsUnspecified() || ip == netip.AddrFrom4([4]byte{255, 255, 255, 255})
	}
	labels := strings.Split(host, ".")
	return len(labels) == 4 && strings.ContainsRune(host, 'x') && !slices.ContainsFunc(labels, func(label string) bool { return strings.Trim(label, digits+"x") != "" })
}

// isIdentityHost reports whether host issues tokens for the Microsoft identity platform.
func isIdentityHost(host string) bool {
	switch host {
	case "login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "login.microsoftonline.us", "login.microsoftonline.de",
		"login.chinacloudapi.cn", "login.partner.microsoftonline.cn", "sts.windows.net", "login-us.microsoftonline.com":
		return true
	}
	return false
}

// microsoftDomains are the domains under which Microsoft 365 and Azure answer.
var microsoftDomains = []string{
	"office365.com", "office.com", "outlook.com", "microsoft.com", "microsoftonline.com", "sharepoint.com", "office365.us", "sharepoint.us",
	"windows.net", "azure.com", "azure.net", "powerbi.com", "dynamics.com", "microsoft.us", "partner.outlook.cn", "visualstudio.com",
}

// isMicrosoftHost reports whether host is one of Microsoft's cloud services.
func isMicrosoftHost(host string) bool {
	for _, d := range microsoftDomains {
		if host == d || strings.HasSuffix(host, "."+d) {
			return true
		}
	}
	return false
}

// isDevOpsHost reports whether host is Azure DevOps, which takes a personal access token in a Basic header.
func isDevOpsHost(host string) bool {
	return host == "azure.com" || host == "dev.azure.com" || strings.HasSuffix(host, ".dev.azure.com") || strings.HasSuffix(host, ".visualstudio.com")
}

// decoded returns a form's text with its percent signs resolved; as written where they do not resolve.
func decoded(text string) string {
	if d, err := url.QueryUnescape(text); err == nil {
		return d
	}
	return text
}
