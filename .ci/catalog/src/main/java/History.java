import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one key is in each version: a line of the catalog. */
final class History {
    private static final String ABSENT = "absent";
    private static final String UNKNOWN = "unknown";

    private final String key;
    private final List<List<Found>> canonical = new ArrayList<>();
    private final List<Set<String>> successors = new ArrayList<>();
    private final Set<Integer> deprecated = new TreeSet<>(); // versions in which a class calls it so as another spelling
    private final Set<String> jars = new TreeSet<>();

    History(String key, int versions) {
        this.key = key;
        for (int i = 0; i < versions; i++) {
            canonical.add(new ArrayList<>());
            successors.add(new TreeSet<>());
        }
    }

    /** A class of the version declares an option of this key. */
    void declare(int version, Found option) {
        canonical.get(version).add(option);
        jars.add(option.jar());
    }

    /** A class of the version declares this key as another spelling of an option, a deprecated one or not. */
    void alias(int version, Found option, String successor, boolean isDeprecated) {
        if (!successor.equals(key)) successors.get(version).add(successor);
        if (isDeprecated) deprecated.add(version);
        jars.add(option.jar());
    }

    /** The key, and what it is from each version on that changes it. */
    String line(Table table) {
        var states = new ArrayList<String>();
        for (int i = 0; i < canonical.size(); i++) states.add(state(i, table));
        for (int i = 1; i < states.size(); i++) { // no option comes back as it was: what is so before and after a gap is so in it
            if (!states.get(i).equals(UNKNOWN)) continue;
            int next = i;
            while (next < states.size() && states.get(next).equals(UNKNOWN)) next++;
            if (next < states.size() && states.get(next).equals(states.get(i - 1))) states.set(i, states.get(i - 1));
        }
        var line = new StringBuilder(key);
        String last = ABSENT;
        for (int i = 0; i < states.size(); i++) {
            if (!states.get(i).equals(last)) line.append('\t').append(table.versions().get(i)).append(' ').append(states.get(i));
            last = states.get(i);
        }
        return line.toString();
    }

    private String state(int version, Table table) {
        List<Found> options = canonical.get(version);
        boolean current = options.stream().anyMatch(o -> !o.deprecated());
        if (!current && !successors.get(version).isEmpty()) return (deprecated.contains(version) ? "> " : "~ ") + String.join(" ", successors.get(version));
        if (options.isEmpty()) return jars.stream().anyMatch(jar -> table.withheld(jar, version)) ? UNKNOWN : ABSENT;
        options = options.stream().filter(o -> !current || !o.deprecated()).sorted(Comparator.comparing(Found::className)).toList();
        String types = options.stream().map(Found::type).distinct().sorted().collect(Collectors.joining(" & "));
        String value = options.stream().map(Found::fallbackValue).filter(Objects::nonNull).findFirst().map(v -> v.isEmpty() ? " =" : " = " + escape(v)).orElse("");
        return (current ? "" : "deprecated ") + types + value;
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }
}
