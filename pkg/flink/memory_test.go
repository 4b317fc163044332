package flink_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

const m = flink.MemorySize(1 << 20)

var (
	flink116 = flink.Version{Major: 1, Minor: 16}
	flink120 = flink.Version{Major: 1, Minor: 20}
)

func TestTaskManagerMemoryIsDividedAsFlinkDoes(t *testing.T) {
	for _, tt := range []struct {
		process                 flink.MemorySize
		taskHeap, managed, netw flink.MemorySize
	}{
		{982, 0, 213, 64},
		{1024, 26, 230, 64},
		{1728, 384, 512, 128},
		{2048, 538, 635, 159},
		{4096, 1459, 1372, 343},
		{8192, 3302, 2847, 712},
	} {
		got, err := flink.DivideTaskManagerMemory(tt.process*m, nil, flink120)
		if err != nil {
			t.Errorf("%dm: %v", tt.process, err)
			continue
		}
		rounded := [3]flink.MemorySize{nearest(got.TaskHeap), nearest(got.Managed), nearest(got.Network)}
		want := [3]flink.MemorySize{tt.taskHeap, tt.managed, tt.netw}
		for i := range want {
			if d := rounded[i] - want[i]; d < -1 || d > 1 {
				t.Errorf("%dm: task heap, managed, network are %v, must be %v", tt.process, rounded, want)
			}
		}
		all := got.FrameworkHeap + got.TaskHeap + got.FrameworkOffHeap + got.TaskOffHeap + got.Managed + got.Network + got.Metaspace + got.Overhead
		if all != tt.process*m {
			t.Errorf("%dm: the parts sum up to %s", tt.process, all)
		}
	}
}

func nearest(size flink.MemorySize) flink.MemorySize { return (size + m/2) / m }

func TestNetworkMemoryHasNoLimitSince117(t *testing.T) {
	before, err := flink.DivideTaskManagerMemory(20480*m, nil, flink116)
	if err != nil || before.Network != 1024*m {
		t.Errorf("Flink 1.16: network memory is %s, must be 1024m (error %v)", before.Network, err)
	}
	since, err := flink.DivideTaskManagerMemory(20480*m, nil, flink120)
	if err != nil || since.Network <= 1024*m {
		t.Errorf("Flink 1.20: network memory is %s, must be more than 1024m (error %v)", since.Network, err)
	}
}

func TestJobManagerMemoryIsDividedAsFlinkDoes(t *testing.T) {
	for _, tt := range []struct{ process, heap flink.MemorySize }{{577, 1}, {703, 127}, {1024, 448}, {1600, 1024}, {2048, 1459}} {
		got, err := flink.DivideJobManagerMemory(tt.process*m, nil, flink120)
		if err != nil || nearest(got.Heap) != tt.heap {
			t.Errorf("%dm: the heap is %s, must be %dm (error %v)", tt.process, got.Heap, tt.heap, err)
		}
	}
}

func TestJobManagerOffHeapMemoryIsWhatTheHeapLeavesOfTheTotal(t *testing.T) {
	got, err := flink.DivideJobManagerMemory(2048*m, map[string]string{"jobmanager.memory.heap.size": "1g", "jobmanager.memory.flink.size": "1280m"}, flink120)
	want := flink.JobManagerMemory{Heap: 1024 * m, OffHeap: 256 * m, Metaspace: 256 * m, Overhead: 512 * m}
	if err != nil || got != want {
		t.Errorf("the division is %v, must be %v (error %v)", got, want, err)
	}
	for _, tt := range []struct {
		name, heap, offHeap, flink, message string
	}{
		{"all of it is heap", "1g", "", "1g", ""},
		{"no heap, and off-heap memory is all", "0", "128m", "128m", ""},
		{"the sum", "1g", "256m", "1280m", ""},
		{"not the sum", "1g", "128m", "1280m", `must be 1152m, the sum of the heap, 1024m, and the off-heap memory, 128m, not "1280m"`},
		{"less than the heap", "1g", "", "1023m", `must be at least the heap, 1024m, not "1023m"`},
		{"no heap left", "", "", "128m", `must be more than the off-heap memory, 128m, not "128m"`},
	} {
		configuration := map[string]string{"jobmanager.memory.flink.size": tt.flink, "jobmanager.memory.jvm-overhead.max": "4g"}
		for key, value := range map[string]string{"jobmanager.memory.heap.size": tt.heap, "jobmanager.memory.off-heap.size": tt.offHeap} {
			if value != "" {
				configuration[key] = value
			}
		}
		_, err := flink.DivideJobManagerMemory(2048*m, configuration, flink120)
		message := ""
		var refused *flink.OptionError
		if errors.As(err, &refused) {
			message = refused.Message
		}
		if message != tt.message || err != nil && message == "" {
			t.Errorf("%s: the error is %v, must be %q", tt.name, err, tt.message)
		}
	}
}

func TestSizesThatCannotStartAreRefusedWithTheOnesThatCan(t *testing.T) {
	jobManager := func(process flink.MemorySize, c map[string]string) error {
		_, err := flink.DivideJobManagerMemory(process, c, flink120)
		return err
	}
	taskManager := func(v flink.Version) func(flink.MemorySize, map[string]string) error {
		return func(process flink.MemorySize, c map[string]string) error {
			_, err := flink.DivideTaskManagerMemory(process, c, v)
			return err
		}
	}
	for _, tt := range []struct {
		name          string
		divide        func(flink.MemorySize, map[string]string) error
		process       flink.MemorySize
		configuration map[string]string
		least, most   flink.MemorySize
	}{
		{"job manager", jobManager, 576, nil, 577, 0},
		{"job manager smaller than the JVM's own", jobManager, 100, nil, 577, 0},
		{"job manager with more metaspace", jobManager, 600, map[string]string{"jobmanager.memory.jvm-metaspace.size": "512m"}, 833, 0},
		{"job manager with a heap", jobManager, 1024, map[string]string{"jobmanager.memory.heap.size": "1g"}, 1600, 2432},
		{"job manager with a heap, too large", jobManager, 4096, map[string]string{"jobmanager.memory.heap.size": "1g"}, 1600, 2432},
		{"job manager with a total", jobManager, 4096, map[string]string{"jobmanager.memory.flink.size": "1g"}, 1472, 2304},
		{"task manager", taskManager(flink120), 981, nil, 982, 0},
		{"task manager smaller than the JVM's own", taskManager(flink120), 300, nil, 982, 0},
		{"task manager without managed memory", taskManager(flink120), 767,
			map[string]string{"taskmanager.memory.managed.fraction": "0"}, 768, 0},
		{"task manager with a managed size", taskManager(flink120), 1024, map[string]string{"taskmanager.memory.managed.size": "1g"}, 1871, 0},
		{"task manager with a deprecated managed size", taskManager(flink120), 1024, map[string]string{"taskmanager.memory.size": "1g"}, 1871, 0},
		{"task manager with both sizes", taskManager(flink120), 8192,
			map[string]string{"taskmanager.memory.task.heap.size": "1g", "taskmanager.memory.managed.size": "1g"}, 3009, 3840},
		{"task manager with a total", taskManager(flink120), 8192, map[string]string{"taskmanager.memory.flink.size": "2g"}, 2496, 3328},
		{"task manager with a heap and bounded network memory", taskManager(flink116), 65536,
			map[string]string{"taskmanager.memory.task.heap.size": "1g"}, 2774, 4551},
		{"task manager with a network minimum", taskManager(flink120), 1024, map[string]string{"taskmanager.memory.network.min": "512mb"}, 1729, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.divide(tt.process*m, tt.configuration)
			var refused *flink.MemoryError
			if !errors.As(err, &refused) {
				t.Fatalf("the error must be about the size of the process: %v", err)
			}
			if refused.Least != tt.least*m || refused.Most != tt.most*m {
				t.Errorf("the sizes are from %s to %s, must be from %dm to %dm: %v", refused.Least, refused.Most, tt.least, tt.most, err)
			}
			for _, process := range []flink.MemorySize{refused.Least, max(refused.Least, refused.Most)} {
				if err := tt.divide(process, tt.configuration); err != nil {
					t.Errorf("%s is said to do: %v", process, err)
				}
			}
			if tt.divide(refused.Least-m, tt.configuration) == nil {
				t.Errorf("less than %s is said not to do", refused.Least)
			}
		})
	}
}

func TestOptionsThatContradictOneAnotherAreNamed(t *testing.T) {
	for _, tt := range []struct {
		name          string
		configuration map[string]string
		want          flink.OptionError
	}{
		{"fraction of one", map[string]string{"taskmanager.memory.managed.fraction": "1.0"}, flink.OptionError{
			Key: "taskmanager.memory.managed.fraction", Message: `must be a number from 0 to less than 1, such as 0.4, not "1.0"`,
		}},
		{"minimum above the default maximum", map[string]string{"taskmanager.memory.jvm-overhead.min": "2g"}, flink.OptionError{
			Key: "taskmanager.memory.jvm-overhead.min", Message: `must be at most 1024m, which taskmanager.memory.jvm-overhead.max is, not "2g"`,
		}},
		{"maximum below the default minimum", map[string]string{"taskmanager.network.memory.max": "32mb"}, flink.OptionError{
			Key: "taskmanager.network.memory.max", Message: `must be at least 64m, which taskmanager.memory.network.min is, not "32mb"`,
		}},
		{"parts larger than the total", map[string]string{"taskmanager.memory.flink.size": "300m"}, flink.OptionError{
			Key: "taskmanager.memory.flink.size",
			Message: `must be a size that its parts fill, not "300m": framework heap 128m, framework off-heap 128m, managed memory 120m, ` +
				`network memory 64m are needed, and 300m is left for them`,
		}},
		{"more than there is", map[string]string{"taskmanager.memory.task.off-heap.size": "8000000tb"}, flink.OptionError{
			Key: "taskmanager.memory.task.off-heap.size", Message: `must be less than 1024tb, not "8000000tb"`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := flink.DivideTaskManagerMemory(4096*m, tt.configuration, flink120)
			var refused *flink.OptionError
			if !errors.As(err, &refused) {
				t.Fatalf("the error must be about an option: %v", err)
			}
			if diff := cmp.Diff(tt.want, *refused); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOptionsOfTheTimeBeforeTheMemoryModelAreReadAsFlinkDoes(t *testing.T) {
	flink200 := flink.Version{Major: 2}
	jobManager := func(v flink.Version, configuration map[string]string) (flink.MemorySize, error) {
		got, err := flink.DivideJobManagerMemory(2048*m, configuration, v)
		return got.Heap, err
	}
	network := func(v flink.Version, configuration map[string]string) (flink.MemorySize, error) {
		got, err := flink.DivideTaskManagerMemory(4096*m, configuration, v)
		return got.Network, err
	}
	for _, tt := range []struct {
		name    string
		read    func(flink.Version, map[string]string) (flink.MemorySize, error)
		version flink.Version
		options map[string]string
		want    flink.MemorySize // in mebibytes
		message string
	}{
		{"heap", jobManager, flink120, map[string]string{"jobmanager.heap.size": "1200m"}, 1200, ""},
		{"heap in mebibytes", jobManager, flink120, map[string]string{"jobmanager.heap.mb": "1200"}, 1200, ""},
		{"the size before the mebibytes", jobManager, flink120, map[string]string{"jobmanager.heap.mb": "1", "jobmanager.heap.size": "1200m"}, 1200, ""},
		{"the option of the model before both", jobManager, flink120,
			map[string]string{"jobmanager.heap.size": "1", "jobmanager.memory.heap.size": "1200m"}, 1200, ""},
		{"heap that does not fit", jobManager, flink120, map[string]string{"jobmanager.heap.size": "128m"}, 0,
			"must be from 704m to 1536m: the sizes that are set leave 1536m for JVM overhead, which must be from 192m to 1024m"},
		{"heap that is no number", jobManager, flink120, map[string]string{"jobmanager.heap.mb": "1g"}, 0,
			`jobmanager.heap.mb: must be a whole number from 0 to 2147483647, not "1g"`},
		{"heap that Flink 2 does not read", jobManager, flink200, map[string]string{"jobmanager.heap.size": "128m"}, 1459, ""},
		{"buffers", network, flink120, map[string]string{"taskmanager.network.numberOfBuffers": "8192"}, 256, ""},
		{"buffers of a size", network, flink120,
			map[string]string{"taskmanager.network.numberOfBuffers": "8192", "taskmanager.memory.segment-size": "64kb"}, 512, ""},
		{"buffers beside a range", network, flink120,
			map[string]string{"taskmanager.network.numberOfBuffers": "8192", "taskmanager.memory.network.max": "100m"}, 100, ""},
		{"buffers that Flink 2 does not read", network, flink200, map[string]string{"taskmanager.network.numberOfBuffers": "8192"}, 343, ""},
		{"buffers of no size", network, flink120,
			map[string]string{"taskmanager.network.numberOfBuffers": "8192", "taskmanager.memory.segment-size": "48kb"}, 0,
			`taskmanager.memory.segment-size: must be a power of two from 4kb to 1gb, not "48kb"`},
		{"heap of a TaskManager", network, flink120, map[string]string{"taskmanager.heap.size": "1g"}, 0,
			"taskmanager.heap.size: must not be set beside the memory of the process: Flink takes it for the total of Flink in standalone mode " +
				"and ignores it in native mode; set taskmanager.memory.flink.size"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.read(tt.version, tt.options)
			message := ""
			if err != nil {
				message = err.Error()
			}
			if message != tt.message || err == nil && nearest(got) != tt.want {
				t.Errorf("the size is %s, must be %dm; the error is %q, must be %q", got, tt.want, message, tt.message)
			}
		})
	}
}

func TestProcessWithoutASizeIsTheSumOfItsParts(t *testing.T) {
	jobManager, err := flink.DivideJobManagerMemory(0, map[string]string{"jobmanager.memory.heap.size": "1g"}, flink120)
	if err != nil || jobManager.TotalProcess() != 1600*m {
		t.Errorf("the JobManager has %s, must have 1600m (error %v)", jobManager.TotalProcess(), err)
	}
	taskManager, err := flink.DivideTaskManagerMemory(0, map[string]string{"taskmanager.memory.flink.size": "1280m"}, flink120)
	if err != nil || taskManager.TotalProcess() != 1728*m {
		t.Errorf("the TaskManager has %s, must have 1728m (error %v)", taskManager.TotalProcess(), err)
	}
	_, err = flink.DivideTaskManagerMemory(0, map[string]string{"taskmanager.memory.managed.size": "1g"}, flink120)
	want := "taskmanager.memory.process.size: must be set, or taskmanager.memory.flink.size, or both taskmanager.memory.task.heap.size and " +
		"taskmanager.memory.managed.size: a TaskManager has no size of its own"
	if err == nil || err.Error() != want {
		t.Errorf("the error is %v, must be %q", err, want)
	}
}

func TestNoLimitMayBeWrittenAsTheLargestNumber(t *testing.T) {
	configuration := map[string]string{"taskmanager.memory.network.max": "9223372036854775807b", "taskmanager.memory.network.fraction": "0.999999"}
	configuration["taskmanager.memory.task.heap.size"], configuration["taskmanager.memory.managed.size"] = "1g", "1g"
	if _, err := flink.DivideTaskManagerMemory(4096*m, configuration, flink120); err == nil {
		t.Error("network memory of that fraction must not fit")
	}
}

func BenchmarkDivideTaskManagerMemory(b *testing.B) {
	configuration := map[string]string{"taskmanager.memory.managed.fraction": "0.2", "taskmanager.memory.network.max": "512mb"}
	for b.Loop() {
		if _, err := flink.DivideTaskManagerMemory(8192*m, configuration, flink120); err != nil {
			b.Fatal(err)
		}
	}
}
