package dev.manadeck.command.http;

import dev.manadeck.testing.TestKafka;
import dev.manadeck.web.tokens.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all tests that do not mind one another the same node. */
final class OneNode implements ParameterResolver {
  private record Shared(TestTokens tokens, RunningNode node) implements AutoCloseable {
    static Shared start() {
      var tokens = TestTokens.start();
      return new Shared(tokens, RunningNode.start(tokens, TestKafka.newTopicPrefix()));
    }

    @Override
    public void close() {
      node.close();
      tokens.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningNode.class;
  }

  @Override
  public RunningNode resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(OneNode.class))
        .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class)
        .node();
  }

  static String newUser() {
    return "user-" + UUID.randomUUID();
  }
}
