package report

import "strings"

// comparison is a value of an app in all its environments.
type comparison struct {
	value
	lines   [][]string // by environment
	differs []bool     // by environment: not what more than half of those have in which the app runs
	same    bool       // wherever the app runs
}

// compared are all values that an app has anywhere.
func (a app) compared() []comparison {
	var all []comparison
	for _, v := range a.values() {
		c := comparison{value: v, lines: make([][]string, len(a.targets)), differs: make([]bool, len(a.targets))}
		count := map[string]int{}
		runs, any := 0, false
		for i, t := range a.targets {
			if t == nil {
				continue
			}
			runs++
			c.lines[i] = v.of(t)
			count[strings.Join(c.lines[i], "\n")]++
			any = any || len(c.lines[i]) > 0
		}
		if !any {
			continue
		}
		c.same = len(count) == 1
		for i, t := range a.targets {
			c.differs[i] = t != nil && 2*count[strings.Join(c.lines[i], "\n")] <= runs
		}
		all = append(all, c)
	}
	return all
}
