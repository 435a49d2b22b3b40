/** What operators see of the shards: metrics, health and log lines. */
@NullMarked
package dev.manadeck.command.monitor;

import org.jspecify.annotations.NullMarked;
