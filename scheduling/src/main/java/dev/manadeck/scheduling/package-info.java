/**
 * The two schedulers, FSRS-6 and SM-2, as pure functions of a card's reviews.
 *
 * <p>{@link dev.manadeck.scheduling.CardState} folds both over a card's reviews; {@link
 * dev.manadeck.scheduling.Schedule} says, for the settings that rule now, when the card is due. The
 * fold never looks at retention, maximum interval, fuzz or the choice of scheduler, so that a
 * change of these needs no second fold.
 *
 * <p>Choices where the rules are silent:
 *
 * <ul>
 *   <li>Hard &lt; good &lt; easy holds among the grades that would have answered with days: a grade
 *       that would have answered with a step bounds nothing. The maximum interval wins over it.
 *   <li>An interval of days ends where its study day starts, for FSRS as for SM-2: whenever in that
 *       day the card is studied, the elapsed days are the interval. A step ends to the millisecond.
 *   <li>A card whose step lies behind the last one of the steps now in force graduates, but for
 *       again, which starts them anew.
 *   <li>Study days that run backwards (a journey) count as the same day.
 *   <li>Weights out of their bounds are refused, bounds included, after the migration.
 *   <li>Fuzz spreads the rounded interval evenly over the whole days within its range. The
 *       repetition number is the count of the card's reviews.
 *   <li>A lapse of FSRS is again on a card in review, with relearning steps or without.
 *   <li>The maximum caps what SM-2 answers, not the interval that it goes on from. SM-2 multiplies
 *       doubles: 100 days at ease 2.22 are followed by 223.
 *   <li>Review ids are ordered as unsigned numbers, as their text is.
 * </ul>
 */
@NullMarked
package dev.manadeck.scheduling;

import org.jspecify.annotations.NullMarked;
