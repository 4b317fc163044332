package boot

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// process is a program that runs until it is killed. It does not outlive the test, nor the test's own process.
type process struct {
	name    string
	output  string // what it printed
	command *exec.Cmd
	ended   chan struct{}
}

// start starts a program with nothing but the given environment, and PATH.
func start(t *testing.T, name, folder string, environment []string, arguments ...string) *process {
	t.Helper()
	p := &process{name: name, output: filepath.Join(folder, name+".out"), ended: make(chan struct{})}
	output, err := os.Create(p.output)
	if err != nil {
		t.Fatal(err)
	}
	p.command = exec.Command(arguments[0], arguments[1:]...)
	p.command.Dir = folder
	p.command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + folder}, environment...)
	p.command.Stdout, p.command.Stderr = output, output
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // Pdeathsig is about the thread that starts a process
		defer runtime.UnlockOSThread()
		defer close(p.ended)
		defer output.Close()
		err := p.command.Start()
		started <- err
		if err == nil {
			_ = p.command.Wait()
		}
	}()
	if err := <-started; err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	return p
}

// kill is kill -9, and waits for the end. What has ended already it leaves alone.
func (p *process) kill() {
	select {
	case <-p.ended:
	default:
		_ = syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL)
		<-p.ended
	}
}

func (p *process) hasEnded() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// tail is the end of a file, for the message of a test that fails.
func tail(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(string(text), "\n")
	return strings.Join(lines[max(0, len(lines)-60):], "\n")
}
