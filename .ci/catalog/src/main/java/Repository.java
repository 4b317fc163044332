import java.nio.file.Path;
import java.util.List;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;

/** Maven Central, with Maven's own local repository before it. */
final class Repository {
    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    private final List<RemoteRepository> central =
            List.of(new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2").build());

    Repository() {
        var local = new LocalRepository(Path.of(System.getProperty("user.home"), ".m2", "repository").toFile());
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, local));
    }

    /** The file of a jar, such as org.apache.flink:flink-core:2.2.0, alone. */
    Path jar(String coordinates) throws ArtifactResolutionException {
        var request = new ArtifactRequest(new DefaultArtifact(coordinates), central, null);
        return system.resolveArtifact(session, request).getArtifact().getFile().toPath();
    }
}
