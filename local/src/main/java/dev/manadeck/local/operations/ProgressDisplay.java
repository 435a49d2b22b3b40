package dev.manadeck.local.operations;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows how a run gets on while it does. */
sealed interface ProgressDisplay {
  void show(Run run);

  /** Leaves the place to what is printed next. */
  void finish();

  /** One line of a terminal, drawn anew each time. */
  record OnTerminal(PrintWriter out, int columns) implements ProgressDisplay {
    private static final String TO_START_OF_LINE = "\r";
    private static final String ERASE_TO_END_OF_LINE = "\u001B[K";

    @Override
    public void show(Run run) {
      // The last column stays free: some terminals go on to the next line there.
      out.print(TO_START_OF_LINE + ProgressText.bar(run, columns - 1) + ERASE_TO_END_OF_LINE);
      out.flush();
    }

    @Override
    public void finish() {
      out.print(TO_START_OF_LINE + ERASE_TO_END_OF_LINE);
      out.flush();
    }
  }

  /** A line whenever a step begins, and now and then while it takes long. */
  final class InLines implements ProgressDisplay {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private @Nullable String lastStep;
    private long lastNanos;

    InLines(PrintWriter out, LongSupplier nanoTime) {
      this.out = out;
      this.nanoTime = nanoTime;
    }

    @Override
    public void show(Run run) {
      if (run.isOver()) {
        return;
      }
      String step = ProgressText.step(run);
      long now = nanoTime.getAsLong();
      if (!step.equals(lastStep) || now - lastNanos >= INTERVAL.toNanos()) {
        out.println(ProgressText.line(run));
        out.flush();
        lastStep = step;
        lastNanos = now;
      }
    }

    @Override
    public void finish() {
      out.flush();
    }
  }
}
