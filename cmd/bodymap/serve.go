package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"bodymap/cmd/internal/site"
)

func runServe(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := fs.String("addr", "localhost:8080", "host:port to listen on")
	dir := fs.String("dir", defaultSite, "folder of the built page")
	atlas := fs.String("atlas", os.Getenv("ATLAS"), "a .glb to offer by its name (default $ATLAS)")
	if _, err := parse(fs, args); err != nil {
		return err
	}
	handler, err := site.Handler(*dir, *atlas)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return fmt.Errorf("serve: %w; choose another address with ADDR=host:port", err)
	}
	fmt.Fprintf(out, "Bodymap is at http://%s/  (Ctrl+C stops it)\n", listener.Addr())
	for _, m := range site.Models(*atlas) {
		fmt.Fprintf(out, "  atlas %-6s http://%s/?atlas=%s\n", m, listener.Addr(), m)
	}
	return listen(listener, handler)
}

// listen serves until the process is interrupted.
func listen(l net.Listener, h http.Handler) error {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
