import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the options of one version of Flink by reflection on the static fields and methods of its classes. */
final class OptionReader implements AutoCloseable {
    private static final String OPTION = "org.apache.flink.configuration.ConfigOption";

    private final URLClassLoader loader;
    private final List<Found> found = new ArrayList<>();
    private final Map<String, String> failures = new TreeMap<>();

    /** @param jars all jars that a class may need */
    OptionReader(Collection<Path> jars) throws IOException {
        var urls = new ArrayList<URL>();
        for (Path jar : jars) urls.add(jar.toUri().toURL());
        loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    List<Found> found() { return found; }

    /** Classes that could not be read, and why. */
    Map<String, String> failures() { return failures; }

    void read(String name, Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            for (var entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                if (entry.getName().startsWith("META-INF/")) continue;
                if (!declaresOptions(jar.getInputStream(entry).readAllBytes())) continue;
                String className = entry.getName().replace('/', '.').replaceAll("\\.class$", "");
                try {
                    readClass(name, Class.forName(className, false, loader));
                } catch (ReflectiveOperationException | LinkageError e) {
                    failures.put(className, String.valueOf(e.getCause() == null ? e : e.getCause()));
                }
            }
        }
    }

    /** Looks before the class is loaded, which for many of the others needs jars that are not there. */
    private static boolean declaresOptions(byte[] content) {
        String descriptor = "L" + OPTION.replace('.', '/') + ";";
        var declares = new AtomicBoolean();
        new ClassReader(content).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
                if ((access & Opcodes.ACC_STATIC) != 0 && type.equals(descriptor)) declares.set(true);
                return null;
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
                if ((access & Opcodes.ACC_STATIC) != 0 && type.endsWith(")" + descriptor)) declares.set(true);
                return null;
            }
        }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return declares.get();
    }

    private void readClass(String jar, Class<?> c) throws ReflectiveOperationException {
        for (Field field : c.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) || !field.getType().getName().equals(OPTION)) continue;
            field.setAccessible(true);
            add(jar, c, field, field.get(null));
        }
        for (Method method : c.getDeclaredMethods()) { // one that makes an option of a name, or Scala's for a field of an object
            if (!Modifier.isStatic(method.getModifiers()) || !method.getReturnType().getName().equals(OPTION)) continue;
            if (method.getName().contains("$")) continue; // a lambda
            method.setAccessible(true);
            if (method.getParameterCount() == 0) {
                add(jar, c, method, method.invoke(null));
            } else if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})) {
                add(jar, c, method, method.invoke(null, "<name>"));
            }
        }
    }

    private void add(String jar, Class<?> c, AnnotatedElement element, Object option) throws ReflectiveOperationException {
        if (option == null) return;
        String prefix = "";
        boolean known = true;
        for (var annotation : element.getAnnotations()) {
            switch (annotation.annotationType().getSimpleName()) {
                case "SuffixOption" -> prefix = annotation.annotationType().getMethod("value").invoke(annotation) + ".";
                case "OverrideDefault" -> known = false;
                default -> {}
            }
        }
        Object value = call(option, "defaultValue");
        List<String> deprecated = new ArrayList<>(), fallback = new ArrayList<>();
        for (Object key : (Iterable<?>) call(option, "fallbackKeys")) {
            boolean old = (boolean) call(key, "isDeprecated");
            (old ? deprecated : fallback).add(prefix + call(key, "getKey"));
        }
        found.add(new Found(jar, c.getSimpleName(), prefix + call(option, "key"), type(option),
                value == null || !known ? null : text(value),
                element.isAnnotationPresent(Deprecated.class) || c.isAnnotationPresent(Deprecated.class), deprecated, fallback));
    }

    private static Object call(Object o, String name) throws ReflectiveOperationException {
        Method method = o.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(o);
    }

    private static String type(Object option) throws ReflectiveOperationException {
        var c = (Class<?>) call(option, "getClazz");
        String name = c.getSimpleName();
        if (c.isEnum()) {
            name = Arrays.stream(c.getEnumConstants()).map(Object::toString).collect(Collectors.joining("|", "Enum(", ")"));
        }
        return (boolean) call(option, "isList") ? "List<" + name + ">" : name;
    }

    private static String text(Object value) {
        if (value instanceof Duration d) return text(d);
        if (value instanceof Collection<?> list) return list.stream().map(OptionReader::text).collect(Collectors.joining(";"));
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(e -> text(e.getKey()) + ":" + text(e.getValue())).sorted().collect(Collectors.joining(","));
        }
        return value.toString();
    }

    /** A time in the largest unit in which it is a whole number. */
    private static String text(Duration d) {
        if (d.getNano() % 1_000_000 != 0) return d.toNanos() + " ns";
        long ms = d.toMillis();
        if (ms == 0 || ms % 1000 != 0) return ms + " ms";
        if (ms % 60_000 != 0) return ms / 1000 + " s";
        if (ms % 3_600_000 != 0) return ms / 60_000 + " min";
        return ms % 86_400_000 != 0 ? ms / 3_600_000 + " h" : ms / 86_400_000 + " d";
    }

    @Override
    public void close() throws IOException { loader.close(); }
}
