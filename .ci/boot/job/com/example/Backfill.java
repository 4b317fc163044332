package com.example;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Ends at once, and has none of the state of {@link Orders}. It is what a jar runs when no class is named. */
public final class Backfill {
    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(new NumberSequenceSource(0, 9), WatermarkStrategy.noWatermarks(), "backfill").uid("backfill").print();
        env.execute();
    }
}
