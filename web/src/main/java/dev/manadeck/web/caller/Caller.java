package dev.manadeck.web.caller;

import dev.manadeck.events.UserId;

/**
 * Who sent a request. A controller gets it by naming it as a parameter. An admin is an operator.
 */
public record Caller(UserId userId, boolean isAdmin, boolean isOperator) {
  public Caller {
    isOperator = isOperator || isAdmin;
  }
}
