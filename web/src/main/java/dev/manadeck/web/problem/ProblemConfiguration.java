package dev.manadeck.web.problem;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
class ProblemConfiguration {
  /** Inside the request's observation, so that metrics see the final status; outside all else. */
  private static final int OUTERMOST = Ordered.HIGHEST_PRECEDENCE + 2;

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  FailedRequests failedRequests(JsonMapper json, ProblemWriter writer) {
    return new FailedRequests(new ExpectedFailures(new UnreadableJson(json)), writer);
  }

  @Bean
  WebMvcConfigurer problemExceptionResolution(FailedRequests failedRequests) {
    return new WebMvcConfigurer() {
      @Override
      public void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(new ProblemExceptionResolver(failedRequests));
      }
    };
  }

  @Bean
  FilterRegistrationBean<LastResortFilter> lastResortFilter(FailedRequests failedRequests) {
    var registration = new FilterRegistrationBean<>(new LastResortFilter(failedRequests));
    registration.setOrder(OUTERMOST);
    return registration;
  }

  @Bean
  SentErrors sentErrors(ProblemWriter writer) {
    return new SentErrors(writer);
  }

  @Bean
  RequestRejectedHandler firewallRefusals(ProblemWriter writer) {
    return (request, response, _) ->
        writer.write(request, response, ExpectedFailures.rejectedByFirewall());
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> malformedRequests(
      ProblemWriter writer) {
    return tomcat ->
        tomcat.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new ProblemReportValve(writer)));
  }
}
