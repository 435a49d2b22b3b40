/** How state becomes the parts of a snapshot, and state again. */
@NullMarked
package dev.manadeck.command.snapshot;

import org.jspecify.annotations.NullMarked;
