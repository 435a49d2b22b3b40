package dev.manadeck.command.http;

import dev.manadeck.command.deck.DeckCommand.CreateDeck;
import dev.manadeck.command.deck.NewCard;
import dev.manadeck.command.kafka.CommittedDecks;
import dev.manadeck.command.kafka.LogUnreachableException;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What stands on a deck's cards. Shards do not keep it, so a copy reads it where it is kept. */
@Component
final class DeckContents {
  private static final Duration LONGEST_READING = Duration.ofSeconds(8);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE_TO_ANSWER = 422;

  private final TimedClient client = new TimedClient();
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private final CopySettings settings;
  private final CommittedDecks committed;

  DeckContents(CopySettings settings, CommittedDecks committed) {
    this.settings = settings;
    this.committed = committed;
  }

  private record Contents(
      long version,
      String title,
      @Nullable String description,
      @Nullable String coverImageUrl,
      SchedulingSettings settings,
      List<String> tags,
      ObjectNode metadata,
      List<Card> cards) {}

  private record Card(
      int position,
      @Nullable String title,
      JsonNode content,
      CardType cardType,
      @Nullable String aiModel,
      @Nullable String aiPrompt) {}

  private record Reading(Contents contents, int bytes) {}

  /**
   * @param bytes how many it was read from
   */
  record Copy(CreateDeck command, int bytes) {}

  /**
   * @param expectedVersion of the original; absent where the caller does not care
   * @param request the caller's: what they may not see is not copied for them
   */
  Copy copy(
      DeckId original,
      DeckId copy,
      Supplier<CardId> newCardId,
      @Nullable Long expectedVersion,
      HttpServletRequest request,
      Deadline deadline) {
    var reading = read(original, expectedVersion, request, deadline);
    var contents = reading.contents();
    requireVersion(expectedVersion, contents.version());
    var details =
        new DeckDetails(
            contents.title(),
            contents.description(),
            contents.coverImageUrl(),
            contents.settings(),
            contents.tags(),
            contents.metadata());
    var cards = contents.cards().stream().map(card -> copied(card, newCardId.get())).toList();
    return new Copy(new CreateDeck(copy, details, false, cards), reading.bytes());
  }

  /** What is read may be behind: a version that is not there yet is looked for once more. */
  private Reading read(
      DeckId deck, @Nullable Long expectedVersion, HttpServletRequest request, Deadline deadline) {
    var reading = read(deck, request, Optional.empty(), deadline);
    return expectedVersion == null || expectedVersion <= reading.contents().version()
        ? reading
        : read(deck, request, Optional.of(tokenUpToNow(deck, deadline)), deadline);
  }

  private String tokenUpToNow(DeckId deck, Deadline deadline) {
    try {
      return committed.tokenUpToNow(deck, patience(deadline));
    } catch (LogUnreachableException e) {
      throw away();
    }
  }

  private static void requireVersion(@Nullable Long expected, long version) {
    if (expected != null && expected != version) {
      throw new ProblemException(
          ProblemKind.PRECONDITION_FAILED,
          "Expected version %d, but it is at %d".formatted(expected, version));
    }
  }

  private static NewCard copied(Card card, CardId id) {
    return new NewCard(
        id,
        card.position(),
        new CardDetails(
            card.title(), card.content(), card.cardType(), card.aiModel(), card.aiPrompt()));
  }

  private Reading read(
      DeckId deck, HttpServletRequest request, Optional<String> token, Deadline deadline) {
    var response = send(deck, request, token, deadline);
    return switch (response.statusCode()) {
      case OK -> reading(response.body().orElseThrow(DeckContents::tooLarge));
      case NOT_FOUND ->
          throw new ProblemException(
              ProblemKind.NOT_FOUND, "Expected a deck, but there is none with this id");
      case BAD_REQUEST ->
          throw new ProblemException(
              ProblemKind.BAD_REQUEST, "Expected a valid Consistency-Token, but got another");
      case TOO_LARGE_TO_ANSWER -> throw tooLarge();
      default -> throw away();
    };
  }

  private Reading reading(byte[] body) {
    return new Reading(json.readValue(body, Contents.class), body.length);
  }

  private HttpResponse<Optional<byte[]>> send(
      DeckId deck, HttpServletRequest request, Optional<String> token, Deadline deadline) {
    var read =
        HttpRequest.newBuilder(settings.projectionUrl().resolve("/api/decks/" + deck))
            .header(HttpHeaders.AUTHORIZATION, request.getHeader(HttpHeaders.AUTHORIZATION));
    Stream.concat(
            Stream.ofNullable(request.getHeader(CommandHeaders.CONSISTENCY_TOKEN)), token.stream())
        .forEach(one -> read.header(CommandHeaders.CONSISTENCY_TOKEN, one));
    try {
      return client.send(read.build(), _ -> new BoundedBody(LARGEST), patience(deadline));
    } catch (IOException e) {
      throw away();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away();
    }
  }

  private static Duration patience(Deadline deadline) {
    var left = deadline.left();
    return left.compareTo(LONGEST_READING) < 0 ? left : LONGEST_READING;
  }

  /** A copy is one transaction, and is held in memory whole. */
  private static ProblemException tooLarge() {
    return new ProblemException(
        ProblemKind.UNPROCESSABLE,
        "Expected a deck of at most %d bytes to copy, but it is larger".formatted(LARGEST));
  }

  private static ProblemException away() {
    return new ProblemException(
        Problem.of(ProblemKind.UNAVAILABLE, "The deck to copy cannot be read right now")
            .retryAfter(RETRY_AFTER));
  }
}
