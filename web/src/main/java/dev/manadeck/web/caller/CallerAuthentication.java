package dev.manadeck.web.caller;

import java.time.Instant;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** A verified token: whose it is, and until when. Shared by all requests that carry the token. */
record CallerAuthentication(Caller caller, Instant expiresAt) implements Authentication {
  private static final List<GrantedAuthority> OF_ADMIN =
      AuthorityUtils.createAuthorityList("ROLE_ADMIN", "ROLE_OPERATOR");
  private static final List<GrantedAuthority> OF_OPERATOR =
      AuthorityUtils.createAuthorityList("ROLE_OPERATOR");

  boolean isExpiredAt(Instant now) {
    return !now.isBefore(expiresAt);
  }

  @Override
  public List<GrantedAuthority> getAuthorities() {
    if (caller.isAdmin()) {
      return OF_ADMIN;
    }
    return caller.isOperator() ? OF_OPERATOR : List.of();
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public String getName() {
    return caller.userId().value();
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public String getDetails() {
    return "";
  }

  @Override
  public boolean isAuthenticated() {
    return true;
  }

  @Override
  public void setAuthenticated(boolean authenticated) {
    throw new UnsupportedOperationException("A verified token stays verified");
  }
}
