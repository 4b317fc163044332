import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;

/** Writes the catalog of Flink's options: what each key is in each version. */
public final class Catalog {
    private static final String HEADER = """
            # What each key of Flink's configuration is, from a version on: TYPE = DEFAULT where it is an option, > KEY where it is
            # a deprecated spelling of one and ~ KEY where it is another one, absent, or unknown where no jar could be read. Before
            # the first version it is absent.
            # Made by make catalog, of the jars and lines in .ci/catalog.
            """;

    /** Takes the table of jars, the lines written by hand, and the file to write. */
    public static void main(String[] args) throws Exception {
        System.setProperty("java.io.tmpdir", "/tmp"); // a default of some options
        Table table = Table.read(Path.of(args[0]));
        var repository = new Repository();
        var histories = new TreeMap<String, History>();
        var failures = new ArrayList<String>();
        for (int i = 0; i < table.versions().size(); i++) {
            var jars = new TreeMap<String, Path>();
            for (var jar : table.of(i).entrySet()) jars.put(jar.getKey(), repository.jar(jar.getValue()));
            try (var reader = new OptionReader(jars.values())) {
                for (var jar : jars.entrySet()) reader.read(jar.getKey(), jar.getValue());
                for (Found option : reader.found()) add(histories, option, i, table.versions().size());
                String version = table.versions().get(i);
                reader.failures().forEach((name, why) -> failures.add(version + " " + name + ": " + why));
            }
        }
        if (!failures.isEmpty()) throw new IllegalStateException("classes could not be read:\n" + String.join("\n", failures));

        var lines = new TreeMap<String, String>();
        histories.forEach((key, history) -> lines.put(key, history.line(table)));
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            if (!line.startsWith("#")) lines.put(line.substring(0, line.indexOf('\t')), line);
        }
        Files.writeString(Path.of(args[2]), HEADER + String.join("\n", lines.values()) + "\n");
    }

    private static void add(TreeMap<String, History> histories, Found option, int version, int versions) {
        for (String key : Keys.of(option.className(), option.key())) {
            histories.computeIfAbsent(key, k -> new History(k, versions)).declare(version, option);
            option.deprecatedKeys().forEach(spelling -> addAlias(histories, option, version, versions, spelling, key, true));
            option.fallbackKeys().forEach(spelling -> addAlias(histories, option, version, versions, spelling, key, false));
        }
    }

    private static void addAlias(
            TreeMap<String, History> histories, Found option, int version, int versions, String spelling, String key, boolean isDeprecated) {
        for (String alias : Keys.of(option.className(), spelling)) {
            histories.computeIfAbsent(alias, k -> new History(k, versions)).alias(version, option, key, isDeprecated);
        }
    }
}
