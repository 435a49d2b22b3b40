package dev.manadeck.command.http;

import dev.manadeck.web.problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with an object. It names some places and says if there are more: a body can be
 * wrong in more places than the memory has room for their names.
 */
final class FoundErrors {
  private final String pointer;
  private final int most;
  private final List<FieldError> named = new ArrayList<>();
  private boolean isMoreWrong;

  /**
   * @param pointer of the object
   * @param most that are named
   */
  FoundErrors(String pointer, int most) {
    this.pointer = pointer;
    this.most = most;
  }

  void add(String pointer, String detail) {
    if (named.size() < most) {
      named.add(new FieldError(pointer, detail));
    } else {
      isMoreWrong = true;
    }
  }

  List<FieldError> all() {
    var all = new ArrayList<>(named);
    if (isMoreWrong) {
      all.add(
          new FieldError(
              pointer, "More is wrong than the %d places that are named".formatted(most)));
    }
    return List.copyOf(all);
  }
}
