package cli

import (
	"context"
	"fmt"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/exolint/exolint/report"
)

// release is the version that is being worked on. A build from a tag bears the tag's.
const release = "0.1.0"

// versionCommand prints the version.
type versionCommand struct{}

func (*versionCommand) run(_ context.Context, env *Env) int {
	info, _ := debug.ReadBuildInfo()
	if _, err := fmt.Fprintln(env.Stdout, describeBuild(info)); err != nil {
		return env.fail(exitUsage, err)
	}
	return exitOK
}

// tool says which program this is.
func tool() report.Tool {
	info, _ := debug.ReadBuildInfo()
	return report.Tool{
		Name:     "exolint",
		FullName: "exolint, a linter for legacy sign-in to Microsoft 365",
		Version:  versionOf(info),
		URL:      "https://github.com/exolint/exolint",
	}
}

// pseudoVersion is how the Go command calls a commit without a tag.
var pseudoVersion = regexp.MustCompile(`[-.]\d{14}-[0-9a-f]{12}`)

// versionOf returns the version of a build without its v: that of its tag, if it has one, else the one being worked on.
func versionOf(info *debug.BuildInfo) string {
	if info == nil {
		return release
	}
	v := strings.TrimPrefix(info.Main.Version, "v")
	if v == "" || v == "(devel)" || pseudoVersion.MatchString(v) {
		return release
	}
	return strings.TrimSuffix(v, "+dirty")
}

// describeBuild returns the version with what is known of the build.
func describeBuild(info *debug.BuildInfo) string {
	parts := []string{"exolint " + versionOf(info)}
	if info == nil {
		return parts[0]
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		revision = revision[:min(12, len(revision))]
		if settings["vcs.modified"] == "true" {
			revision += ", modified"
		}
		parts = append(parts, "commit "+revision)
	}
	if t := settings["vcs.time"]; t != "" {
		parts = append(parts, "of "+t)
	}
	return strings.Join(append(parts, info.GoVersion), ", ")
}
