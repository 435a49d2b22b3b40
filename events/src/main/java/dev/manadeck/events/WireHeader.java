package dev.manadeck.events;

/** The value is UTF-8 text, as CloudEvents' Kafka binding has it. */
public record WireHeader(String name, byte[] value) {}
