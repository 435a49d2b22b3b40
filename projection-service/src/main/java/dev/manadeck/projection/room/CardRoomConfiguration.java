package dev.manadeck.projection.room;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CardRoomProperties.class)
class CardRoomConfiguration {
  @Bean
  CardRoom cardRoom(CardRoomProperties properties) {
    return properties.room();
  }
}
