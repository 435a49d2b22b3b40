package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(OneNode.class)
class ProfileApiTest {
  private static final String PROFILE = "/api/me/profile";

  private final Client anna;

  ProfileApiTest(RunningNode node) {
    anna = node.as(OneNode.newUser());
  }

  @Test
  void changesTheGivenFields() {
    var first =
        anna.put(
            PROFILE,
            """
            {"displayName": "Änna 🐦", "timeZone": "Europe/Berlin", "dayStartHour": 0,
             "onLeaderboard": true}
            """);
    var second = anna.put(PROFILE, "{\"dayStartHour\": 5}");
    var third = anna.put(PROFILE, "{\"displayName\": null, \"onLeaderboard\": false}");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("etag")).isEqualTo("\"1\"");
    assertThat(first.header("consistency-token")).startsWith("learners.");
    assertThat(first.text("displayName")).isEqualTo("Änna 🐦");
    assertThat(second.header("etag")).isEqualTo("\"2\"");
    assertThat(second.text("timeZone")).isEqualTo("Europe/Berlin");
    assertThat(second.number("dayStartHour")).isEqualTo(5);
    assertThat(third.body().get("displayName").isNull()).isTrue();
    assertThat(third.flag("onLeaderboard")).isFalse();
  }

  @Test
  void answersTheProfileIfNothingChanges() {
    var first = anna.put(PROFILE, "{\"displayName\": \"Anna\"}");

    assertThat(anna.put(PROFILE, "{\"displayName\": \"Anna\"}").asTold().body())
        .isEqualTo(first.body());
    assertThat(anna.put(PROFILE, "{}").header("etag")).isEqualTo("\"1\"");
  }

  @Test
  void wantsANameForTheLeaderboard() {
    assertThat(anna.put(PROFILE, "{\"onLeaderboard\": true}").status()).isEqualTo(422);
  }

  @Test
  void mindsTheVersion() {
    anna.put(PROFILE, "{\"displayName\": \"Anna\"}");

    assertThat(anna.put(PROFILE, "{\"displayName\": \"A\"}", "If-Match", "\"2\"").status())
        .isEqualTo(412);
    assertThat(anna.put(PROFILE, "{\"displayName\": \"A\"}", "If-Match", "\"1\"").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"displayName": " "}       | /displayName
          {"displayName": ["a"]}     | /displayName
          {"timeZone": "Mars/North"} | /timeZone
          {"timeZone": ""}           | /timeZone
          {"timeZone": 1}            | /timeZone
          {"dayStartHour": 24}       | /dayStartHour
          {"dayStartHour": -1}       | /dayStartHour
          {"dayStartHour": 1.5}      | /dayStartHour
          {"dayStartHour": "4"}      | /dayStartHour
          {"onLeaderboard": "yes"}   | /onLeaderboard
          {"userId": "bert"}         | /userId
          """)
  void namesTheFieldThatIsWrong(String body, String pointer) {
    var reply = anna.put(PROFILE, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.pointers()).containsExactly(pointer);
  }
}
