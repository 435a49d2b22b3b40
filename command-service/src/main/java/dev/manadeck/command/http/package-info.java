/** Commands as they come over HTTP, and their answers. */
@NullMarked
package dev.manadeck.command.http;

import org.jspecify.annotations.NullMarked;
