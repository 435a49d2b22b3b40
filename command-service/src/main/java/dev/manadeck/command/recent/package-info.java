/** Memory of what happened lately, in a few bytes an entry. */
@NullMarked
package dev.manadeck.command.recent;

import org.jspecify.annotations.NullMarked;
