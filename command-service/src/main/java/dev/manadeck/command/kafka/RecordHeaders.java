package dev.manadeck.command.kafka;

import dev.manadeck.events.HeaderLookup;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

record RecordHeaders(ConsumerRecord<?, ?> wire) implements HeaderLookup {
  @Override
  public byte @Nullable [] valueOf(String name) {
    var header = wire.headers().lastHeader(name);
    return header == null ? null : header.value();
  }
}
