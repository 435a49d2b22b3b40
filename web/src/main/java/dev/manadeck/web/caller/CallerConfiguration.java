package dev.manadeck.web.caller;

import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.manadeck.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.net.MalformedURLException;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@AutoConfiguration(
    before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@EnableConfigurationProperties(AuthProperties.class)
class CallerConfiguration {
  @Bean
  JWKSetBasedJWKSource<SecurityContext> publishedKeys(AuthProperties properties)
      throws MalformedURLException {
    return PublishedKeys.fetchedAsOf(properties);
  }

  @Bean
  AuthenticationManager verifiedTokens(
      JWKSetBasedJWKSource<SecurityContext> publishedKeys, AuthProperties properties) {
    return new VerifiedTokens(
        new TokenVerifier(publishedKeys, properties), InstantSource.system(), properties);
  }

  /**
   * Guards the API and what operators alone may see. Whatever is outside its paths (health,
   * metrics, the page to try the API) is open, and skips it altogether.
   */
  @Bean
  SecurityFilterChain guardedPaths(
      HttpSecurity http,
      AuthenticationManager verifiedTokens,
      ProblemWriter problems,
      AuthProperties properties) {
    var challenges = new BearerChallenges(problems, properties.keyRefreshInterval());
    return http.securityMatcher(guarded())
        .authorizeHttpRequests(
            paths ->
                paths
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers("/api/ops/**", "/actuator/**")
                    .hasRole("OPERATOR")
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            tokens ->
                tokens
                    .bearerTokenResolver(new AuthorizationHeader())
                    .authenticationManagerResolver(_ -> verifiedTokens)
                    .authenticationEntryPoint(challenges)
                    .accessDeniedHandler(challenges))
        .exceptionHandling(
            refusals ->
                refusals.authenticationEntryPoint(challenges).accessDeniedHandler(challenges))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers
                    .defaultsDisabled()
                    .cacheControl(Customizer.withDefaults())
                    .contentTypeOptions(Customizer.withDefaults()))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .build();
  }

  /** Refuses the same header values as by default, without a regular expression for each. */
  @Bean
  HttpFirewall firewall() {
    var firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderValues(CallerConfiguration::hasNoControlCharacters);
    return firewall;
  }

  /** An observation of every filter and decision costs more than the decisions. */
  @Bean
  SecurityObservationSettings securityIsNotObserved() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  WebMvcConfigurer callerAsArgument() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
      }
    };
  }

  private static boolean hasNoControlCharacters(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) && c != '\t') {
        return false;
      }
    }
    return true;
  }

  private static RequestMatcher guarded() {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    RequestMatcher open =
        new OrRequestMatcher(
            paths.matcher("/actuator/health/**"), paths.matcher("/actuator/prometheus"));
    return new OrRequestMatcher(
        paths.matcher("/api/**"),
        new AndRequestMatcher(paths.matcher("/actuator/**"), new NegatedRequestMatcher(open)));
  }
}
