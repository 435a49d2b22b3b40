package dev.manadeck.command.machine;

import dev.manadeck.command.recent.Key;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a command and a hash of what it says. As text: {@code create-deck:9f86d081884c7d65}.
 */
public record CommandDigest(CommandKind kind, long hash) {
  private static final char SEPARATOR = ':';
  private static final HexFormat HEX = HexFormat.of();

  /**
   * @param target where it was sent to
   */
  public static CommandDigest of(CommandKind kind, String target, String body) {
    return new CommandDigest(kind, Key.of(target, body).high());
  }

  static Optional<CommandDigest> parse(@Nullable String text) {
    var separator = text == null ? -1 : text.indexOf(SEPARATOR);
    return text == null || separator < 0
        ? Optional.empty()
        : CommandKind.named(text.substring(0, separator))
            .flatMap(kind -> hash(text.substring(separator + 1), kind));
  }

  private static Optional<CommandDigest> hash(String hex, CommandKind kind) {
    try {
      return Optional.of(new CommandDigest(kind, HexFormat.fromHexDigitsToLong(hex)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return kind.wireName() + SEPARATOR + HEX.toHexDigits(hash);
  }
}
