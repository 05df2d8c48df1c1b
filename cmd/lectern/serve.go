package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"

	"lectern/content/site"
	"lectern/web/server"
)

const defaultAddr = "127.0.0.1:8080"

func newServeCommand() *cobra.Command {
	var addr, dist, baseURL string
	var noWatch, drafts bool
	cmd := &cobra.Command{
		Use:   "serve [DIR]",
		Short: "Build a folder and serve it, watching for changes",
		Long: `Serve makes the site of a folder and serves it. A file that is saved is on its
page at once, and open pages reload by themselves.

With --site it serves a site that "lectern build" wrote; when that is built
again, the new one is served without a restart.

When the usual port is taken the next free one is used; with --addr serve says
which is free and stops.`,
		Example: `  lectern serve
  lectern serve articles --addr 127.0.0.1:9000
  lectern serve --site dist --addr 0.0.0.0:80`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			built := cmd.Flags().Changed("site")
			for _, flag := range []string{"base-url", "drafts", "no-watch"} {
				if built && cmd.Flags().Changed(flag) {
					return usageError{fmt.Errorf("--%s is for a folder of articles, not for a built site", flag)}
				}
			}
			switch {
			case built && len(args) > 0:
				return usageError{errors.New("serve: give either a folder of articles or --site")}
			case built && dist == "":
				return usageError{errors.New("--site: name a built site")}
			}
			var err error
			if baseURL, err = checkBaseURL(baseURL); err != nil {
				return err
			}
			listener, err := listen(addr, cmd.Flags().Changed("addr"), cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			defer listener.Close()
			if built {
				return serveSite(cmd, listener, dist)
			}
			src, err := openSource(args)
			if err != nil {
				return err
			}
			return serveFolder(cmd, listener, src, baseURL, drafts, !noWatch && src.dir != "")
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&addr, "addr", defaultAddr, "address to listen on")
	flags.StringVar(&dist, "site", "", "serve this built site instead of a folder of articles")
	flags.StringVar(&baseURL, "base-url", "", `address of the site, "https://host/path/", or only its path`)
	flags.BoolVar(&noWatch, "no-watch", false, "do not look for changes")
	flags.BoolVar(&drafts, "drafts", false, "include drafts, and articles whose time is to come")
	return cmd
}

// listen listens on addr. A taken port is said: a port the user named ends the
// command, the usual one gives way to the next that is free.
func listen(addr string, named bool, out io.Writer) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err == nil {
		return l, nil
	}
	if !errors.Is(err, syscall.EADDRINUSE) {
		return nil, usageError{fmt.Errorf("--addr %s: %w", addr, err)}
	}
	free, freeErr := nextFree(addr)
	if freeErr != nil {
		return nil, fmt.Errorf("%s is taken: %w", addr, err)
	}
	if named {
		defer free.Close()
		return nil, fmt.Errorf("%s is taken by another program; %s is free", addr, free.Addr())
	}
	fmt.Fprintf(out, "%s is taken by another program; using %s\n", addr, free.Addr())
	return free, nil
}

// nextFree listens on the first free port after addr's, of the next hundred.
func nextFree(addr string) (net.Listener, error) {
	host, portText, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	port, err := strconv.Atoi(portText)
	if err != nil {
		return nil, err
	}
	for next := port + 1; next <= min(port+100, 65535); next++ {
		if l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(next))); err == nil {
			return l, nil
		}
	}
	return nil, errors.New("no free port near it")
}

// serveSite serves a built site.
func serveSite(cmd *cobra.Command, listener net.Listener, dist string) error {
	if !site.Made(dist) {
		return usageError{fmt.Errorf("--site %s: not a site that lectern built", dist)}
	}
	srv, err := server.New(server.Options{Dir: dist, Log: newLogger(cmd)})
	if err != nil {
		return usageError{fmt.Errorf("--site %s: %w", dist, err)}
	}
	announce(cmd.OutOrStdout(), dist, listener, srv.Base())
	return srv.Serve(cmd.Context(), listener)
}

// serveFolder makes the site of a folder in a temporary one, serves that, and
// makes it anew when files change.
func serveFolder(cmd *cobra.Command, listener net.Listener, src source, baseURL string, drafts, watched bool) error {
	ctx, log := cmd.Context(), newLogger(cmd)
	if addr := listener.Addr().(*net.TCPAddr); baseURL == "" && !addr.IP.IsUnspecified() {
		baseURL = "http://" + addr.String() + "/"
	}
	dir, err := os.MkdirTemp("", "lectern-")
	if err != nil {
		return fmt.Errorf("make a folder for the site: %w", err)
	}
	defer os.RemoveAll(dir)
	folder, err := site.OpenDir(dir)
	if err != nil {
		return err
	}
	defer folder.Close()

	bar := newProgress(cmd.ErrOrStderr(), "reading")
	var srv *server.Server // none while the site is made for the first time
	m, err := newMaker(src, makeOptions{
		baseURL: baseURL, drafts: drafts, live: watched, cards: cardFolder(), progress: bar.update,
		written: func(paths []string) {
			if srv != nil && len(paths) > 0 {
				srv.Reload(paths...)
			}
		},
	})
	if err != nil {
		return err
	}
	first, err := m.make(ctx, folder)
	bar.finish()
	if err != nil {
		return err
	}
	report(cmd.ErrOrStderr(), first)

	if srv, err = server.New(server.Options{Root: folder.Root(), Live: watched, Log: log}); err != nil {
		return err
	}
	announce(cmd.OutOrStdout(), src.String(), listener, srv.Base())
	if watched {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		go func() {
			if err := remake(ctx, m, src, folder, cmd.ErrOrStderr(), log); err != nil && ctx.Err() == nil {
				log.Error("changes are no longer seen; start lectern again", slog.Any("error", err))
			}
		}()
	}
	return srv.Serve(ctx, listener)
}

// cardFolder is where pictures of titles are kept from one start to the next; ""
// where the system has no place for such files.
func cardFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "lectern", "cards")
}

// announce says what is served where: the last line before readers come.
func announce(out io.Writer, what string, listener net.Listener, base string) {
	addr := listener.Addr().(*net.TCPAddr)
	host := addr.IP.String()
	if addr.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	fmt.Fprintf(out, "Serving %s at http://%s%s\nPress Ctrl-C to stop.\n", what, net.JoinHostPort(host, strconv.Itoa(addr.Port)), base)
}
