package dev.manadeck.events.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds what a reader would stumble over, if the log held facts of both schemas: one that was
 * written for the old schema meets new facts, one for the new schema meets old facts. So nothing
 * may change but this: a field that may be absent is added. The set of an enum's values is closed,
 * since a reader cannot know what to do with another one.
 */
final class SchemaChanges {
  private static final Set<String> WORDS = Set.of("$schema", "$id", "title", "description");
  private static final Set<String> STRUCTURE =
      Set.of("$ref", "$defs", "properties", "required", "items", "enum");

  private final JsonNode releasedRoot;
  private final JsonNode currentRoot;
  private final List<String> breaks = new ArrayList<>();

  private SchemaChanges(JsonNode releasedRoot, JsonNode currentRoot) {
    this.releasedRoot = releasedRoot;
    this.currentRoot = currentRoot;
  }

  static List<String> thatBreakReaders(JsonNode released, JsonNode current) {
    var changes = new SchemaChanges(released, current);
    changes.compare("", released, current);
    return changes.breaks;
  }

  private void compare(String place, JsonNode releasedOrReference, JsonNode currentOrReference) {
    var released = resolved(releasedRoot, releasedOrReference);
    var current = resolved(currentRoot, currentOrReference);
    compareKeywords(place, released, current);
    compareEnums(place, released.path("enum"), current.path("enum"));
    compareFields(place, released, current);
    if (released.has("items") && current.has("items")) {
      compare(place + "/*", released.get("items"), current.get("items"));
    }
  }

  /** A keyword that is not known here must not change either: nobody has thought about it yet. */
  private void compareKeywords(String place, JsonNode released, JsonNode current) {
    var keywords = new LinkedHashSet<>(released.propertyNames());
    keywords.addAll(current.propertyNames());
    keywords.removeAll(WORDS);
    keywords.removeAll(STRUCTURE);
    for (var keyword : keywords) {
      var before = released.path(keyword);
      var after = current.path(keyword);
      if (!before.equals(after)) {
        report(place, "%s changed from %s to %s", keyword, printed(before), printed(after));
      }
    }
  }

  private void compareEnums(String place, JsonNode released, JsonNode current) {
    if (released.isMissingNode() != current.isMissingNode()) {
      report(place, "enum changed from %s to %s", printed(released), printed(current));
      return;
    }
    var before = texts(released);
    var after = texts(current);
    before.stream()
        .filter(value -> !after.contains(value))
        .forEach(value -> report(place, "value \"%s\" was removed", value));
    after.stream()
        .filter(value -> !before.contains(value))
        .forEach(value -> report(place, "value \"%s\" is new", value));
  }

  private void compareFields(String place, JsonNode released, JsonNode current) {
    var before = released.path("properties");
    var after = current.path("properties");
    var requiredBefore = texts(released.path("required"));
    var requiredAfter = texts(current.path("required"));
    for (var name : before.propertyNames()) {
      var field = place + "/" + name;
      if (!after.has(name)) {
        report(field, "was removed");
      } else {
        if (requiredBefore.contains(name) && !requiredAfter.contains(name)) {
          report(field, "may be absent now");
        }
        if (!requiredBefore.contains(name) && requiredAfter.contains(name)) {
          report(field, "is required now, but older facts may lack it");
        }
        compare(field, before.get(name), after.get(name));
      }
    }
    for (var name : after.propertyNames()) {
      if (!before.has(name) && requiredAfter.contains(name)) {
        report(place + "/" + name, "is new and required, but older facts lack it");
      }
    }
  }

  private static JsonNode resolved(JsonNode root, JsonNode schema) {
    var reference = schema.path("$ref");
    return reference.isMissingNode() ? schema : root.at(reference.asString().substring(1));
  }

  private void report(String place, String change, Object... details) {
    breaks.add((place.isEmpty() ? "/" : place) + ": " + change.formatted(details));
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new LinkedHashSet<String>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }

  private static String printed(JsonNode node) {
    return node.isMissingNode() ? "none" : node.toString();
  }
}
