package dev.manadeck.command.machine;

import dev.manadeck.command.deck.DeckCommand;
import dev.manadeck.command.learner.LearnerCommand;
import dev.manadeck.command.study.StudyCommand;
import dev.manadeck.events.DeckId;

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

  /** Whether the command that this one stands for was decided before; changes nothing. */
  record Recall(DeckId deckId) implements Request {
    @Override
    public String key() {
      return deckId.toString();
    }
  }

  record OfLearner(LearnerCommand command) implements Request {
    @Override
    public String key() {
      return command.userId().value();
    }
  }
}
