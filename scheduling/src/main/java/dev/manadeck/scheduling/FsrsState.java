package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.Grade.AGAIN;
import static dev.manadeck.scheduling.Grade.EASY;
import static dev.manadeck.scheduling.Grade.GOOD;
import static dev.manadeck.scheduling.Grade.HARD;

/**
 * Where FSRS stands with a card. A number that does not apply is 0.
 *
 * @param lapses how often the card was forgotten while in review
 * @param step which of its steps the card is in, counted from 0
 * @param stepMillis the delay from the last review until a card in its steps is due
 * @param hardStability what hard would have made of the stability, where that bounds the interval
 *     from below
 * @param goodStability the same for good
 */
public record FsrsState(
    double stability,
    double difficulty,
    int lapses,
    CardStatus status,
    int step,
    long stepMillis,
    double hardStability,
    double goodStability) {
  public static final FsrsState UNSEEN = new FsrsState(0, 0, 0, CardStatus.NEW, 0, 0, 0, 0);

  /** Must be 0 days for the first review. */
  FsrsState after(Grade grade, long elapsedDays, SchedulerSettings settings) {
    Outlook outlook = outlook(elapsedDays, settings.fsrs());
    Steps steps = steps(settings);
    int nextStep = nextStep(steps, grade);
    return nextStep == Steps.NONE
        ? inReview(outlook, grade, steps)
        : inSteps(outlook, grade, nextStep, steps.delayMillis(nextStep, grade));
  }

  private Outlook outlook(long elapsedDays, Fsrs fsrs) {
    return switch (status) {
      case NEW -> fsrs.outlook();
      case LEARNING, REVIEW, RELEARNING ->
          fsrs.outlook(new Memory(stability, difficulty), elapsedDays);
    };
  }

  private Steps steps(SchedulerSettings settings) {
    return switch (status) {
      case NEW, LEARNING -> settings.learningSteps();
      case REVIEW, RELEARNING -> settings.relearningSteps();
    };
  }

  private int nextStep(Steps steps, Grade grade) {
    return status == CardStatus.REVIEW && grade != AGAIN ? Steps.NONE : steps.next(step, grade);
  }

  private FsrsState inSteps(Outlook outlook, Grade grade, int nextStep, long delayMillis) {
    CardStatus nextStatus =
        switch (status) {
          case NEW, LEARNING -> CardStatus.LEARNING;
          case REVIEW, RELEARNING -> CardStatus.RELEARNING;
        };
    return new FsrsState(
        outlook.stability(grade),
        outlook.difficulty(grade),
        lapsesAfter(grade),
        nextStatus,
        nextStep,
        delayMillis,
        0,
        0);
  }

  private FsrsState inReview(Outlook outlook, Grade grade, Steps steps) {
    boolean hardBounds = grade.isAbove(HARD) && nextStep(steps, HARD) == Steps.NONE;
    boolean goodBounds = grade == EASY && nextStep(steps, GOOD) == Steps.NONE;
    return new FsrsState(
        outlook.stability(grade),
        outlook.difficulty(grade),
        lapsesAfter(grade),
        CardStatus.REVIEW,
        0,
        0,
        hardBounds ? outlook.stability(HARD) : 0,
        goodBounds ? outlook.stability(GOOD) : 0);
  }

  private int lapsesAfter(Grade grade) {
    return status == CardStatus.REVIEW && grade == AGAIN ? lapses + 1 : lapses;
  }
}
