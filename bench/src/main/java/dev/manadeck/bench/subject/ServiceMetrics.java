package dev.manadeck.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** What a service tells of itself. */
public final class ServiceMetrics {
  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
  private static final String TRANSACTIONS = "manadeck_command_transactions_seconds_count";
  private static final double MEGABYTE = 1024 * 1024;

  private final URI metrics;
  private final HttpClient http = HttpClient.newHttpClient();

  public ServiceMetrics(URI service) {
    this.metrics = service.resolve("/actuator/prometheus");
  }

  /** How many a command node has committed since its start. */
  public double transactions() {
    return sum(TRANSACTIONS);
  }

  /** In megabytes, with what is garbage already. */
  public double heap() {
    return sum(HEAP) / MEGABYTE;
  }

  /** In megabytes, after a full collection of the garbage. */
  public double heapInUse(ProcessHandle service) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      new ProcessBuilder(jcmd.toString(), Long.toString(service.pid()), "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return heap();
  }

  private double sum(String prefix) {
    try {
      return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(prefix))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted", e);
  }
}
