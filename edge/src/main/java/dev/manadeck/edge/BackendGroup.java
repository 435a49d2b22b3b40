package dev.manadeck.edge;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers that can stand in for each other. */
final class BackendGroup {
  private final String name;
  private final List<Backend> backends;
  private final AtomicInteger turn = new AtomicInteger();

  BackendGroup(String name, List<URI> urls) {
    this.name = name;
    this.backends = urls.stream().map(Backend::new).toList();
  }

  static BackendGroup of(String name, URI url) {
    return new BackendGroup(name, List.of(url));
  }

  String name() {
    return name;
  }

  List<Backend> backends() {
    return backends;
  }

  long readyCount() {
    return backends.stream().filter(Backend::isReady).count();
  }

  /**
   * All of them in the order in which to try them: ready ones first, each call beginning with
   * another one. Those that are not ready come last rather than never, since they may have come
   * back.
   */
  List<Backend> inTurn() {
    int first = Math.floorMod(turn.getAndIncrement(), backends.size());
    List<Backend> ready = new ArrayList<>(backends.size());
    List<Backend> others = new ArrayList<>();
    for (int i = 0; i < backends.size(); i++) {
      Backend backend = backends.get((first + i) % backends.size());
      (backend.isReady() ? ready : others).add(backend);
    }
    ready.addAll(others);
    return ready;
  }
}
