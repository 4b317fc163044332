import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.client.deployment.ClusterSpecification;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.kubeclient.FlinkPod;
import org.apache.flink.kubernetes.kubeclient.factory.KubernetesJobManagerFactory;
import org.apache.flink.kubernetes.kubeclient.factory.KubernetesTaskManagerFactory;
import org.apache.flink.kubernetes.kubeclient.parameters.KubernetesJobManagerParameters;
import org.apache.flink.kubernetes.kubeclient.parameters.KubernetesTaskManagerParameters;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.Container;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.Pod;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.PodBuilder;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.utils.Serialization;
import org.apache.flink.runtime.clusterframework.ContaineredTaskManagerParameters;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * Makes the pods of clusters as Flink does. Each line of the input is a template in JSON and options, separated by tabs; each
 * line of the output is the pod of the JobManager and that of a TaskManager in JSON, separated by a tab, or "refused" and why.
 */
public final class Make {
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] columns = line.split("\t");
            try {
                System.out.println(make(columns));
            } catch (Exception e) {
                System.out.println("refused\t" + e.toString().replaceAll("\\s+", " "));
            }
        }
    }

    private static String make(String[] columns) throws Exception {
        Configuration c = new Configuration();
        for (int i = 1; i < columns.length; i++) {
            int equals = columns[i].indexOf('=');
            c.setString(columns[i].substring(0, equals), columns[i].substring(equals + 1));
        }
        File file = File.createTempFile("template", ".json");
        file.deleteOnExit();
        Files.writeString(file.toPath(), columns[0]);
        c.setString("kubernetes.pod-template-file.taskmanager", file.getPath());
        ClusterSpecification size = new ClusterSpecification.ClusterSpecificationBuilder()
                .setMasterMemoryMB(2048).setTaskManagerMemoryMB(2048).setSlotsPerTaskManager(2).createClusterSpecification();
        var jobManager = KubernetesJobManagerFactory.buildKubernetesJobManagerSpecification(
                template(columns[0]), new KubernetesJobManagerParameters(new Configuration(c), size)).getDeployment().getSpec().getTemplate();
        if (c.containsKey("kubernetes.taskmanager.cpu.amount") && !c.containsKey("taskmanager.cpu.cores")) {
            c.setString("taskmanager.cpu.cores", c.getString("kubernetes.taskmanager.cpu.amount", "")); // as the JobManager does
        }
        var parameters = ContaineredTaskManagerParameters.create(c, TaskExecutorProcessUtils.processSpecFromConfig(c));
        var taskManager = KubernetesTaskManagerFactory.buildTaskManagerKubernetesPod(template(columns[0]),
                new KubernetesTaskManagerParameters(c, "analytics-taskmanager-1-1", "", "", parameters, Collections.emptyMap(), Collections.emptySet()))
                .getInternalResource();
        return json(jobManager) + "\t" + json(taskManager);
    }

    private static String json(Object object) {
        return Serialization.asJson(object).replaceAll("\\s*\n\\s*", "");
    }

    /** The template as Flink reads it from its file: without the main container, and that container. */
    private static FlinkPod template(String json) {
        Pod pod = Serialization.unmarshal(json, Pod.class);
        Container main = new Container();
        List<Container> others = new ArrayList<>();
        if (pod.getSpec() != null) {
            for (Container container : pod.getSpec().getContainers()) {
                if (container.getName().equals("flink-main-container")) {
                    main = container;
                } else {
                    others.add(container);
                }
            }
        }
        pod = new PodBuilder(pod).editOrNewSpec().withContainers(others).endSpec().build();
        return new FlinkPod.Builder().withPod(pod).withMainContainer(main).build();
    }
}
