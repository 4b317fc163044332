package operator

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// dailyPattern is a time of each day, such as 20:00-22:00.
var dailyPattern = lazyregexp.New(`^([0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)-([0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)$`)

// checkExcludedPeriods checks the list of times at which the autoscaler scales nothing.
func checkExcludedPeriods(value string) error {
	periods, err := flink.ParseList(value)
	for _, period := range periods {
		if !isExcludedPeriod(period) {
			err = fmt.Errorf("must be daily periods or cron expressions of 6 or 7 fields, such as 09:00-17:30, not %s", diagnostic.Quote(value))
		}
	}
	return err
}

// isExcludedPeriod reports whether the autoscaler takes a text for a time at which it scales nothing: a time of each
// day, a cron expression of Quartz, or one of each.
func isExcludedPeriod(text string) bool {
	first, second, both := strings.Cut(text, "&&")
	first, second = strings.TrimSpace(first), strings.TrimSpace(second)
	if !both {
		return isDaily(first) || isCron(first)
	}
	return isDaily(first) && isCron(second) || isCron(first) && isDaily(second)
}

func isDaily(text string) bool {
	match := dailyPattern.FindStringSubmatch(text)
	if match == nil {
		return false
	}
	from, ok := secondOfDay(match[1])
	to, ok2 := secondOfDay(match[3])
	return ok && ok2 && from < to
}

func secondOfDay(text string) (second int, ok bool) {
	limits := []int{24, 60, 60}
	for i, part := range strings.Split(text, ":") {
		n, err := strconv.Atoi(part)
		if err != nil || n >= limits[i] {
			return 0, false
		}
		second = second*60 + n
	}
	if strings.Count(text, ":") == 1 {
		second *= 60
	}
	return second, true
}

var (
	lastDayPattern = lazyregexp.New(`^(L(-[0-9]+)?W?|LW|[0-9]{1,2}W)$`)
	weekdayPattern = lazyregexp.New(`^(L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5]))$`)
	stepPattern    = lazyregexp.New(`^(\*|[0-9A-Z]+(-[0-9A-Z]+)?)(/([0-9]+))?$`)
)

// isCron reports whether a text is a cron expression of Quartz: seconds first, a year that may be left out, and a
// question mark for the day of the month or of the week.
func isCron(text string) bool {
	fields := strings.Fields(strings.ToUpper(text))
	if len(fields) != 6 && len(fields) != 7 || (fields[3] == "?") == (fields[5] == "?") {
		return false
	}
	for i, field := range fields {
		if field == "?" {
			if i != 3 && i != 5 {
				return false
			}
			continue
		}
		for _, part := range strings.Split(field, ",") {
			if !isCronPart(i, part) {
				return false
			}
		}
	}
	return true
}

func isCronPart(i int, part string) bool {
	ranges := [][2]int{{0, 59}, {0, 59}, {0, 23}, {1, 31}, {1, 12}, {1, 7}, {1970, 2099}}
	names := map[int]string{4: "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", 5: "SUN MON TUE WED THU FRI SAT"}
	if i == 3 && lastDayPattern.MatchString(part) || i == 5 && weekdayPattern.MatchString(part) {
		return true
	}
	match := stepPattern.FindStringSubmatch(part)
	if match == nil {
		return false
	}
	if match[1] == "*" {
		return true
	}
	for _, value := range strings.Split(match[1], "-") {
		n, err := strconv.Atoi(value)
		switch {
		case err == nil && ranges[i][0] <= n && n <= ranges[i][1]:
		case err != nil && len(value) == 3 && strings.Contains(names[i], value):
		default:
			return false
		}
	}
	return true
}
