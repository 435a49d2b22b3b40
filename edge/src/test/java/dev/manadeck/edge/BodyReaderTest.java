package dev.manadeck.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
  private static final int PIECE = 1_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100})
  void keepsABodyOfKnownLengthInJustSoMuchMemory(int pieces) {
    int length = pieces * PIECE;
    BodyRoom room = BodyRoom.ofLength(length);

    ByteBuffer body = read(pieces, room).orElseThrow();

    assertThat(body.remaining()).isEqualTo(length);
    assertThat(body.capacity()).isEqualTo(length);
    assertThat(room.bytes()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 100, 1_000})
  void countsWhatABodyOfUnknownLengthTakesWhileItGrows(int pieces) {
    ByteBuffer body = read(pieces, BodyRoom.OF_UNKNOWN_LENGTH).orElseThrow();

    assertThat(body.remaining()).isEqualTo(pieces * PIECE);
    assertThat(body.capacity() + body.capacity() / 2L)
        .isLessThanOrEqualTo(BodyRoom.OF_UNKNOWN_LENGTH.bytes());
  }

  @Test
  void keepsAndCountsNothingOfABodyThatIsTooLarge() {
    int length = BodyRoom.LARGEST_BODY + PIECE;

    assertThat(read(length / PIECE, BodyRoom.ofLength(length))).isEmpty();
    assertThat(read(length / PIECE, BodyRoom.OF_UNKNOWN_LENGTH)).isEmpty();
    assertThat(BodyRoom.ofLength(length).bytes()).isZero();
  }

  private static Optional<ByteBuffer> read(int pieces, BodyRoom room) {
    List<ByteBuffer> body = Collections.nCopies(pieces, ByteBuffer.allocate(PIECE));
    Content.Source source = new ByteBufferContentSource(body);
    return BodyReader.read(source, room).join();
  }
}
