package dev.manadeck.bench.subject;

import dev.manadeck.local.auth.LocalTokens;
import java.net.URI;

/**
 * Where the system is that is measured, and how to be let in.
 *
 * @param commands who takes commands: a node itself, or an edge
 * @param queries who answers queries and operators
 */
public record TestedSystem(URI commands, URI queries, LocalTokens tokens) {}
