import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The jars by version of Flink: a version of the jar, ? for one that exists and that no registry gives, - for none.
 *
 * @param versions the minor versions of Flink, the oldest first
 */
record Table(List<String> versions, Map<String, List<String>> jars) {
    static Table read(Path file) throws IOException {
        var lines = Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).map(line -> List.of(line.split("\t"))).toList();
        var jars = new TreeMap<String, List<String>>();
        for (var columns : lines.subList(1, lines.size())) jars.put(columns.get(0), columns.subList(1, columns.size()));
        var versions = lines.get(0).subList(1, lines.get(0).size());
        jars.forEach((jar, cells) -> {
            if (cells.size() != versions.size()) throw new IllegalArgumentException(jar + " must have a cell for each version");
        });
        return new Table(versions, jars);
    }

    /** Whether a version has a jar that could not be read. */
    boolean withheld(String jar, int version) { return jars.get(jar).get(version).equals("?"); }

    /** The coordinates, such as org.apache.flink:flink-core:2.2.0, of all jars of a version by their names. */
    Map<String, String> of(int version) {
        var all = new TreeMap<String, String>();
        jars.forEach((jar, cells) -> {
            String cell = cells.get(version);
            if (!cell.equals("?") && !cell.equals("-")) all.put(jar, jar + ":" + cell);
        });
        return all;
    }
}
