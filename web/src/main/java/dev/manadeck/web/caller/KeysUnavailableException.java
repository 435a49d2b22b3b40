package dev.manadeck.web.caller;

import org.springframework.security.core.AuthenticationException;

/** No key of the issuer is known yet, so a token is neither good nor bad. */
final class KeysUnavailableException extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  KeysUnavailableException(Throwable cause) {
    super("No key of the token issuer is known yet", cause);
  }
}
