package dev.manadeck.command.machine;

import static dev.manadeck.command.deck.DeckStories.ADMIN;
import static dev.manadeck.command.deck.DeckStories.NOW;
import static dev.manadeck.command.deck.DeckStories.OWNER;

import dev.manadeck.command.deck.DeckCommand;
import dev.manadeck.command.learner.LearnerCommand;
import dev.manadeck.command.study.StudyCommand;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.UserId;
import java.time.Duration;
import java.util.UUID;

/** A command as it comes from the edge; the same request has the same digest. */
record Commands(CommandId id, UserId actor, Duration later, String traceparent) {
  static Commands underKey(String key) {
    return new Commands(new CommandId(key), OWNER, Duration.ZERO, null);
  }

  static Commands withoutKey() {
    return underKey(UUID.randomUUID().toString());
  }

  Commands by(UserId user) {
    return new Commands(id, user, later, traceparent);
  }

  Commands after(Duration time) {
    return new Commands(id, actor, time, traceparent);
  }

  Commands traced(String parent) {
    return new Commands(id, actor, later, parent);
  }

  Command asking(CommandKind kind, DeckCommand request) {
    return command(kind, new Request.OfDeck(request));
  }

  Command asking(CommandKind kind, StudyCommand request) {
    return command(kind, new Request.OfStudy(request));
  }

  Command asking(LearnerCommand request) {
    return command(CommandKind.CHANGE_PROFILE, new Request.OfLearner(request));
  }

  private Command command(CommandKind kind, Request request) {
    return new Command(
        id,
        CommandDigest.of(kind, "", request.toString()),
        new CommandContext(actor, actor.equals(ADMIN), NOW.plus(later), null),
        traceparent,
        request,
        1);
  }
}
