package dev.manadeck.command.http;

final class CommandHeaders {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  static final String CONSISTENCY_TOKEN = "Consistency-Token";

  /** Set by a node that passes a request on; a request that has it is not passed on again. */
  static final String FORWARDED_BY = "Manadeck-Forwarded-By";

  private CommandHeaders() {}
}
