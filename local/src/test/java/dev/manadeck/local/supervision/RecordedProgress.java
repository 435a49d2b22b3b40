package dev.manadeck.local.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

final class RecordedProgress implements Progress {
  final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void ready(String part, Duration took) {
    lines.add(part + " ready");
  }

  @Override
  public void stillStarting(String part, Duration since) {
    lines.add(part + " still starting");
  }

  @Override
  public void readyAgain(String part, Duration took) {
    lines.add(part + " ready again");
  }

  @Override
  public void died(String part, int exitCode, Duration restartIn) {
    lines.add(part + " died with " + exitCode);
  }

  @Override
  public void restartFailed(String part, String reason, Duration nextAttemptIn) {
    lines.add(part + " failed to restart");
  }
}
