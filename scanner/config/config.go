// Package config reads the configuration file, .exolint.yml.
//
// A file is found with [Find] and read with [Load]. Everything in it is checked: an unknown key, a value of the wrong type,
// an unknown rule or a bad pattern is a [*FileError] with its place and an excerpt. What holds for one script is in
// [Config.For]. docs/configuration.md describes every key.
package config

import (
	"cmp"
	"maps"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/exolint/exolint/scanner/source"
)

// A Config is what the configuration file says. The zero value is the configuration of a run without a file.
type Config struct {
	Path string // of the file; "" for none

	Rules   map[string]Level // by rule id; rules that are not in it keep their own severity
	Include Globs            // scripts to scan in folders; empty: all
	Exclude Globs            // files and folders to leave out

	Overrides []Override // later ones win

	CodePage      source.CodePage // of scripts that are not Unicode
	MaxSize       int64           // largest script to read, in bytes; 0: the default
	FailOn        Level           // "": not set
	MinSeverity   Level           // "": not set
	MinConfidence Confidence      // "": not set

	Replacement     Replacement
	AcceptedDomains []string // the organisation's own mail domains, in lower case
	Owner           string   // who answers for the scripts; "": not set
}

// An Override is what holds for some scripts only.
type Override struct {
	Paths Globs // never empty
	Rules map[string]Level
	Job   Job    // "": as found in the script
	Owner string // who answers for the scripts; "": not set
}

// A Replacement is what suggested code is filled in with. Fields that are "" are placeholders in it.
type Replacement struct {
	AppID                 string // application (client) id
	Organization          string // the tenant's .onmicrosoft.com domain
	CertificateThumbprint string // 40 hexadecimal digits
	CertificateFile       string // path of a .pfx file
	ManagedIdentityID     string // client id of a user-assigned managed identity
	Mail                  MailWay
	Secrets               SecretStore
	KeyVault              string // name of the key vault that secrets are read from
}

// Settings are what holds for one script.
type Settings struct {
	Rules map[string]Level // by rule id
	Job   Job
	Owner string // "": not set
}

// For returns what holds for a script. The path is slash-separated and relative to the folder of the configuration file.
func (c *Config) For(name string) Settings {
	s := Settings{Rules: c.Rules, Owner: c.Owner}
	for _, o := range c.Overrides {
		if !o.Paths.Match(name) {
			continue
		}
		if len(o.Rules) > 0 {
			merged := maps.Clone(s.Rules)
			if merged == nil {
				merged = map[string]Level{}
			}
			maps.Copy(merged, o.Rules)
			s.Rules = merged
		}
		if o.Job != "" {
			s.Job = o.Job
		}
		s.Owner = cmp.Or(o.Owner, s.Owner)
	}
	return s
}

// A Level is a rule's severity as the configuration sets it.
type Level string

// The levels.
const (
	Off     Level = "off"
	Note    Level = "note"
	Warning Level = "warning"
	Error   Level = "error"
)

// A Confidence is how likely a finding must be true.
type Confidence string

// The degrees of confidence.
const (
	Low    Confidence = "low"
	Medium Confidence = "medium"
	High   Confidence = "high"
)

// A Job is how a script is run.
type Job string

// The kinds of jobs.
const (
	HumanRun        Job = "human"
	Unattended      Job = "unattended" // outside Azure
	AzureAutomation Job = "azure-automation"
	AzureFunctions  Job = "azure-functions"
	CI              Job = "ci"
)

// A MailWay is how mail is to be sent instead.
type MailWay string

// The ways to send mail.
const (
	MailGraph MailWay = "graph" // Microsoft Graph
	MailHVE   MailWay = "hve"   // High Volume Email
	MailACS   MailWay = "acs"   // Azure Communication Services
)

// A SecretStore is where secrets are to be kept instead.
type SecretStore string

// The stores.
const (
	SecretManagement SecretStore = "secret-management" // the SecretManagement module
	KeyVault         SecretStore = "key-vault"         // Azure Key Vault
	AutomationAsset  SecretStore = "automation"        // assets of Azure Automation
	Prompt           SecretStore = "prompt"            // nowhere: ask
)

// Globs are patterns of paths, compared in any letter case. A pattern without a slash matches the name of a file or a
// folder at any depth; others match from the top. A pattern that matches a folder matches all that it holds.
type Globs []string

// ParseGlob returns the normal form of a pattern, for [Globs]. It reports false for a pattern that is not well-formed.
func ParseGlob(pattern string) (string, bool) {
	glob := strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/"))
	switch {
	case strings.HasPrefix(glob, "/"):
		glob = glob[1:]
	case !strings.Contains(glob, "/"):
		glob = "**/" + glob
	}
	return glob, pattern != "" && doublestar.ValidatePattern(glob)
}

// Match reports whether a pattern matches the slash-separated path or a folder above it.
func (g Globs) Match(name string) bool {
	for name = strings.ToLower(name); name != "." && name != "/" && name != ""; name = path.Dir(name) {
		for _, glob := range g {
			if doublestar.MatchUnvalidated(glob, name) {
				return true
			}
		}
	}
	return false
}
