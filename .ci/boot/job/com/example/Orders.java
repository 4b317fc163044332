package com.example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
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
 * backend, restarts and the job's name are as the configuration says. It has the name that the reviewed objects call, takes
 * any arguments, and shows them as its global parameters.
 *
 * <p>Environment variables: NUMBERS is how many numbers. RELEASE is a file: until it is there the numbers come slowly, about
 * a thousand a second.
 */
public final class Orders {
    static final long KEYS = 64;

    public static void main(String[] arguments) throws Exception {
        long numbers = Long.parseLong(System.getenv("NUMBERS"));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.getConfig().setGlobalJobParameters(new Shown(String.join(" ", arguments)));
        // One source: the numbers of a key come in order. Slowed down in the source's own task, so that no queue of numbers
        // stands before a checkpoint's barrier.
        env.fromSource(new NumberSequenceSource(0, numbers - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .setParallelism(1)
                .uid("numbers")
                .map(new Slow())
                .setParallelism(1)
                .uid("slow")
                .keyBy(number -> number % KEYS)
                .process(new Count(numbers))
                .uid("count");
        env.execute();
    }

    static final class Shown extends ExecutionConfig.GlobalJobParameters {
        private final String arguments;

        Shown(String arguments) {
            this.arguments = arguments;
        }

        @Override
        public Map<String, String> toMap() {
            return Map.of("arguments", arguments);
        }
    }

    static final class Slow extends RichMapFunction<Long, Long> {
        private transient boolean fast;

        @Override
        public Long map(Long number) throws Exception {
            if (!fast) {
                Thread.sleep(1);
                fast = number % 100 == 0 && Files.exists(Path.of(System.getenv("RELEASE")));
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
