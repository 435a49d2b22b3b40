package dev.manadeck.events.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The words of the schemas, kept beside the records so that the wire code stays free of them. */
final class Descriptions {
  private static final String FILE = "/schema-descriptions.properties";

  private final Properties texts = new Properties();
  private final Set<String> used = new HashSet<>();

  Descriptions() {
    try (var file = new InputStreamReader(Descriptions.class.getResourceAsStream(FILE), UTF_8)) {
      texts.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String of(Class<?> type) {
    return text(type.getSimpleName());
  }

  String of(RecordComponent field) {
    var inRecord = field.getDeclaringRecord().getSimpleName() + "." + field.getName();
    return text(texts.containsKey(inRecord) ? inRecord : field.getName());
  }

  Set<String> unused() {
    var unused = new TreeSet<>(texts.stringPropertyNames());
    unused.removeAll(used);
    return unused;
  }

  private String text(String key) {
    used.add(key);
    var text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("Expected a description of %s in %s".formatted(key, FILE));
    }
    return text;
  }
}
