package scanner

import "testing"

func TestIsRecalled(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name       string
		attributes uint32
		want       bool
	}{
		{"an ordinary file", 0x20, false},
		{"a read-only, hidden, compressed file", 0x803, false},
		{"a placeholder that is on this machine", 0x400, false},
		{"a placeholder of OneDrive", 0x400420, true},
		{"a file that is fetched when it is opened", 0x40020, true},
		{"a file on tape", 0x1020, true},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := isRecalled(tc.attributes); got != tc.want {
				t.Errorf("isRecalled(%#x) = %v, want %v", tc.attributes, got, tc.want)
			}
		})
	}
}
