package dev.manadeck.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {

  @Test
  void areTheOnesOfTheContractByDefault() {
    assertThat(new Ports(Ports.DEFAULT_EDGE, 1).byPart())
        .containsEntry("edge", 8080)
        .containsEntry("command-service-1", 8081)
        .containsEntry("projection-service", 8082)
        .containsEntry("kafka", 9092)
        .containsEntry("postgres", 5432);
  }

  @Test
  void followTheEdgesPort() {
    assertThat(new Ports(18_080, 3).byPart())
        .containsEntry("edge", 18_080)
        .containsEntry("command-service-1", 18_081)
        .containsEntry("projection-service", 18_082)
        .containsEntry("command-service-2", 18_083)
        .containsEntry("command-service-3", 18_084)
        .containsEntry("kafka", 19_092)
        .containsEntry("postgres", 15_432);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "3000, 1", "65000, 1", "8080, 0", "8080, 10"})
  void areRefusedWhereTheyCannotBe(int edge, int commandNodes) {
    assertThatThrownBy(() -> new Ports(edge, commandNodes)).isInstanceOf(RefusedException.class);
  }
}
