// Command exolint finds legacy sign-in to Microsoft 365 in PowerShell scripts.
package main

import (
	"context"
	"os"
	"os/signal"

	"github.com/exolint/exolint/cmd/exolint/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(cli.Main(ctx, cli.OSEnv()))
}
