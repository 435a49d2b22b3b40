package dev.manadeck.edge;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** Why an attempt ended without an answer: what may be done next depends on it. */
enum AttemptFailure {
  /** The request's head is larger than may be sent on, to whomever. */
  UNSENDABLE,
  /** No connection came about: the backend knows nothing of the request. */
  NOT_SENT,
  /** The answer broke off, or never began: the backend may have carried the request out, or not. */
  BROKEN,
  /** No answer began before the deadline. */
  OVERDUE,
  /** More requests wait for the backend than the edge holds. */
  CROWDED;

  private static final int LONGEST_MESSAGE = 100;

  /** For operators, who do not want to see the client's whole state, which some messages hold. */
  static String inShort(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null || message.length() > LONGEST_MESSAGE ? name : name + ": " + message;
  }

  static AttemptFailure of(Throwable failure) {
    return switch (failure) {
      case ConnectException _,
          NoRouteToHostException _,
          SocketTimeoutException _,
          UnknownHostException _,
          UnresolvedAddressException _ ->
          NOT_SENT;
      case IllegalArgumentException _ -> UNSENDABLE;
      case TimeoutException _ -> OVERDUE;
      case RejectedExecutionException _ -> CROWDED;
      default -> BROKEN;
    };
  }
}
