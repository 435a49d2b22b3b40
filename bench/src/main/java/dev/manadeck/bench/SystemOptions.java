package dev.manadeck.bench;

import dev.manadeck.bench.report.Report;
import dev.manadeck.bench.subject.OwnSystem;
import dev.manadeck.bench.subject.TestedSystem;
import dev.manadeck.local.DurabilityOption;
import dev.manadeck.local.stack.DataFolder;
import dev.manadeck.local.stack.Distribution;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all benchmarks have in common: which system is measured, and how it is told. */
public final class SystemOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--home", hidden = true, defaultValue = "${sys:manadeck.home:-.}")
  private Path home = Path.of(".");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A system that runs; only what can be seen from outside is measured then"
              + " (default: one is started, on a folder and ports of its own)")
  private @Nullable URI url;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = DataFolder.BY_DEFAULT,
      description =
          "The data folder of that system, for its keys (or MANADECK_DATA; default: ./"
              + DataFolder.USUAL
              + ")")
  private Path data = Path.of(DataFolder.USUAL);

  @Mixin private DurabilityOption durability = new DurabilityOption();

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      defaultValue = "${sys:java.io.tmpdir}",
      description =
          "Where the data folder of the started system is, until the end (default: ${DEFAULT-VALUE})")
  private Path scratch = Path.of(".");

  @Option(names = "--json", description = "Prints JSON")
  private boolean isJson;

  /** Empty if one is to be started. */
  public Optional<TestedSystem> running() {
    return Optional.ofNullable(url)
        .map(given -> new TestedSystem(given, given, new DataFolder(data).tokens()));
  }

  public OwnSystem own() {
    return OwnSystem.prepare(
        new Distribution(home.toAbsolutePath().normalize()), durability.value(), scratch);
  }

  public Report report(String benchmark) {
    return new Report(benchmark, spec.commandLine().getOut(), spec.commandLine().getErr(), isJson);
  }
}
