package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeaderListTest {
  private final EventCodec codec = new EventCodec();
  private final List<String> namesAskedFor = new ArrayList<>();

  /** Goes red if the codec writes a header in another place than it is first looked for. */
  @ParameterizedTest
  @EnumSource
  void looksIntoNoHeaderThatIsNotNeeded(EventType type) {
    var sample = Samples.full(type);
    var wire = codec.encode(sample);

    assertThat(codec.decode(watched(wire.headers()), wire.value())).isEqualTo(sample);
    assertThat(namesAskedFor)
        .containsExactlyInAnyOrder(
            "ce_type",
            "ce_id",
            "ce_actor",
            "ce_commandid",
            "ce_commanddigest",
            "ce_sequence",
            "ce_traceparent");
  }

  @ParameterizedTest
  @EnumSource
  void looksIntoTwoHeadersForAFold(EventType type) {
    var sample = Samples.full(type);
    var wire = codec.encode(sample);

    assertThat(codec.decodeSequenced(watched(wire.headers()), wire.value()))
        .isEqualTo(new Sequenced(sample.event(), sample.envelope().sequence()));
    assertThat(namesAskedFor).containsExactlyInAnyOrder("ce_type", "ce_sequence");
  }

  @ParameterizedTest
  @EnumSource
  void findsHeadersInAnyOrder(EventType type) {
    var sample = Samples.full(type);
    var wire = codec.encode(sample);
    var headers = new ArrayList<>(wire.headers());
    for (int i = 0; i < headers.size(); i++) {
      Collections.rotate(headers, 1);

      assertThat(codec.decode(HeaderList.of(headers), wire.value())).isEqualTo(sample);
    }
  }

  @Test
  void findsTheLastOfAName() {
    var headers =
        HeaderList.of(
            List.of(header("ce_id", "first"), header("ce_id", "last"), header("x", "other")));

    assertThat(headers.valueOf(CloudEventHeader.ID)).asString(UTF_8).isEqualTo("last");
    assertThat(headers.valueOf(CloudEventHeader.ACTOR)).isNull();
  }

  @Test
  void doesNotListWhatHasNoValue() {
    var headers = HeaderList.of(new String[] {"", "x"}, _ -> "name", HeaderListTest::bytesIfAny);

    assertThat(headers.toList())
        .singleElement()
        .satisfies(header -> assertThat(header.value()).asString(UTF_8).isEqualTo("x"));
  }

  private HeaderList<WireHeader> watched(List<WireHeader> headers) {
    return HeaderList.of(
        headers.toArray(new WireHeader[0]),
        header -> {
          namesAskedFor.add(header.name());
          return header.name();
        },
        WireHeader::value);
  }

  private static byte[] bytesIfAny(String text) {
    return text.isEmpty() ? null : text.getBytes(UTF_8);
  }

  private static WireHeader header(String name, String text) {
    return new WireHeader(name, text.getBytes(UTF_8));
  }
}
