import java.util.List;

/**
 * An option as one class of one jar declares it.
 *
 * @param fallbackValue the default as Flink writes it in a configuration; null where there is none, or where it depends on the machine
 * @param deprecated whether the field or its class is marked as such
 */
record Found(
        String jar, String className, String key, String type, String fallbackValue, boolean deprecated,
        List<String> deprecatedKeys, List<String> fallbackKeys) {}
