package dev.manadeck.events;

import java.util.Map;

/** Headers as a record has them, from what a test says of them. */
final class GivenHeaders {
  private GivenHeaders() {}

  static HeaderList<WireHeader> of(Map<String, byte[]> values) {
    return HeaderList.of(
        values.entrySet().stream()
            .map(header -> new WireHeader(header.getKey(), header.getValue()))
            .toList());
  }
}
