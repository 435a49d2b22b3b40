package dev.manadeck.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final String WITH_LENGTH =
      "HTTP/1.1 201 \r\nContent-Type: application/json\r\ncontent-length: 10\r\n\r\n{\"a\":\"ü\"}";
  private static final String EMPTY = "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n";
  private static final String IN_CHUNKS =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
          + "a\r\n0\r\n\r\n0\r\n\r\n\r\n3\r\nabc\r\n0\r\n\r\n";

  private final AnswerReader reader = new AnswerReader();

  @Test
  void findsTheEndHoweverTheBytesCome() {
    for (String answer : new String[] {WITH_LENGTH, EMPTY, IN_CHUNKS}) {
      byte[] bytes = answer.getBytes(UTF_8);
      for (int cut = 1; cut < bytes.length; cut++) {
        reader.reset();
        assertThat(reader.isCompleteWith(ByteBuffer.wrap(bytes, 0, cut))).isFalse();
        assertThat(reader.isCompleteWith(ByteBuffer.wrap(bytes, cut, bytes.length - cut))).isTrue();
      }
    }
  }

  @Test
  void readsTheStatus() {
    reader.isCompleteWith(ByteBuffer.wrap(WITH_LENGTH.getBytes(UTF_8)));

    assertThat(reader.status()).isEqualTo(201);
    assertThat(reader.isLast()).isFalse();
  }

  @Test
  void noticesThatTheConnectionEnds() {
    reader.isCompleteWith(ByteBuffer.wrap(IN_CHUNKS.getBytes(UTF_8)));

    assertThat(reader.isLast()).isTrue();
  }
}
