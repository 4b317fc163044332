package flink

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// Version is a version of Flink. The zero Version is none.
type Version struct {
	Major, Minor, Patch int
}

// Oldest and Newest bound the minor versions that this package knows.
var (
	Oldest = Version{Major: 1, Minor: 16}
	Newest = Version{Major: 2, Minor: 2}
)

// minors are the minor versions that this package knows, the oldest first.
var minors = []Version{
	{Major: 1, Minor: 16}, v117, {Major: 1, Minor: 18}, v119, v120, v200, v210, {Major: 2, Minor: 2},
}

// Minors are the minor versions that this package knows, the oldest first.
func Minors() []Version { return slices.Clone(minors) }

// Versions from which on something is so that no option shows.
var (
	v117 = Version{Major: 1, Minor: 17}
	v119 = Version{Major: 1, Minor: 19}
	v120 = Version{Major: 1, Minor: 20}
	v200 = Version{Major: 2}
	v210 = Version{Major: 2, Minor: 1}
)

// minorVersion reads a minor version such as 1.20.
func minorVersion(s string) Version {
	major, minor, _ := strings.Cut(s, ".")
	return Version{Major: number(major), Minor: number(minor)}
}

// MinorString is the version without its patch, such as 1.20.
func (v Version) MinorString() string { return strconv.Itoa(v.Major) + "." + strconv.Itoa(v.Minor) }

// lastOfMajor is the last minor version of each major version that has ended.
var lastOfMajor = map[int]int{1: 20}

var versionPattern = lazyregexp.Remembering(`^(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})$`)

// ParseVersion reads a full version such as 1.20.3.
func ParseVersion(s string) (Version, error) {
	m := versionPattern.FindStringSubmatch(s)
	if m == nil {
		return Version{}, fmt.Errorf("must be a full Flink version, such as 1.20.3, not %q", s)
	}
	v := Version{Major: number(m[1]), Minor: number(m[2]), Patch: number(m[3])}
	last, ended := lastOfMajor[v.Major]
	if !v.AtLeast(Oldest) || v.minor().after(Newest) || ended && v.Minor > last {
		return Version{}, fmt.Errorf("must be a Flink version from %d.%d to %d.%d, not %q",
			Oldest.Major, Oldest.Minor, Newest.Major, Newest.Minor, s)
	}
	return v, nil
}

// number reads digits that versionPattern has bounded.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// String is the full version, such as 1.20.3.
func (v Version) String() string {
	text := make([]byte, 0, 16)
	text = append(strconv.AppendInt(text, int64(v.Major), 10), '.')
	text = append(strconv.AppendInt(text, int64(v.Minor), 10), '.')
	return string(strconv.AppendInt(text, int64(v.Patch), 10))
}

// IsZero reports whether v is no version.
func (v Version) IsZero() bool { return v == Version{} }

// AtLeast reports whether v is the minor version of other or a later one; patches do not count.
func (v Version) AtLeast(other Version) bool { return !other.minor().after(v.minor()) }

// Earlier returns the one of v and other whose minor version is the earlier, v when they are the same.
func (v Version) Earlier(other Version) Version {
	if v.minor().after(other.minor()) {
		return other
	}
	return v
}

func (v Version) minor() Version { return Version{Major: v.Major, Minor: v.Minor} }

func (v Version) after(other Version) bool {
	if v.Major != other.Major {
		return v.Major > other.Major
	}
	if v.Minor != other.Minor {
		return v.Minor > other.Minor
	}
	return v.Patch > other.Patch
}
