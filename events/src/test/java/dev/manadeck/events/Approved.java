package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that a person has looked at, and that the code must keep agreeing with. */
public final class Approved {
  private static final String WRITE = "manadeck.approve";
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(INDENTER)
                  .withArrayIndenter(INDENTER)
                  .withSeparators(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                          .withObjectEmptySeparator("")
                          .withArrayEmptySeparator("")))
          .build();

  private Approved() {}

  public static void assertApproved(Path file, JsonNode actual) {
    var text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(actual) + "\n";
    if (Boolean.getBoolean(WRITE)) {
      write(file, text);
    }
    assertThat(file)
        .as(
            "To write what the code makes now, run `mvn -pl :manadeck-events test"
                + " -Dtest=ApprovedEventsTest,SchemasTest -D%s=true`;"
                + " then look at the difference before you commit it",
            WRITE)
        .exists()
        .hasContent(text);
  }

  public static JsonNode read(Path file) {
    return MAPPER.readTree(file);
  }

  public static Set<String> namesIn(Path folder) {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
