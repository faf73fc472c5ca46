// Package rules is the list of the rules.
package rules

import (
	"github.com/exolint/exolint/rules/exchange"
	"github.com/exolint/exolint/rules/mail"
	"github.com/exolint/exolint/rules/reading"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/rules/secrets"
	"github.com/exolint/exolint/rules/services"
	"github.com/exolint/exolint/rules/tenant"
)

// All returns the rules in the order of their ids. Each call makes them anew.
func All() []*rule.Rule {
	return []*rule.Rule{
		reading.SyntaxError(),
		reading.BadSuppression(),
		reading.ExpiredException(),
		exchange.ConnectCredential(),
		exchange.RemotePowerShell(),
		exchange.RetiredExchangeModule(),
		exchange.PasswordGrant(),
		exchange.AppOnlyBlocked(),
		exchange.BrokenModernConnect(),
		services.ServiceCredential(),
		services.RetiredServiceModule(),
		mail.MailMessage(),
		mail.SMTPClient(),
		mail.SMTPPassword(),
		mail.EWSPassword(),
		secrets.PlaintextSecureString(),
		secrets.PlaintextCredential(),
		secrets.PasswordLiteral(),
		secrets.PasswordFile(),
		secrets.BasicHeader(),
		secrets.AppSecretLiteral(),
		tenant.MailboxSMTPAuth(),
		tenant.TenantSMTPAuth(),
		tenant.PolicyBasicAuth(),
	}
}
