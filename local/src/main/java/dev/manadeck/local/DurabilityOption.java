package dev.manadeck.local;

import dev.manadeck.embedded.Durability;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What an acknowledged command is to survive. */
public final class DurabilityOption {
  private static final String PROCESS_LOSS = "process-loss";
  private static final String POWER_LOSS = "power-loss";

  @Option(
      names = "--durability",
      paramLabel = "WHAT",
      defaultValue = PROCESS_LOSS,
      converter = Converter.class,
      description = {
        "What an acknowledged command survives (default: " + PROCESS_LOSS + ")",
        PROCESS_LOSS + ": the death of any process; a power cut may take the last second",
        POWER_LOSS + ": a power cut too; every append is flushed to the disk, and slower"
      })
  private Durability durability = Durability.PROCESS_LOSS;

  public Durability value() {
    return durability;
  }

  static final class Converter implements ITypeConverter<Durability> {
    @Override
    public Durability convert(String text) {
      return switch (text) {
        case PROCESS_LOSS -> Durability.PROCESS_LOSS;
        case POWER_LOSS -> Durability.POWER_LOSS;
        default ->
            throw new TypeConversionException(
                "Expected %s or %s, but got %s".formatted(PROCESS_LOSS, POWER_LOSS, text));
      };
    }
  }
}
