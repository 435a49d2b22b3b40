package dev.manadeck.web.query;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

@AutoConfiguration
class QueryConfiguration {
  /** Behind the filter of bodies, which refuses forms: their fields are parameters, too. */
  private static final int BEHIND_BODIES = Ordered.HIGHEST_PRECEDENCE + 4;

  @Bean
  FilterRegistrationBean<QueryFilter> queryFilter() {
    var registration = new FilterRegistrationBean<>(new QueryFilter());
    registration.setOrder(BEHIND_BODIES);
    return registration;
  }
}
