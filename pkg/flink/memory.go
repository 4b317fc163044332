package flink

import "fmt"

// MemoryError says that Flink cannot divide the memory of a process, and so would not start.
type MemoryError struct {
	// Least and Most are the sizes in whole mebibytes that would do, with the same options. Zero is no limit; both zero
	// say that no size would do.
	Least, Most MemorySize

	// Reason has the figures.
	Reason string
}

// Error is the sizes and the reason.
func (e *MemoryError) Error() string { return e.Sizes() + ": " + e.Reason }

// Sizes says what the size must be.
func (e *MemoryError) Sizes() string {
	switch {
	case e.Least == 0 && e.Most == 0:
		return "must be a size that Flink can divide, and with these options there is none"
	case e.Most == 0:
		return fmt.Sprintf("must be at least %s", e.Least)
	case e.Least == 0:
		return fmt.Sprintf("must be at most %s", e.Most)
	}
	return fmt.Sprintf("must be from %s to %s", e.Least, e.Most)
}

// misfit is a size that is too small or too large for the other sizes.
type misfit struct {
	tooLarge bool
	reason   string
}

func tooSmall(format string, args ...any) *misfit {
	return &misfit{reason: fmt.Sprintf(format, args...)}
}

// outside says that a part which is what others leave over is not between its bounds.
func outside(name string, size MemorySize, b bounds) *misfit {
	most := "any size"
	if b.max != maxMemorySize {
		most = b.max.String()
	}
	return &misfit{
		tooLarge: size > b.max,
		reason:   fmt.Sprintf("the sizes that are set leave %s for %s, which must be from %s to %s", size, name, b.min, most),
	}
}

// mostMebibytes bounds the sizes that fit looks at.
const mostMebibytes = 1 << 30

// fit divides the memory of a process, and where that fails finds the sizes with which it would not: what is too small
// stays so with less, what is too large with more.
func fit(process MemorySize, divide func(process MemorySize) *misfit) error {
	bad := divide(process)
	if bad == nil {
		return nil
	}
	err := &MemoryError{Reason: bad.reason}
	least := search(func(size MemorySize) bool { bad := divide(size); return bad == nil || bad.tooLarge })
	beyond := search(func(size MemorySize) bool { bad := divide(size); return bad != nil && bad.tooLarge })
	if least < beyond {
		err.Least = least
		if beyond <= mostMebibytes*mebibyte {
			err.Most = beyond - mebibyte
		}
	}
	return err
}

// search finds the least size in whole mebibytes for which something holds that then holds for all larger ones too.
func search(holds func(MemorySize) bool) MemorySize {
	low, high := MemorySize(1), MemorySize(mostMebibytes+1)
	for low < high {
		if middle := (low + high) / 2; holds(middle * mebibyte) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low * mebibyte
}
