package diagnostic

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
)

// maxQuoted is how much of a user's value an error repeats.
const maxQuoted = 80

// Quote is the user's value as an error repeats it: in quotes, on one line, cut
// where it is long, and with stars in the place of a credential.
func Quote(value string) string {
	value = credential.Mask(value)
	if len(value) <= maxQuoted {
		return invisible.Escape(strconv.Quote(value))
	}
	cut := maxQuoted
	for cut > 0 && !utf8.RuneStart(value[cut]) {
		cut--
	}
	return invisible.Escape(strconv.Quote(value[:cut] + "..."))
}

// OneOf says that the value must be one of the allowed ones, and which of them
// the user may have meant. The allowed values, at least one, are named in the
// order given.
func OneOf(value string, allowed []string) string {
	message := "must be "
	if len(allowed) > 1 {
		message += "one of "
	}
	message += strings.Join(allowed, ", ") + ", not " + Quote(value)
	if near := Suggest(value, allowed); near != "" {
		message += ": did you mean " + Quote(near) + "?"
	}
	return message
}

// Suggest is the allowed value nearest to the given one, the first of equally
// near ones; empty if none is near enough to have been meant.
func Suggest(value string, allowed []string) string {
	nearest, least := "", 3
	for _, candidate := range allowed {
		if d := distance(value, candidate); d < least {
			nearest, least = candidate, d
		}
	}
	return nearest
}

// far is what distance gives for two values that nobody mixes up.
const far = 1 << 30

// distance is the Levenshtein distance of two values, upper and lower case
// being equal. In short values only one letter may differ, and never all.
func distance(a, b string) int {
	limit := 2
	if max(len(a), len(b)) < 5 {
		limit = 1
	}
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return far
	}
	a, b = strings.ToLower(a), strings.ToLower(b)
	var short [64]int
	row := short[:0]
	for j := range len(b) + 1 {
		row = append(row, j)
	}
	for i := range len(a) { // only where both have about as many letters behind them: elsewhere the distance is above the limit
		from, to := max(0, i-limit), min(len(b), i+limit+1)
		diagonal := row[from]
		row[from] = min(i+1, limit+1)
		least := row[from]
		for j := from; j < to; j++ {
			substitute := diagonal
			if a[i] != b[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitute, diagonal+1, row[j]+1)
			least = min(least, row[j+1])
		}
		if least > limit {
			return far
		}
	}
	d := row[len(b)]
	if d > limit || d >= min(len(a), len(b)) {
		return far
	}
	return d
}

// Reason is why something could not be done with a file, such as "permission denied", without the names of the system call
// and of the file.
func Reason(err error) string {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
