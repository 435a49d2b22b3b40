package dev.manadeck.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/** Learners with decks of their own, and the requests that they send. Confined to one thread. */
public final class Classroom {
  private static final int DECKS_OF_A_LEARNER = 4;
  private static final int CARDS_OF_A_DECK = 50;
  private static final List<String> RATINGS = List.of("again", "hard", "good", "good", "easy");

  private record StudiedDeck(UUID id, List<UUID> cards) {}

  private record Pupil(String user, byte[] headers, List<StudiedDeck> decks) {}

  /** A card that a learner may study. */
  public record Study(String user, UUID deck, UUID card) {
    public String reviewsPath() {
      return "/api/decks/" + deck + "/cards/" + card + "/reviews";
    }
  }

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Pupil> pupils;

  private Classroom(List<Pupil> pupils) {
    this.pupils = pupils;
  }

  /**
   * Creates the decks through the API.
   *
   * @param name tells this class from others on the same system
   */
  public static Classroom create(ApiClient client, URI url, String name, int learners) {
    List<Pupil> pupils = new ArrayList<>();
    for (int number = 0; number < learners; number++) {
      String user = "%s-%d".formatted(name, number);
      List<StudiedDeck> decks =
          IntStream.range(0, DECKS_OF_A_LEARNER)
              .mapToObj(_ -> createDeck(client, url, user))
              .toList();
      String headers =
          """
          Host: %s\r
          Authorization: Bearer %s\r
          Content-Type: application/json\r
          Content-Length: \
          """
              .formatted(url.getAuthority(), client.token(user));
      pupils.add(new Pupil(user, headers.getBytes(US_ASCII), decks));
    }
    return new Classroom(pupils);
  }

  private static StudiedDeck createDeck(ApiClient client, URI url, String user) {
    StudiedDeck deck =
        new StudiedDeck(
            UUID.randomUUID(),
            IntStream.range(0, CARDS_OF_A_DECK).mapToObj(_ -> UUID.randomUUID()).toList());
    List<Map<String, Object>> cards = deck.cards().stream().map(Classroom::card).toList();
    client.post(
        url.resolve("/api/decks"), user, Map.of("id", deck.id(), "title", "Birds", "cards", cards));
    return deck;
  }

  private static Map<String, Object> card(UUID id) {
    return Map.of(
        "id",
        id,
        "cardType",
        "flashcard",
        "content",
        Map.of("front", "Turdus merula", "back", "Blackbird"));
  }

  /** A request with one review of any of the learner's cards. */
  public byte[] review(int learner) {
    Pupil pupil = pupil(learner);
    return request(pupil, any(pupil).reviewsPath(), "{\"rating\":\"" + any(RATINGS) + "\"}");
  }

  /**
   * A request with reviews of any cards of one of the learner's decks, as a device sends them that
   * was offline.
   */
  public byte[] reviews(int learner, int count) {
    Pupil pupil = pupil(learner);
    StudiedDeck deck = any(pupil.decks());
    StringBuilder body = new StringBuilder("{\"reviews\":[");
    for (int number = 0; number < count; number++) {
      body.append(number == 0 ? "{\"cardId\":\"" : ",{\"cardId\":\"")
          .append(any(deck.cards()))
          .append("\",\"rating\":\"")
          .append(any(RATINGS))
          .append("\"}");
    }
    return request(pupil, "/api/decks/" + deck.id() + "/reviews", body.append("]}").toString());
  }

  /** One card of each deck. */
  public List<Study> ofEachDeck() {
    return pupils.stream()
        .flatMap(
            pupil ->
                pupil.decks().stream()
                    .map(deck -> new Study(pupil.user(), deck.id(), deck.cards().getFirst())))
        .toList();
  }

  public Study any() {
    return any(any(pupils));
  }

  private Study any(Pupil pupil) {
    StudiedDeck deck = any(pupil.decks());
    return new Study(pupil.user(), deck.id(), any(deck.cards()));
  }

  private Pupil pupil(int number) {
    return pupils.get(number % pupils.size());
  }

  private static byte[] request(Pupil pupil, String path, String body) {
    byte[] line = ("POST " + path + " HTTP/1.1\r\n").getBytes(US_ASCII);
    byte[] rest = (body.length() + "\r\n\r\n" + body).getBytes(US_ASCII);
    byte[] whole = new byte[line.length + pupil.headers().length + rest.length];
    System.arraycopy(line, 0, whole, 0, line.length);
    System.arraycopy(pupil.headers(), 0, whole, line.length, pupil.headers().length);
    System.arraycopy(rest, 0, whole, line.length + pupil.headers().length, rest.length);
    return whole;
  }

  private <T> T any(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }
}
