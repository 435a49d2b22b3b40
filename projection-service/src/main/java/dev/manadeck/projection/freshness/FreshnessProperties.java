package dev.manadeck.projection.freshness;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param maxWait how long a query waits for the positions of its consistency token
 * @param lookAgain how often a waiting query looks whether another process has moved them
 */
@ConfigurationProperties("manadeck.consistency")
record FreshnessProperties(
    @DefaultValue("2s") Duration maxWait, @DefaultValue("25ms") Duration lookAgain) {}
