package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresArchiveTest {

  @TempDir Path place;

  @Test
  void isUnpackedOnceByManyAtATime() throws Exception {
    Callable<Path> unpack = () -> PostgresArchive.unpackInto(place);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Path> homes =
          threads.invokeAll(List.of(unpack, unpack)).stream().map(Future::resultNow).toList();

      assertThat(homes).hasSize(2).containsOnly(homes.getFirst());
      assertThat(FileTree.list(place))
          .filteredOn(file -> place.equals(file.getParent()))
          .containsExactly(homes.getFirst());
      assertThat(homes.getFirst().resolve("bin/postgres")).isExecutable();
    }
  }

  @Test
  void cannotBeChangedByOthers() throws Exception {
    Path home = PostgresArchive.unpackInto(place);

    assertThat(FileTree.list(home))
        .filteredOn(file -> !Files.isSymbolicLink(file))
        .allSatisfy(
            file ->
                assertThat(Files.getPosixFilePermissions(file))
                    .doesNotContain(
                        PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
  }
}
