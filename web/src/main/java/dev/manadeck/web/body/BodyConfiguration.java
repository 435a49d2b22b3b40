package dev.manadeck.web.body;

import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

@AutoConfiguration
@EnableConfigurationProperties(BodyProperties.class)
class BodyConfiguration {
  /** Before any filter that might read a body, right inside the one that answers refusals. */
  private static final int BEFORE_READERS = Ordered.HIGHEST_PRECEDENCE + 3;

  @Bean
  FilterRegistrationBean<BodyFilter> bodyFilter(BodyProperties properties) {
    var registration = new FilterRegistrationBean<>(new BodyFilter(properties.maxSize().toBytes()));
    registration.setOrder(BEFORE_READERS);
    return registration;
  }

  /** Lets clients read a refusal: they are not told to go on, and not cut off if they do. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> gentleRefusals(
      BodyProperties properties) {
    int maxSwallowBytes = Math.toIntExact(properties.maxSwallowSize().toBytes());
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector -> {
              if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setMaxSwallowSize(maxSwallowBytes);
                http.setContinueResponseTiming(
                    ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
              }
            });
  }
}
