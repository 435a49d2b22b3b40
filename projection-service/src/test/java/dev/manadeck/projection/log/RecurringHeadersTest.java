package dev.manadeck.projection.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RecurringHeadersTest {
  private final RecurringHeaders headers = new RecurringHeaders();

  @Test
  void equalOnesAreOne() {
    var first = headers.shared("ce_type", "card.reviewed".getBytes(UTF_8));

    assertThat(headers.shared("ce_type", "card.reviewed".getBytes(UTF_8))).isSameAs(first);
  }

  @Test
  void eachIsWhatItWas() {
    var random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      var name = "ce_" + random.nextInt(200);
      var value = "value " + random.nextInt(3);

      var header = headers.shared(name, value.getBytes(UTF_8));

      assertThat(header.name()).isEqualTo(name);
      assertThat(header.value()).asString(UTF_8).isEqualTo(value);
    }
  }
}
