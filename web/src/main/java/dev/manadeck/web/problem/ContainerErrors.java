package dev.manadeck.web.problem;

/** What to say about a status that the container alone decided on. */
final class ContainerErrors {
  private ContainerErrors() {}

  static Problem of(int status) {
    ProblemKind kind = ProblemKind.ofStatus(status);
    return Problem.of(kind, status == 400 ? "The request is not valid HTTP" : kind.title());
  }
}
