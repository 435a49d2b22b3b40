package dev.manadeck.web.caller;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param jwksUri where the token issuer publishes its keys
 * @param issuer what every token must name as {@code iss}
 * @param audience what every token must have among {@code aud}
 * @param clockSkew by how much the issuer's clock may differ from ours
 * @param keyCacheDuration how long the published keys are used before they are asked for again
 * @param keyRefreshInterval in which the keys are asked for twice at most, however many tokens name
 *     unknown ones
 * @param keyFetchTimeout for connecting, and again for reading
 * @param tokenCacheDuration how long a verified token is believed without another look; also how
 *     long a withdrawn key may go on being honoured
 * @param tokenCacheSize how many verified tokens are remembered
 */
@Validated
@ConfigurationProperties("manadeck.auth")
record AuthProperties(
    @NotNull(message = "must be the http(s) address of the token issuer's key set") URI jwksUri,
    @NotBlank(message = "must be the issuer that tokens name as iss") String issuer,
    @NotBlank(message = "must be the audience that tokens name as aud") String audience,
    @NotNull @DefaultValue("60s") Duration clockSkew,
    @NotNull @DefaultValue("5m") Duration keyCacheDuration,
    @NotNull @DefaultValue("5s") Duration keyRefreshInterval,
    @NotNull @DefaultValue("2s") Duration keyFetchTimeout,
    @NotNull @DefaultValue("5m") Duration tokenCacheDuration,
    @Min(1) @DefaultValue("10000") int tokenCacheSize) {
  @AssertTrue(message = "manadeck.auth.jwks-uri must be an http or https address")
  boolean isJwksUriFetchable() {
    return jwksUri == null
        || ("http".equals(jwksUri.getScheme()) || "https".equals(jwksUri.getScheme()));
  }
}
