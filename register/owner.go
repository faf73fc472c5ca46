package register

import "context"

// Owners finds out who answers for a script that neither its comments nor the configuration tell of. Nil fields are left out.
type Owners struct {
	Code    *CodeOwners
	History History
}

// A History knows who last changed files.
type History interface {
	// LastCommitters returns for paths who last committed a change to them. Paths that are not in the history are not in
	// the answer. With an error, the answer may be in part.
	LastCommitters(ctx context.Context, paths []string) (map[string]string, error)
}

// An owner is who answers for a script, and what says so.
type owner struct{ name, source string }

// A claim is what the configuration and a script's comments say of its owner; "" where they say nothing.
type claim struct{ configured, author string }

// of returns the owner of each script: by CODEOWNERS, else by the configuration, else by the script's author, else by who changed
// it last. The error is the history's; what else is known is returned with it.
func (o *Owners) of(ctx context.Context, claims map[string]claim) (map[string]owner, error) {
	if o == nil {
		o = new(Owners)
	}
	found := make(map[string]owner, len(claims))
	var rest []string
	for path, c := range claims {
		switch code := o.Code.Owner(path); {
		case code != "":
			found[path] = owner{code, "CODEOWNERS"}
		case c.configured != "":
			found[path] = owner{c.configured, "configuration"}
		case c.author != "":
			found[path] = owner{c.author, "author in the script"}
		default:
			rest = append(rest, path)
		}
	}
	if o.History == nil || len(rest) == 0 {
		return found, nil
	}
	committers, err := o.History.LastCommitters(ctx, rest)
	for path, name := range committers {
		found[path] = owner{name, "last committer"}
	}
	return found, err
}
