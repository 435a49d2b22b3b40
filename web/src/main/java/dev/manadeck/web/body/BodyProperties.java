package dev.manadeck.web.body;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxSize of a request's body; a larger one is answered with 413
 * @param maxSwallowSize how much of a refused body is read and thrown away, so that the client can
 *     read the answer before the connection closes
 */
@Validated
@ConfigurationProperties("manadeck.http.body")
record BodyProperties(
    @NotNull @DefaultValue("1MB") DataSize maxSize,
    @NotNull @DefaultValue("64MB") DataSize maxSwallowSize) {}
