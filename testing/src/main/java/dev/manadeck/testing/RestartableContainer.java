package dev.manadeck.testing;

import com.github.dockerjava.api.DockerClient;
import dev.manadeck.embedded.LoopbackPort;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A container that keeps its data and its port on the host while it is stopped. */
final class RestartableContainer {

  private final GenericContainer<?> container;

  RestartableContainer(GenericContainer<?> container, int port) {
    this.container = container;
    container.setPortBindings(List.of("%d:%d".formatted(LoopbackPort.free(), port)));
  }

  void start() {
    if (container.getContainerId() == null) {
      container.start();
    } else {
      docker().startContainerCmd(container.getContainerId()).exec();
      Wait.forListeningPort().waitUntilReady(container);
    }
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
