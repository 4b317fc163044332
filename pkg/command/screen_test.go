package command

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// shared is a buffer for two goroutines.
type shared struct {
	mutex sync.Mutex
	bytes.Buffer
}

func (s *shared) Write(text []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.Buffer.Write(text)
}

func TestProgressIsShownOfARunThatTakesLongAndGoesAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &shared{}
		p := &progress{w: out, stop: make(chan struct{})}
		p.run(time.Second)
		p.at("reading the specs")
		time.Sleep(999 * time.Millisecond)
		if out.Len() > 0 {
			t.Errorf("nothing must be shown in the first second, not %q", out.String())
		}
		p.at("writing deploy")
		time.Sleep(2 * time.Second)
		synctest.Wait()
		p.end()
		shown := out.String()
		for _, want := range []string{"\r\x1b[Kwriting deploy, 1 s", "\r\x1b[Kwriting deploy, 2 s"} {
			if !strings.Contains(shown, want) {
				t.Errorf("must show %q: %q", want, shown)
			}
		}
		if strings.Contains(shown, "reading") || strings.Contains(shown, "\n") || !strings.HasSuffix(shown, "\r\x1b[K") {
			t.Errorf("must be one line, which goes away: %q", shown)
		}
	})
}

func TestProgressIsOnlyForTerminals(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	read, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	defer pipe.Close()
	if isTerminal(null) || isTerminal(pipe) || isTerminal(&bytes.Buffer{}) {
		t.Error("/dev/null, a pipe and a buffer must not be taken for terminals")
	}
}
