package dev.manadeck.local.supervision;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part and its place among the others.
 *
 * @param needs the names of the parts that must be ready before it starts
 * @param calls the names of parts that it uses once they are there
 */
public record Member(Part part, Set<String> needs, Set<String> calls) {

  public Member {
    needs = Set.copyOf(needs);
    calls = Set.copyOf(calls);
  }

  public static Member of(Part part) {
    return new Member(part, Set.of(), Set.of());
  }

  public Member needing(String... names) {
    return new Member(part, Set.of(names), calls);
  }

  public Member calling(Stream<String> names) {
    return new Member(part, needs, names.collect(Collectors.toSet()));
  }

  public String name() {
    return part.name();
  }

  /** Whether the other one may stop only after this one has. */
  boolean stopsBefore(Member other) {
    return needs.contains(other.name()) || calls.contains(other.name());
  }
}
