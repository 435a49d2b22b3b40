package dev.manadeck.scheduling;

/**
 * What each grade would make of a card's memory. All of them are asked for, because an interval
 * depends on what the lower grades would have led to.
 */
sealed interface Outlook {
  double stability(Grade grade);

  double difficulty(Grade grade);

  default Memory memory(Grade grade) {
    return new Memory(stability(grade), difficulty(grade));
  }

  record FirstReview(Fsrs fsrs) implements Outlook {
    @Override
    public double stability(Grade grade) {
      return fsrs.firstStability(grade);
    }

    @Override
    public double difficulty(Grade grade) {
      return fsrs.firstDifficulty(grade);
    }
  }

  /** A review on the study day of the last one; what the grades have in common is reckoned once. */
  record SameDay(Fsrs fsrs, Memory last, double decay) implements Outlook {
    @Override
    public double stability(Grade grade) {
      return Fsrs.storedStability(last.stability() * fsrs.sameDayGain(grade, decay));
    }

    @Override
    public double difficulty(Grade grade) {
      return fsrs.nextDifficulty(last.difficulty(), grade);
    }
  }

  /** A review on a later study day; what the grades have in common is reckoned once. */
  record LaterDay(Fsrs fsrs, Memory last, double retrievability, double gain) implements Outlook {
    @Override
    public double stability(Grade grade) {
      return Fsrs.storedStability(
          switch (grade) {
            case AGAIN -> fsrs.afterFailure(last, retrievability);
            case HARD -> last.stability() * (1 + gain * fsrs.hardPenalty());
            case GOOD -> last.stability() * (1 + gain);
            case EASY -> last.stability() * (1 + gain * fsrs.easyBonus());
          });
    }

    @Override
    public double difficulty(Grade grade) {
      return fsrs.nextDifficulty(last.difficulty(), grade);
    }
  }
}
