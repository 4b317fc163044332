import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes which texts each version of Flink takes for a value of each type, for the tests. */
public final class Values {
    private static final List<String> TYPES = List.of(
            "boolean", "int", "long", "float", "double", "duration", "memory", "enum", "map", "list<string>", "list<int>", "list<enum>", "list<map>");

    /** Takes the table of jars, the texts, one a line, and the file to write. */
    public static void main(String[] args) throws Exception {
        Table table = Table.read(Path.of(args[0]));
        var repository = new Repository();
        var lines = new ArrayList<StringBuilder>();
        var texts = Files.readAllLines(Path.of(args[1])).stream().filter(text -> !text.startsWith("#")).toList();
        for (String type : TYPES) for (String text : texts) lines.add(new StringBuilder(type + "\t" + text + "\t"));
        for (int i = 0; i < table.versions().size(); i++) {
            var urls = new ArrayList<URL>();
            for (String jar : table.of(i).values()) urls.add(repository.jar(jar).toUri().toURL());
            try (var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
                int line = 0;
                for (String type : TYPES) {
                    Object option = option(loader, type);
                    for (String text : texts) lines.get(line++).append(takes(loader, option, text) ? '+' : '-');
                }
            }
        }
        var out = new StringBuilder("# type, text, and + for each version from " + table.versions().get(0) + " on that takes it\n");
        lines.forEach(line -> out.append(line).append('\n'));
        Files.writeString(Path.of(args[2]), out, StandardCharsets.UTF_8);
    }

    private static Object option(ClassLoader loader, String type) throws ReflectiveOperationException {
        Object builder = call(loader.loadClass("org.apache.flink.configuration.ConfigOptions").getMethod("key", String.class), null, "key");
        String element = type.replaceAll("list<(.*)>", "$1");
        builder = element.equals("enum")
                ? call(builder.getClass().getMethod("enumType", Class.class), builder, TimeUnit.class)
                : call(builder.getClass().getMethod(element + "Type"), builder);
        if (!element.equals(type)) builder = call(builder.getClass().getMethod("asList"), builder);
        return call(builder.getClass().getMethod("noDefaultValue"), builder);
    }

    private static boolean takes(ClassLoader loader, Object option, String text) throws ReflectiveOperationException {
        Class<?> c = loader.loadClass("org.apache.flink.configuration.Configuration");
        Object configuration = c.getConstructor().newInstance();
        call(c.getMethod("setString", String.class, String.class), configuration, "key", text);
        try {
            call(c.getMethod("get", loader.loadClass("org.apache.flink.configuration.ConfigOption")), configuration, option);
            return true;
        } catch (InvocationTargetException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof LinkageError missing) throw missing; // says nothing about the text
            }
            return false;
        }
    }

    private static Object call(Method method, Object object, Object... arguments) throws ReflectiveOperationException {
        method.setAccessible(true);
        return method.invoke(object, arguments);
    }
}
