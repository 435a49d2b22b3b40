package dev.manadeck.local.operations;

import tools.jackson.databind.node.ObjectNode;

/** Runs as the service tells of them. */
final class Runs {
  static final String ID = "01990000-0000-7000-8000-000000000001";

  private static final String BUILDING =
      """
      {"id": "%s", "projection": "decks", "kind": "rebuild", "state": "building",
       "step": "building", "generation": 3, "codeVersion": 1, "eventsDone": 45200,
       "eventsTotal": 100000, "percent": 45.2, "rate": 182000, "etaSeconds": 12, "asOf": null,
       "scope": null, "dryRun": false, "swap": true, "force": false, "maxRate": null,
       "clean": null, "report": null, "error": null, "requestedBy": "operator", "runner": "1@host",
       "requestedAt": "2026-11-20T07:00:00.123Z", "startedAt": "2026-11-20T07:00:01Z",
       "completedAt": null, "elapsedMillis": 2500}
      """
          .formatted(ID);

  private static final String DIFFERENCES =
      """
      {"at": {"decks-0": 17}, "comparedRowCount": 1200, "differingRowCount": 3, "differences": [
        {"table": "decks", "key": {"deck_id": "d-1"}, "kind": "changed", "columns": [
          {"column": "title", "inTable": "Birds", "fromLog": "Fish"},
          {"column": "version", "inTable": 7, "fromLog": null}]},
        {"table": "cards", "key": {"card_id": "c-1"}, "kind": "missing", "columns": [
          {"column": "card_id", "inTable": null, "fromLog": "c-1"},
          {"column": "position", "inTable": null, "fromLog": 4}]}]}
      """;

  private Runs() {}

  static ObjectNode building() {
    return (ObjectNode) OperatorApi.JSON.readTree(BUILDING);
  }

  static ObjectNode paused() {
    return building().put("state", "paused");
  }

  static ObjectNode completed() {
    return building()
        .put("state", "completed")
        .putNull("step")
        .put("eventsDone", 100_000)
        .put("percent", 100.0)
        .putNull("rate")
        .putNull("etaSeconds");
  }

  static ObjectNode failed(String error) {
    return completed().put("state", "failed").put("percent", 45.2).put("error", error);
  }

  static ObjectNode verified() {
    ObjectNode verified = completed().put("kind", "verification").put("clean", true);
    verified.set(
        "report",
        OperatorApi.JSON.readTree(
            "{\"at\": {}, \"comparedRowCount\": 1200, \"differingRowCount\": 0, \"differences\": []}"));
    return verified;
  }

  static ObjectNode differing() {
    ObjectNode differing = completed().put("kind", "verification").put("clean", false);
    differing.set("report", OperatorApi.JSON.readTree(DIFFERENCES));
    return differing;
  }

  static String progress(ObjectNode run) {
    return "event:progress\ndata:" + run + "\n\n";
  }

  static String end(ObjectNode run) {
    return "event:end\ndata:" + run + "\n\n";
  }
}
