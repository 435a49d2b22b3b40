package dev.manadeck.command.machine;

import dev.manadeck.command.deck.DeckCommand;
import dev.manadeck.command.learner.LearnerCommand;
import dev.manadeck.command.study.StudyCommand;

/** What is asked, of whichever aggregate. */
public sealed interface Request {
  /** The key of the facts that it may lead to, and so of its shard. */
  String key();

  record OfDeck(DeckCommand command) implements Request {
    @Override
    public String key() {
      return command.deckId().toString();
    }
  }

  record OfStudy(StudyCommand command) implements Request {
    @Override
    public String key() {
      return command.deckId().toString();
    }
  }

  record OfLearner(LearnerCommand command) implements Request {
    @Override
    public String key() {
      return command.userId().value();
    }
  }
}
