package dev.manadeck.command.http;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
