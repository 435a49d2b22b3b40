package dev.manadeck.projection.freshness;

import dev.manadeck.projection.live.LiveProgress;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projections;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FreshnessProperties.class)
class FreshnessConfiguration {

  @Bean
  WebMvcConfigurer freshReads(
      Projections projections,
      Positions positions,
      LiveProgress progress,
      FreshnessProperties properties) {
    var interceptor =
        new FreshReadInterceptor(new FreshReads(projections, positions, progress, properties));
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(interceptor).addPathPatterns("/api/**");
      }
    };
  }

  @Bean
  ParkedNotice parkedNotice(Projections projections, ParkedEventQueries parkedEvents) {
    return new ParkedNotice(projections, parkedEvents);
  }
}
