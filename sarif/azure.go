package sarif

// AzureBuild says which job of Azure Pipelines runs the tool. GitHub Advanced Security for Azure DevOps refuses a
// file that does not.
type AzureBuild struct {
	// DefinitionID and DefinitionName are the number and the name of the pipeline.
	DefinitionID, DefinitionName string
	// PhaseID is a GUID.
	PhaseID, PhaseName string
}

// AzureBuildFrom returns the build that the environment variables of Azure Pipelines tell of, or nil if there is none.
func AzureBuildFrom(getenv func(string) string) *AzureBuild {
	if getenv("TF_BUILD") == "" {
		return nil
	}
	return &AzureBuild{
		DefinitionID:   getenv("SYSTEM_DEFINITIONID"),
		DefinitionName: getenv("BUILD_DEFINITIONNAME"),
		PhaseID:        getenv("SYSTEM_PHASEID"),
		PhaseName:      getenv("SYSTEM_PHASENAME"),
	}
}
