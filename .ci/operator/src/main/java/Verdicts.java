import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.client.deployment.application.ApplicationConfiguration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.KubernetesClusterClientFactory;
import org.apache.flink.kubernetes.KubernetesClusterDescriptor;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient;
import org.apache.flink.kubernetes.kubeclient.FlinkPod;
import org.apache.flink.kubernetes.kubeclient.factory.KubernetesTaskManagerFactory;
import org.apache.flink.kubernetes.kubeclient.parameters.KubernetesTaskManagerParameters;
import org.apache.flink.kubernetes.kubeclient.resources.KubernetesPod;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.FlinkSessionJob;
import org.apache.flink.kubernetes.operator.config.FlinkConfigManager;
import org.apache.flink.kubernetes.operator.validation.DefaultValidator;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.PodBuilder;
import org.apache.flink.runtime.clusterframework.ContaineredTaskManagerParameters;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * Reads objects, one JSON object a line: {"object": ..., "session": ...}, the session being the cluster of a
 * FlinkSessionJob, and writes what the operator says of each, in the same order: {"accepted": ..., "stage": ..., "error":
 * ...}. Its admission is asked first. Then a native cluster is deployed, up to where its objects would be created.
 */
public final class Verdicts {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** Thrown in the place of creating the objects of a JobManager. */
    private static final class Created extends RuntimeException {}

    public static void main(String[] args) throws Exception {
        Configuration defaults = new Configuration();
        defaults.setString("taskmanager.numberOfTaskSlots", "1");
        defaults.setString("parallelism.default", "1");
        FlinkConfigManager manager = new FlinkConfigManager(defaults);
        DefaultValidator validator = new DefaultValidator(manager);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        for (String line; (line = in.readLine()) != null; ) {
            out.println(JSON.writeValueAsString(verdict(validator, manager, JSON.readTree(line))));
        }
        System.exit(0); // whatever threads Flink's clients have left
    }

    private static Map<String, Object> verdict(DefaultValidator validator, FlinkConfigManager manager, JsonNode line) {
        String stage = "admission";
        try {
            JsonNode object = line.get("object");
            Optional<String> refusal;
            if (object.get("kind").asText().equals("FlinkSessionJob")) {
                Optional<FlinkDeployment> session = line.hasNonNull("session")
                        ? Optional.of(JSON.treeToValue(line.get("session"), FlinkDeployment.class))
                        : Optional.empty();
                refusal = validator.validateSessionJob(JSON.treeToValue(object, FlinkSessionJob.class), session);
            } else {
                FlinkDeployment deployment = JSON.treeToValue(object, FlinkDeployment.class);
                refusal = validator.validateDeployment(deployment);
                if (refusal.isEmpty() && !object.path("spec").path("mode").asText().equals("standalone")) {
                    stage = "deployment";
                    deploy(manager.getDeployConfig(deployment.getMetadata(), deployment.getSpec()), deployment);
                }
            }
            return Map.of("accepted", refusal.isEmpty(), "stage", stage, "error", refusal.orElse(""));
        } catch (Throwable e) {
            Throwable innermost = e;
            while (innermost.getCause() != null) {
                innermost = innermost.getCause();
            }
            return Map.of("accepted", false, "stage", stage, "error", String.valueOf(innermost));
        }
    }

    private static void deploy(Configuration configuration, FlinkDeployment deployment) throws Exception {
        configuration.keySet().stream()
                .filter(key -> key.startsWith("kubernetes.operator.") || key.startsWith("job.autoscaler."))
                .toList()
                .forEach(configuration::removeKey);
        FlinkKubeClient client = (FlinkKubeClient) Proxy.newProxyInstance(
                Verdicts.class.getClassLoader(), new Class<?>[] {FlinkKubeClient.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getService":
                        case "getRestEndpoint":
                            return Optional.empty();
                        case "createJobManagerComponent":
                            throw new Created();
                        case "loadPodFromTemplateFile": // of the operator's own making: what it says is not asked here
                            return new KubernetesPod(
                                    new PodBuilder().withNewMetadata().endMetadata().withNewSpec().endSpec().build());
                        default:
                            return null;
                    }
                });
        var specification = new KubernetesClusterClientFactory().getClusterSpecification(configuration);
        try (var descriptor = new KubernetesClusterDescriptor(configuration, client)) {
            if (deployment.getSpec().getJob() == null) {
                descriptor.deploySessionCluster(specification);
            } else {
                descriptor.deployApplicationCluster(specification, ApplicationConfiguration.fromConfiguration(configuration));
            }
        } catch (Exception e) {
            if (!isCreated(e)) {
                throw e;
            }
        }
        var process = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        KubernetesTaskManagerFactory.buildTaskManagerKubernetesPod(
                new FlinkPod.Builder().build(),
                new KubernetesTaskManagerParameters(
                        configuration, "pod", "", "", ContaineredTaskManagerParameters.create(configuration, process), Map.of(), Set.of()));
    }

    private static boolean isCreated(Throwable e) {
        return e != null && (e instanceof Created || isCreated(e.getCause()));
    }
}
