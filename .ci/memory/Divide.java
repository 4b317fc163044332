import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.apache.flink.configuration.Configuration;

/**
 * Divides the memory of processes as the start scripts of Flink do. Each line of the input is a role and options, separated
 * by tabs; each line of the output is what Flink logs of the components, separated by tabs, or "refused" and why.
 */
public final class Divide {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        Class<?> scripts = Class.forName("org.apache.flink.runtime.util.bash.BashJavaUtils");
        Method jobManager = scripts.getDeclaredMethod("getJmResourceParams", Configuration.class);
        Method taskManager = scripts.getDeclaredMethod("getTmResourceParams", Configuration.class);
        jobManager.setAccessible(true);
        taskManager.setAccessible(true);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] columns = line.split("\t");
            Configuration configuration = new Configuration();
            for (int i = 1; i < columns.length; i++) {
                int equals = columns[i].indexOf('=');
                configuration.setString(columns[i].substring(0, equals), columns[i].substring(equals + 1));
            }
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            System.setErr(new PrintStream(log, true));
            try {
                (columns[0].equals("jobmanager") ? jobManager : taskManager).invoke(null, configuration);
                out.println(log.toString().replaceAll("(?m)^INFO BashJavaUtils - ", "").trim().replace('\n', '\t'));
            } catch (InvocationTargetException e) {
                out.println("refused\t" + e.getCause().toString().replaceAll("\\s+", " "));
            }
        }
    }
}
