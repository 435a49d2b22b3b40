package dev.manadeck.command.http;

import dev.manadeck.command.machine.Command;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command on its way to its shard, and the request that it came with, should that shard be
 * another node's.
 *
 * @param batch the reviews of the request, if it has some
 */
record Submission(
    Command command,
    Deadline deadline,
    HttpMethod method,
    String path,
    String authorization,
    @Nullable ObjectNode body,
    ReviewBatch batch,
    @Nullable String consistencyToken,
    boolean isForwarded) {}
