package dev.manadeck.web.problem;

/** What is wrong at one place of a request's body, named by its JSON pointer (RFC 6901). */
public record FieldError(String pointer, String detail) {}
