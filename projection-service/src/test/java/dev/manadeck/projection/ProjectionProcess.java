package dev.manadeck.projection;

import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The projection service as a process of its own. */
final class ProjectionProcess {
  private ProjectionProcess() {}

  static ServiceProcess start(
      KafkaLog log, ProjectionDatabase database, Map<String, ?> more, Path output) {
    var properties = new TreeMap<String, Object>(more);
    properties.put("server.port", 0);
    properties.putAll(log.properties());
    properties.putAll(database.properties());
    properties.put("manadeck.projections.idle-move", "50ms");
    return ServiceProcess.start(ProjectionServiceApplication.class, properties, output);
  }
}
