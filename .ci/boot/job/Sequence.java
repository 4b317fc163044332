import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the numbers of a sequence by key in keyed state, and fails where a number is not the one that must follow those in
 * the state: a number that was lost or counted twice stops the job. It has no settings of its own: checkpoints, state
 * backend and restarts are as the cluster's configuration says.
 *
 * <p>Arguments: how many numbers, and a file. Until that file is there the numbers come slowly, about a thousand a second.
 */
public final class Sequence {
    static final long KEYS = 64;

    public static void main(String[] arguments) throws Exception {
        long numbers = Long.parseLong(arguments[0]);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        // One source: the numbers of a key come in order. Slowed down in the source's own task, so that no queue of numbers
        // stands before a checkpoint's barrier.
        env.fromSource(new NumberSequenceSource(0, numbers - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .setParallelism(1)
                .uid("numbers")
                .map(new Slow(arguments[1]))
                .setParallelism(1)
                .uid("slow")
                .keyBy(number -> number % KEYS)
                .process(new Count(numbers))
                .uid("count");
        env.execute("sequence");
    }

    static final class Slow extends RichMapFunction<Long, Long> {
        private final String file;
        private transient boolean fast;

        Slow(String file) {
            this.file = file;
        }

        @Override
        public Long map(Long number) throws Exception {
            if (!fast) {
                Thread.sleep(1);
                fast = number % 100 == 0 && Files.exists(Path.of(file));
            }
            return number;
        }
    }

    static final class Count extends KeyedProcessFunction<Long, Long, Long> {
        private final long numbers;
        private transient ValueState<Long> counted;
        private transient ValueState<Long> sum;
        private final LongMinimum first = new LongMinimum(); // of this attempt: accumulators are in no checkpoint
        private final LongCounter total = new LongCounter();
        private final LongCounter totalSum = new LongCounter();

        Count(long numbers) {
            this.numbers = numbers;
        }

        @Override
        public void open(OpenContext context) {
            counted = getRuntimeContext().getState(new ValueStateDescriptor<>("counted", Types.LONG));
            sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
            getRuntimeContext().addAccumulator("first", first);
            getRuntimeContext().addAccumulator("count", total);
            getRuntimeContext().addAccumulator("sum", totalSum);
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            long before = counted.value() == null ? 0 : counted.value();
            long must = before * KEYS + context.getCurrentKey();
            if (number != must) {
                throw new IllegalStateException("the next number must be " + must + ", not " + number);
            }
            long sumNow = (sum.value() == null ? 0 : sum.value()) + number;
            counted.update(before + 1);
            sum.update(sumNow);
            first.add(number);
            if (number + KEYS >= numbers) { // the last of this key
                total.add(before + 1);
                totalSum.add(sumNow);
            }
        }
    }
}
