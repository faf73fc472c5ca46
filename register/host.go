package register

import (
	"strings"

	"github.com/exolint/exolint/scanner/inventory"
)

// hostOf says where a script runs, and what shows it.
func hostOf(job inventory.Job) (host, evidence string) {
	switch job.Kind {
	case inventory.AzureAutomation:
		return "Azure Automation", job.Evidence
	case inventory.AzureFunctions:
		return "Azure Functions", job.Evidence
	case inventory.CI:
		return pipelineOf(job.Evidence), job.Evidence
	case inventory.HumanRun:
		return "a person's session", job.Evidence
	case inventory.Unattended:
		return "scheduled task or service", job.Evidence
	}
	return Unknown, ""
}

// pipelineOf names the system that a mark of it belongs to.
func pipelineOf(evidence string) string {
	mark := strings.ToUpper(evidence)
	for _, system := range []struct{ mark, name string }{
		{"GITHUB", "GitHub Actions"}, {"TF_BUILD", "Azure Pipelines"}, {"SYSTEM_ACCESSTOKEN", "Azure Pipelines"}, {"BUILD_", "Azure Pipelines"}, {"AGENT_", "Azure Pipelines"},
		{"AZURE", "Azure Pipelines"}, {"GITLAB", "GitLab CI"}, {"JENKINS", "Jenkins"}, {"APPVEYOR", "AppVeyor"}, {"TEAMCITY", "TeamCity"}, {"BITBUCKET", "Bitbucket Pipelines"},
	} {
		if strings.Contains(mark, system.mark) {
			return system.name
		}
	}
	return "CI system"
}

// hostOfSignIn says where a script must run for a sign-in to work at all, where nothing else in it says where it runs.
func hostOfSignIn(s *inventory.SignIn) (host, evidence string) {
	switch s.Method {
	case inventory.Interactive, inventory.Device:
		return "a person's session", "interactive sign-in"
	case inventory.ManagedIdentity:
		return "Azure resource with a managed identity", "managed identity"
	case inventory.Certificate, inventory.ClientSecret, inventory.Federated:
		return "unattended", "app-only sign-in"
	case inventory.RunAs:
		return "Azure Automation", "Run As connection"
	}
	return Unknown, ""
}
