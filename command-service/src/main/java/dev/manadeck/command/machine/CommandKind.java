package dev.manadeck.command.machine;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What kind of answer a command gets; stands in the log with the command's digest. */
public enum CommandKind {
  CREATE_DECK("create-deck"),
  CHANGE_DECK("change-deck"),
  DELETE_DECK("delete-deck"),
  RESTORE_DECK("restore-deck"),
  FEATURE_DECK("feature-deck"),
  COPY_DECK("copy-deck"),
  ADD_CARD("add-card"),
  ADD_CARDS("add-cards"),
  REPLACE_CARD("replace-card"),
  CHANGE_CARD("change-card"),
  REMOVE_CARD("remove-card"),
  ORDER_CARDS("order-cards"),
  MARK_CARD("mark-card"),
  START_SESSION("start-session"),
  COMPLETE_SESSION("complete-session"),
  REVIEW("review"),
  REVIEW_BATCH("review-batch"),
  UNDO_REVIEW("undo-review"),
  CHANGE_PROFILE("change-profile");

  private static final Map<String, CommandKind> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(kind -> kind.wireName, Function.identity()));

  private final String wireName;

  CommandKind(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  static Optional<CommandKind> named(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }
}
