package dev.manadeck.projection.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Connections for work that takes long, apart from those of queries and live workers. Statements
 * and transactions may take as long as they need; but a process that freezes loses those under way,
 * lest it keep others from its rows.
 */
public final class BackgroundDatabase implements AutoCloseable {
  private static final String OPTIONS =
      "-c maintenance_work_mem=256MB -c idle_in_transaction_session_timeout=10s";

  private final HikariDataSource dataSource;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final TransactionTemplate ownTransaction;
  private final TransactionTemplate nestedTransaction;
  private final TransactionTemplate snapshot;

  /**
   * @param like where the database is and how to log in there
   */
  public BackgroundDatabase(HikariConfig like, int maxConnections) {
    var config = new HikariConfig();
    config.setJdbcUrl(like.getJdbcUrl());
    config.setUsername(like.getUsername());
    config.setPassword(like.getPassword());
    config.setPoolName("background");
    config.setMaximumPoolSize(maxConnections);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(like.getConnectionTimeout());
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "projection-service-replays");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("options", OPTIONS);
    dataSource = new HikariDataSource(config);
    db = JdbcClient.create(dataSource);
    var manager = new JdbcTransactionManager(dataSource);
    transaction = new TransactionTemplate(manager);
    ownTransaction = template(manager, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    nestedTransaction = template(manager, TransactionDefinition.PROPAGATION_NESTED);
    snapshot = template(manager, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  private static TransactionTemplate template(JdbcTransactionManager manager, int propagation) {
    var template = new TransactionTemplate(manager);
    template.setPropagationBehavior(propagation);
    return template;
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public JdbcClient db() {
    return db;
  }

  public TransactionOperations transaction() {
    return transaction;
  }

  /** Committed whatever becomes of the transaction around it. */
  public TransactionOperations ownTransaction() {
    return ownTransaction;
  }

  /** Undone alone; committed with the transaction around it. */
  public TransactionOperations nestedTransaction() {
    return nestedTransaction;
  }

  /** Sees one state of the database, from its first statement on. */
  public TransactionOperations snapshot() {
    return snapshot;
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
