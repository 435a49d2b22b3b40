package dev.manadeck.scheduling;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Inputs and outputs asserted in the tests of the reference implementations. */
final class Vectors {
  static final JsonNode FSRS_RS = read("fsrs-rs-6.6.1.json");
  static final JsonNode PY_FSRS = read("py-fsrs-6.3.1.json");

  private Vectors() {}

  static Fsrs fsrs(JsonNode vector) {
    return new Fsrs(FsrsWeights.of(numbers(vector.required("params"))));
  }

  static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  static Grade grade(JsonNode rating) {
    return Grade.values()[rating.asInt() - 1];
  }

  /** Folds pairs of a rating and the days elapsed since the review before it. */
  static Memory fold(Fsrs fsrs, JsonNode reviews) {
    Memory memory = fsrs.first(grade(reviews.required(0).required(0)));
    for (int i = 1; i < reviews.size(); i++) {
      JsonNode review = reviews.required(i);
      memory = fsrs.next(memory, review.required(1).asLong(), grade(review.required(0)));
    }
    return memory;
  }

  private static JsonNode read(String name) {
    try (InputStream file =
        Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + name))) {
      return JsonMapper.shared().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
