package cli

import (
	"runtime/debug"
	"testing"
)

func TestVersionOf(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, version, want string }{
		{"a tag", "v1.2.3", "1.2.3"},
		{"a tag of a release candidate", "v1.2.3-rc.1", "1.2.3-rc.1"},
		{"a tag with changes on top", "v1.2.3+dirty", "1.2.3"},
		{"a commit without a tag", "v0.0.0-20261123134916-1819bf3f7979", release},
		{"a commit after a tag", "v1.2.4-0.20261123134916-1819bf3f7979", release},
		{"not known", "(devel)", release},
		{"nothing", "", release},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := versionOf(&debug.BuildInfo{Main: debug.Module{Version: tc.version}}); got != tc.want {
				t.Errorf("versionOf(%q) = %q, want %q", tc.version, got, tc.want)
			}
		})
	}
	if got := versionOf(nil); got != release {
		t.Errorf("versionOf(nil) = %q, want %q", got, release)
	}
}

func TestDescribeBuild(t *testing.T) {
	t.Parallel()
	info := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.time", Value: "2026-11-24T05:43:00Z"}, {Key: "vcs.modified", Value: "true"},
	}}
	if got, want := describeBuild(info), "exolint 1.2.3, commit 0123456789ab, modified, of 2026-11-24T05:43:00Z, go1.26.8"; got != want {
		t.Errorf("describeBuild = %q, want %q", got, want)
	}
	if got, want := describeBuild(nil), "exolint "+release; got != want {
		t.Errorf("describeBuild(nil) = %q, want %q", got, want)
	}
}
