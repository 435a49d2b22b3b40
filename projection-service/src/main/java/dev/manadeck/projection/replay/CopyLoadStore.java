package dev.manadeck.projection.replay;

import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.Table;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Loads rows by COPY, in the transaction of the thread. */
final class CopyLoadStore implements GenerationLoad {
  private final JdbcTemplate template;
  private final JdbcClient db;
  private final Generation generation;

  CopyLoadStore(DataSource dataSource, Generation generation) {
    template = new JdbcTemplate(dataSource);
    db = JdbcClient.create(template);
    this.generation = generation;
  }

  @Override
  public JdbcClient db() {
    return db;
  }

  @Override
  public Generation generation() {
    return generation;
  }

  @Override
  public <S> void copy(Table<S> table, Iterable<S> rows) {
    template.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              table.copy(connection, generation, rows);
              return true;
            });
  }
}
