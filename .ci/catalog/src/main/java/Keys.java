import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which keys of those that classes declare are options of a cluster, and how they are written. */
final class Keys {
    private Keys() {}

    /** Keys before which Flink puts a prefix that the class does not say. */
    private static final Map<String, List<String>> PREFIXES = Map.of(
            "InfluxdbReporterOptions", List.of("metrics.reporter.<name>."),
            "OpenTelemetryReporterOptions", List.of("metrics.reporter.<name>.", "traces.reporter.<name>."),
            "PrometheusPushGatewayReporterOptions", List.of("metrics.reporter.<name>."),
            "SqlGatewayRestOptions", List.of("sql-gateway.endpoint.rest."));

    /** Options of one table, catalog, module, format or hint, which stand in SQL, and of one task, which Flink sets itself. */
    private static final Set<String> OTHERS = Set.of(
            "ArrowTableSourceOptions", "CommonModuleOptions", "DataGenConnectorOptions", "FileCatalogStoreFactoryOptions",
            "FileSystemConnectorOptions", "GenericInMemoryCatalogFactoryOptions", "LegacyCsvDynamicTableSinkOptions", "LookupJoinHintOptions",
            "LookupOptions", "MLPredictRuntimeConfigOptions", "PrintConnectorOptions", "PythonDynamicTableOptions", "RawFormatOptions",
            "SingleSessionManager", "StreamConfig", "VectorSearchRuntimeConfigOptions");

    /** Options although their keys are one word. */
    private static final Set<String> WORDS = Set.of("cleanup-strategy", "external-resources", "high-availability", "restart-strategy", "scheduler-mode");

    /** All keys that a declared one stands for: none, where it is no option of a cluster. */
    static List<String> of(String className, String declared) {
        if (OTHERS.contains(className) || isInternal(declared)) return List.of();
        if (className.equals("MetricOptions") && declared.equals("class")) return List.of("metrics.reporter.<name>.class");
        List<String> prefixes = PREFIXES.getOrDefault(className, List.of(""));
        return prefixes.stream().map(prefix -> prefix + placeholders(declared)).filter(key -> key.contains(".") || WORDS.contains(key)).toList();
    }

    private static boolean isInternal(String key) {
        return key.startsWith("$internal.") || key.startsWith("internal.") || key.startsWith("hidden.") || key.startsWith("__")
                || key.startsWith("scan.") || key.equals("sink.parallelism") || key.contains("#") || key.equals("<name>");
    }

    /** One name for each kind of part that is the user's choice: <name> is one word, <key> is all that follows. */
    private static String placeholders(String key) {
        return key.replace("<resource_name>", "<name>").replace("<serviceName>", "<name>").replace("<parameter>", "<key>").replace("<param>", "<key>")
                .replace("fs.<name>.", "fs.<scheme>.");
    }
}
