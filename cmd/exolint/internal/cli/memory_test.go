package cli

import "testing"

func TestMemoryLimit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		env     map[string]string
		jobs    int
		scripts int
		want    int64
	}{
		{"one script", nil, 2, 1, 76<<20 + 2750},
		{"many scripts", nil, 16, 100_000, 300<<20 + 275_000_000},
		{"a limit of its own", map[string]string{"GOMEMLIMIT": "1GiB"}, 2, 1, 0},
		{"collection of its own", map[string]string{"GOGC": "200"}, 2, 1, 0},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := memoryLimit(func(name string) string { return tc.env[name] }, tc.jobs, tc.scripts); got != tc.want {
				t.Errorf("got %d, want %d", got, tc.want)
			}
		})
	}
}
