/**
 * What operators see and do over HTTP, all under {@code /api/ops}: how projections are; replays,
 * verifications and rollbacks; parked events; who did what. And what is answered while the database
 * or Kafka is away.
 */
@NullMarked
package dev.manadeck.projection.operations;

import org.jspecify.annotations.NullMarked;
