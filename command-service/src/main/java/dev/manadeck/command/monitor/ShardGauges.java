package dev.manadeck.command.monitor;

import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardPhase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.stereotype.Component;

@Component
final class ShardGauges implements MeterBinder {
  private final ShardHost<?, ?, ?> host;

  ShardGauges(ShardHost<?, ?, ?> host) {
    this.host = host;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var phase : ShardPhase.values()) {
      Gauge.builder("manadeck.command.shards", () -> count(phase))
          .description("This node's shards by what they are doing")
          .tag("phase", phase.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder("manadeck.command.waiting", this::waiting)
        .description("Commands that wait for their shard")
        .register(registry);
  }

  private long count(ShardPhase phase) {
    return host.phases().values().stream().filter(phase::equals).count();
  }

  private int waiting() {
    return host.numbers().stream().mapToInt(host::waiting).sum();
  }
}
