// Package fix turns findings into reviewed edits: it plans them, checks that the edited script is sound, shows them as a
// diff, and writes them. No other package writes users' files.
package fix
