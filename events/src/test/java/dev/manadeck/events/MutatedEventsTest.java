package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Whatever bytes stand in a topic, a reader gets a fact or an {@link UnreadableEventException}: it
 * parks the one record and goes on. Any other exception would stop its partition.
 */
class MutatedEventsTest {
  private static final int MUTANTS = 15_000;
  private static final List<byte[]> SNIPPETS =
      List.of(
          bytes("null"),
          bytes("\"\""),
          bytes("1e999"),
          bytes("-1"),
          bytes("99999999999999999999"),
          bytes("{}"),
          bytes("[]"),
          bytes("{\"a\":"),
          bytes("\\ud800"),
          bytes("\\u0000"),
          bytes("\uFFFD"),
          new byte[] {(byte) 0xff},
          new byte[] {0, 0, 0},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});

  private final EventCodec codec = new EventCodec();
  private final List<WireRecord> records = new ArrayList<>();

  @Test
  void areReadOrRefused(TestReporter reporter) {
    var seed = Long.getLong("manadeck.seed", System.nanoTime());
    reporter.publishEntry("seed", Long.toString(seed));
    var random = new Random(seed);
    for (var type : EventType.values()) {
      Samples.of(type).values().forEach(sample -> records.add(codec.encode(sample)));
    }

    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      if (!isRead(mutant(random), seed)) {
        refused++;
      }
    }

    assertThat(refused)
        .as("refused of %d mutants of the seed %d", MUTANTS, seed)
        .isBetween(MUTANTS / 2, MUTANTS - MUTANTS / 100);
  }

  private record Mutant(Map<String, byte[]> headers, byte[] value) {}

  private boolean isRead(Mutant mutant, long seed) {
    try {
      var recorded = codec.decode(GivenHeaders.of(mutant.headers()), mutant.value());
      codec.encode(recorded);
      return true;
    } catch (UnreadableEventException e) {
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail(
          "Expected an UnreadableEventException (seed %d, value %s, headers %s)"
              .formatted(seed, printed(mutant.value()), printed(mutant.headers())),
          e);
    }
  }

  private Mutant mutant(Random random) {
    var original = any(random, records);
    var headers = new HashMap<String, byte[]>();
    original.headers().forEach(header -> headers.put(header.name(), header.value()));
    var value = original.value();
    for (int i = random.nextInt(3); i >= 0; i--) {
      value = mutated(random, value);
    }
    if (random.nextInt(4) == 0) {
      var name = any(random, original.headers()).name();
      headers.compute(name, (_, text) -> random.nextBoolean() ? null : mutated(random, text));
    }
    return new Mutant(headers, value);
  }

  private byte[] mutated(Random random, byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = from + random.nextInt(Math.min(20, bytes.length - from + 1));
    return switch (random.nextInt(7)) {
      case 0 -> replaced(bytes, from, to, new byte[0]);
      case 1 -> Arrays.copyOf(bytes, from);
      case 2 -> replaced(bytes, from, from, any(random, SNIPPETS));
      case 3 -> replaced(bytes, from, to, any(random, SNIPPETS));
      case 4 -> replaced(bytes, from, from, slice(random, any(random, records).value()));
      case 5 -> replaced(bytes, from, Math.min(from + 1, bytes.length), oneByte(random));
      default -> valueReplaced(random, bytes);
    };
  }

  /** Hits what stands between a colon and the next comma, so that more mutants are valid JSON. */
  private byte[] valueReplaced(Random random, byte[] bytes) {
    var colons = new ArrayList<Integer>();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == ':') {
        colons.add(i);
      }
    }
    if (colons.isEmpty()) {
      return bytes;
    }
    int from = any(random, colons) + 1;
    int to = from;
    while (to < bytes.length && bytes[to] != ',' && bytes[to] != '}') {
      to++;
    }
    return replaced(bytes, from, to, any(random, SNIPPETS));
  }

  private static byte[] slice(Random random, byte[] bytes) {
    int from = random.nextInt(bytes.length);
    return Arrays.copyOfRange(bytes, from, from + random.nextInt(bytes.length - from));
  }

  private static byte[] oneByte(Random random) {
    return new byte[] {(byte) random.nextInt()};
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] replacement) {
    var result = new ByteArrayOutputStream();
    result.write(bytes, 0, from);
    result.writeBytes(replacement);
    result.write(bytes, to, bytes.length - to);
    return result.toByteArray();
  }

  private static <T> T any(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String printed(Map<String, byte[]> headers) {
    var text = new StringBuilder();
    headers.forEach((name, value) -> text.append(name).append('=').append(printed(value)));
    return text.toString();
  }

  private static String printed(byte[] bytes) {
    return new String(bytes, UTF_8) + " = " + HexFormat.of().formatHex(bytes);
  }
}
