package site

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange puts the folder temp where target is, and target where temp was, in
// one step. Some file systems cannot; there it takes two.
func exchange(temp, target string) error {
	err := unix.Renameat2(unix.AT_FDCWD, temp, unix.AT_FDCWD, target, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		return exchangeByRenames(temp, target)
	}
	return err
}

// lockFolder takes a folder for this process; the system gives it back when
// the process ends. The error says that another one has it.
func lockFolder(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
