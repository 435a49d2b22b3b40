package dev.manadeck.migrations;

/** What a command line asks for. */
sealed interface Invocation {
  record Help() implements Invocation {}

  record Migrate(Settings settings) implements Invocation {}

  record Mistake(String reason) implements Invocation {}
}
