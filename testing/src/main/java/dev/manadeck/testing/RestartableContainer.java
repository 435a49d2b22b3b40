package dev.manadeck.testing;

import com.github.dockerjava.api.DockerClient;
import dev.manadeck.embedded.LoopbackPort;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;

/** A container that keeps its data and its port on the host while it is stopped. */
final class RestartableContainer {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final GenericContainer<?> container;
  private final Callable<Boolean> answers;

  /**
   * @param answers whether the server in the container answers a client; may throw if it does not
   */
  RestartableContainer(GenericContainer<?> container, int port, Callable<Boolean> answers) {
    this.container = container;
    this.answers = answers;
    container.setPortBindings(List.of("%d:%d".formatted(LoopbackPort.free(), port)));
  }

  void start() {
    if (container.getContainerId() == null) {
      container.start();
    } else {
      docker().startContainerCmd(container.getContainerId()).exec();
    }
    Awaitility.await().atMost(START_LIMIT).ignoreExceptions().until(answers);
  }

  void stop() {
    docker().stopContainerCmd(container.getContainerId()).exec();
  }

  void kill() {
    docker().killContainerCmd(container.getContainerId()).exec();
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }
}
