package dev.manadeck.projection.progress;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Reviews in their order. Nothing changes a list; but one that grows at its end shares what it
 * holds with the longer one, so that a history of many reviews is not copied for each of them.
 * Single-threaded.
 */
final class ReviewList extends AbstractList<ReviewRow> implements RandomAccess {
  private static final Comparator<ReviewRow> ORDER = ReviewRow::compare;
  private static final int LEAST_CAPACITY = 2;

  static final ReviewList EMPTY = new ReviewList(new ReviewRow[0], 0);

  /** Behind the end stands null, or what a longer list has claimed. */
  private final @Nullable ReviewRow[] rows;

  private final int size;

  private ReviewList(@Nullable ReviewRow[] rows, int size) {
    this.rows = rows;
    this.size = size;
  }

  /** Must be in order. */
  static ReviewList of(List<ReviewRow> ordered) {
    return new ReviewList(ordered.toArray(ReviewRow[]::new), ordered.size());
  }

  @Override
  public ReviewRow get(int index) {
    var row = rows[index];
    if (index >= size || row == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return row;
  }

  @Override
  public int size() {
    return size;
  }

  /** This itself if a review of the same moment is there already. */
  ReviewList with(ReviewRow review) {
    if (size == 0 || ORDER.compare(get(size - 1), review) < 0) {
      return appended(review);
    }
    int place = Collections.binarySearch(this, review, ORDER);
    return place >= 0 ? this : inserted(-place - 1, review);
  }

  private ReviewList appended(ReviewRow review) {
    boolean isFree = size < rows.length && rows[size] == null;
    var room = isFree ? rows : Arrays.copyOf(rows, Math.max(LEAST_CAPACITY, size + size / 2 + 1));
    if (!isFree) {
      Arrays.fill(room, size, room.length, null);
    }
    room[size] = review;
    return new ReviewList(room, size + 1);
  }

  private ReviewList inserted(int place, ReviewRow review) {
    var more = new @Nullable ReviewRow[size + 1];
    System.arraycopy(rows, 0, more, 0, place);
    more[place] = review;
    System.arraycopy(rows, place, more, place + 1, size - place);
    return new ReviewList(more, size + 1);
  }
}
