package rewrite

// A Need is something that must exist for an edited script to work.
type Need string

// The needs, each an item of a checklist.
const (
	NeedApp            Need = "An app registration in Microsoft Entra ID in the tenant that the script works in"
	NeedCertificate    Need = "A certificate whose public part is uploaded to the app registration; made with -KeySpec KeyExchange, because CNG keys are not supported, and present with its private key where the script runs"
	NeedManageAsApp    Need = "The application permission Office 365 Exchange Online > Exchange.ManageAsApp, with admin consent, for the app or the managed identity"
	NeedExchangeRole   Need = "A role for the app's or the identity's service principal: a Microsoft Entra role such as Exchange Administrator, or a role group of its own with New-ServicePrincipal and Add-RoleGroupMember"
	NeedComplianceRole Need = "A Microsoft Entra role for the app's service principal in Security & Compliance, such as Compliance Administrator"
	NeedIdentity       Need = "A managed identity on the Azure resource that runs the script (Automation account, function app or virtual machine)"
	NeedModule         Need = "The module ExchangeOnlineManagement 3.0.0 or later where the script runs"
	NeedMailSend       Need = "The permission to send: Application Mail.Send by RBAC for Applications, limited to the sender's mailbox, or Microsoft Graph > Mail.Send"
	NeedMailScope      Need = "The delegated permission Microsoft Graph > Mail.Send, and Send As on the sender's mailbox where it is not the signed-in person's own"
	NeedGraphModule    Need = "The modules Microsoft.Graph.Authentication and Microsoft.Graph.Users.Actions where the script runs"
	NeedHVE            Need = "A High Volume Email account, whose user name and password the script passes"
	NeedACS            Need = "An Azure Communication Services resource with a verified domain, and an Entra app whose secret the script passes as password"
	NeedServiceRole    Need = "The roles or permissions in the service that the signed-in user had, for the app or the identity"
	NeedVault          Need = "The secret in a SecretManagement vault that is registered for the account that runs the script"
	NeedKeyVault       Need = "The secret in Azure Key Vault, a sign-in to Azure before it is read, and the right to get secrets"
	NeedVariable       Need = "The secret among the pipeline's secrets, handed to the script as an environment variable"
	NeedAsset          Need = "The credential asset in the Automation account"
)

// Checklist returns the needs of all changes that have edits, each once, in the order of their first appearance.
func Checklist(changes []*Change) []Need {
	var list []Need
	seen := map[Need]bool{}
	for _, c := range changes {
		if len(c.Edits) == 0 {
			continue
		}
		for _, n := range c.Needs {
			if !seen[n] {
				seen[n] = true
				list = append(list, n)
			}
		}
	}
	return list
}
